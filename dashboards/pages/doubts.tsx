// Doubts about sources and figures: what was seen, beside what, since when, and who can do something about it.
import { EXPECTED } from "../../schemas/doubts.ts";
import { FINDING_CODES } from "../findings/finding.ts";
import type { Doubt, DoubtsModel } from "../shapes/doubts.ts";
import { count } from "./count.ts";
import { Crumbs } from "./crumbs.tsx";
import { Differences } from "./differences.tsx";
import { metricPath } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { withQuery } from "./own-address.ts";
import { Pager } from "./pager.tsx";
import { Panel } from "./panel.tsx";
import { unreadText } from "./unread-text.ts";
import { apiHref, href, link, say, type View } from "./view.ts";

interface Props {
  readonly model: DoubtsModel;
  readonly view: View;
}

export function DoubtsPage({ model, view }: Props) {
  const { doubts: words, nav } = view.words;
  const { asked, head, total } = model;
  const title = asked.startup ? words.titleOf(asked.startup.name) : words.title;
  const taken = words.takenCount(model.acknowledged, count(view, model.acknowledged));
  const isChosen = asked.startup !== null || asked.code !== null;
  return (
    <Layout view={view} title={title} current="quality" head={head} json={`/doutes.json${view.query}`}>
      <Crumbs view={view} parents={[["/qualite", nav.quality]]} name={words.title} />
      <h1>{title}</h1>
      <p class="lead">{words.lead}</p>
      <Choices view={view} model={model} />
      <Panel
        view={view}
        id="doubts"
        title={words.count(total, count(view, total))}
        name={title}
        sub={model.acknowledged > 0 ? `${words.sub} ${taken}` : words.sub}
        day={head.day}
        json={apiHref(view, "/api/v1/doutes")}
      >
        {total === 0 ? (
          <p class="absent">{isChosen ? words.noneAsked : words.none}</p>
        ) : (
          <ol class="lines revisions">
            {model.doubts.map((one) => (
              <Item view={view} doubt={one} />
            ))}
          </ol>
        )}
        <Pager view={view} words={{ ...view.words.revisions, pager: words.pager }} list={model} panel="doubts" />
      </Panel>
    </Layout>
  );
}

function Item({ view, doubt }: { view: View; doubt: Doubt }) {
  const { doubts: words } = view.words;
  const { startup, metric, source, code, severity, actor, told } = doubt;
  const where = [
    words.severities[severity],
    whereOf(view, doubt),
    words.acts(actor === told ? words.actors[actor] : view.format.list([words.actors[actor], words.actors[told]])),
    ...toldOf(view, doubt),
  ];
  return (
    <li id={`d-${doubt.id}`}>
      <p>
        <b>{words.codes[code].name}</b>
        {", "}
        <a href={link(view, `/startups/${encodeURIComponent(startup.id)}`)}>{startup.name}</a>
        {", "}
        {metric ? <a href={link(view, metricPath(metric.key))}>{say(view, metric.label)}</a> : source?.label}
        {view.lang === "fr" ? " : " : ": "}
        {words.codes[code].say(evidenceOf(view, doubt))}
        {doubt.count > 1 &&
          code !== "values.doubtful" &&
          ` (${words.more(doubt.count - 1, count(view, doubt.count - 1))})`}
      </p>
      <Differences view={view} all={doubt.differences} />
      <p class="quiet">{where.filter(Boolean).join(" · ")}</p>
      {doubt.acknowledged && <Taken view={view} taken={doubt.acknowledged} />}
    </li>
  );
}

/** To whom it was told, since when. */
function toldOf({ words: { doubts }, format }: View, { team, network, since }: Doubt): string[] {
  if (team === null && network === null) return [doubts.toOperator(format.dayOf(since))];
  return [
    ...(team === null ? [] : [doubts.toTeam(format.dayOf(team))]),
    ...(network === null ? [] : [doubts.toNetwork(format.dayOf(network))]),
  ];
}

/** Who took note of it, and why: in their own words, which are said in French. */
function Taken({ view, taken }: { view: View; taken: NonNullable<Doubt["acknowledged"]> }) {
  const { words, format } = view;
  const { takenBy, takenOn, takenUntil, takenAsExpected } = words.doubts;
  const { by, at, until, reason } = taken;
  return (
    <p class="note">
      {takenBy}
      <span lang="fr">{by}</span>
      {takenOn(format.dayOf(at), until === EXPECTED ? takenAsExpected : takenUntil(format.date(until)))}
      <span lang="fr">{reason}</span>
    </p>
  );
}

/** The words of what was seen: figures as numbers, codes as the words of the quality page. */
function evidenceOf(view: View, { code, seen, against, values, count: all }: Doubt) {
  const { format } = view;
  const { doubts } = view.words;
  const number = (value: string | null) => (value === null ? doubts.noFigure : format.number(value));
  switch (code) {
    case "source.late":
    case "source.cut":
      return { seen: "", against: doubts.cadence[against as keyof typeof doubts.cadence] };
    case "shape.drifted":
      return { seen: wordsOf(view, seen), against: "" };
    case "values.doubtful":
      return { seen: values.length === 0 ? String(seen) : unreadText(view, values, all), against: "" };
    default:
      return { seen: number(seen), against: number(against) };
  }
}

/** What went wrong with an answer: a code of a reject, or why it waits. */
function wordsOf({ words: { doubts, sources, holds } }: View, code: string | null): string {
  const known: Readonly<Record<string, string | undefined>> = {
    ...sources.rejectCodes,
    ...holds,
    bounds: doubts.bounds,
  };
  return known[code ?? ""] ?? String(code);
}

function whereOf({ words, format }: View, { territory, period, source, metric }: Doubt): string {
  const { startup, doubts } = words;
  const levels: Readonly<Record<string, string>> = startup.levels;
  const many: Readonly<Record<string, string>> = startup.levelsMany;
  const place =
    territory &&
    (territory.code === ""
      ? doubts.whole(many[territory.level] ?? "")
      : (territory.name ?? `${levels[territory.level]} ${territory.code}`));
  return [place, period && format.period(period), metric && source?.label].filter(Boolean).join(", ");
}

function Choices({ view, model: { asked, counts } }: Props) {
  const { doubts: words } = view.words;
  const none = { startup: undefined, code: undefined, page: undefined };
  return (
    <form class="choose" method="get" action={href(view, "/doutes")} aria-label={words.filters}>
      <label>
        <span>{words.startup}</span>
        <input type="search" name="startup" value={asked.startup?.id ?? ""} maxlength={64} />
      </label>
      <label>
        <span>{words.code}</span>
        <select name="code">
          <option value="">{words.every}</option>
          {FINDING_CODES.map((code) => (
            <option value={code} {...(code === asked.code ? { selected: true } : {})}>
              {words.codes[code].name} ({count(view, counts.find((one) => one.code === code)?.count ?? 0)})
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{words.submit}</button>
      {(asked.startup !== null || asked.code !== null) && <a href={withQuery(view, none)}>{words.reset}</a>}
    </form>
  );
}
