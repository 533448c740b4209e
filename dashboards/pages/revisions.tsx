// Revisions: which figures became others after they were first known, when, why, and by which fact.
import type { Child } from "hono/jsx";
import type { Grain } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import { CAUSES, type Revision, type RevisionsModel } from "../shapes/revisions.ts";
import { count } from "./count.ts";
import { Crumbs } from "./crumbs.tsx";
import { daysText } from "./days-text.ts";
import { metricPath } from "./finder.tsx";
import { KnownField } from "./known-on.tsx";
import { Layout } from "./layout.tsx";
import { lineageLink } from "./lineage-link.tsx";
import { withQuery } from "./own-address.ts";
import { Pager } from "./pager.tsx";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, csvHref, href, link, say, type View } from "./view.ts";

interface Props {
  readonly model: RevisionsModel;
  readonly view: View;
}
type Cell = Revision["cells"][number];

export function RevisionsPage({ model, view }: Props) {
  const { revisions: words, nav } = view.words;
  const { asked, head, total } = model;
  const title = asked.startup ? words.titleOf(asked.startup.name) : words.title;
  const isChosen = Object.values(asked).some((one) => one !== null);
  return (
    <Layout view={view} title={title} current="quality" head={head} json={`/revisions.json${view.query}`}>
      <Crumbs view={view} parents={[["/qualite", nav.quality]]} name={words.title} />
      <h1>{title}</h1>
      <p class="lead">{words.lead}</p>
      <Choices view={view} model={model} />
      <Panel
        view={view}
        id="revisions"
        title={words.count(total, count(view, total))}
        name={title}
        sub={words.sub}
        day={head.day}
        json={apiHref(view, "/api/v1/revisions")}
      >
        {total === 0 && <p class="absent">{isChosen ? words.noneAsked : words.none}</p>}
        <ol class="lines revisions">
          {model.revisions.map((one) => (
            <Item view={view} revision={one} />
          ))}
        </ol>
        <Pager view={view} words={words} list={model} panel="revisions" />
      </Panel>
    </Layout>
  );
}

function Item({ view, revision }: { view: View; revision: Revision }) {
  const { format, words } = view;
  const { revisions: say1 } = words;
  const { startup, metric, cause, fact, decision, source, cells, count: all } = revision;
  const [only] = cells;
  const where = [
    say1.known(format.instant(revision.known)),
    decision?.undone ? say1.undone(say1.causes[cause]) : say1.causes[cause],
    ...(source === null ? [] : [say1.source(source)]),
    say1.fact(fact.partition, fact.offset),
  ];
  return (
    <li>
      <p>
        <b>
          <a href={link(view, `/startups/${encodeURIComponent(startup.id)}`)}>{startup.name}</a>
        </b>
        {", "}
        <a href={link(view, metricPath(metric.key))}>{say(view, metric.label)}</a>
        {view.lang === "fr" ? " : " : ": "}
        {all === 1 && only ? (
          <Change view={view} revision={revision} cell={only} />
        ) : (
          <Counts {...{ view, revision }} />
        )}
      </p>
      <p class="quiet">{where.join(" · ")}</p>
      {decision && <p class="quiet">{decidedText(view, decision)}</p>}
      {all > 1 && <Cells view={view} revision={revision} />}
    </li>
  );
}

/** Of an undoing, who undid it and why. */
function decidedText({ words }: View, { author, approver, reason, undone }: NonNullable<Revision["decision"]>): string {
  const { because, undoneBy } = words.revisions;
  return (undone ? undoneBy : because)(author, approver, reason);
}

/** One figure, in a line. */
function Change({ view, revision, cell }: { view: View; revision: Revision; cell: Cell }) {
  return (
    <>
      {whenOf(view, cell)}, {whereOf(view, cell)}, {valueText(view, cell.old)} →{" "}
      <strong>{valueText(view, cell.new)}</strong> (
      <a href={provenanceOf(view, revision, cell)}>{view.words.lineage.short}</a>)
    </>
  );
}

/** Many figures by one fact: how many of what. */
function Counts({ view, revision }: { view: View; revision: Revision }) {
  const { revisions: words, startup } = view.words;
  const { cells, count: all, changed, ceased, returned } = revision;
  const level = cells[0]?.level as Level | undefined;
  const alike = level !== undefined && level !== "france" && cells.every((one) => one.level === level);
  const parts = [
    ...(changed > 0 ? [words.changed(count(view, changed))] : []),
    ...(ceased > 0 ? [words.ceased(count(view, ceased))] : []),
    ...(returned > 0 ? [words.returned(count(view, returned))] : []),
  ];
  const what = alike ? `${count(view, all)} ${startup.levelsMany[level]}` : words.many(count(view, all));
  return `${what} (${parts.join(", ")})`;
}

function Cells({ view, revision }: { view: View; revision: Revision }) {
  const { revisions: words } = view.words;
  const { cells, count: all } = revision;
  const caption = words.first(count(view, cells.length), count(view, all));
  const csv = csvHref(view, "revisions");
  return (
    <details>
      <summary>{caption}</summary>
      <Table
        caption={csv ? <a href={csv}>{words.csv}</a> : caption}
        label={caption}
        columns={[
          { label: words.period },
          { label: words.place },
          { label: words.old, number: true },
          { label: words.now, number: true },
        ]}
        rows={cells.map((cell): Child[] => [
          <a href={provenanceOf(view, revision, cell)}>{whenOf(view, cell)}</a>,
          whereOf(view, cell),
          valueText(view, cell.old),
          valueText(view, cell.new),
        ])}
      />
    </details>
  );
}

const valueText = (view: View, value: string | null) =>
  value === null ? view.words.revisions.none1 : view.format.number(value);

function whenOf(view: View, { grain, first, last }: Cell): string {
  if (grain === "state") return daysText(view, first, last);
  return view.format.period({ grain: grain as Grain, first, last: last ?? first });
}

function whereOf({ words }: View, { level, code, name, dims }: Cell): string {
  const place = name ?? `${words.startup.levels[level as Level] ?? level} ${code}`;
  const named = dims === "" ? [] : Object.values(JSON.parse(dims) as Record<string, string>);
  return [place, ...named].join(", ");
}

function provenanceOf(view: View, { startup, metric }: Revision, { level, code, grain, first, dims }: Cell): string {
  const named = dims === "" ? {} : (JSON.parse(dims) as Record<string, string>);
  const place = {
    level: level as Level,
    code,
    dims: named,
    grain: grain as Grain,
    first: grain === "state" ? null : first,
  };
  return lineageLink(view, startup.id, metric.key, { place, ...(grain === "state" && { day: first }) });
}

function Choices({ view, model: { asked } }: Props) {
  const { revisions: words } = view.words;
  const path = "/revisions";
  const names = ["startup", "metric", "cause", "since", "until", "page"];
  const none = Object.fromEntries(names.map((name) => [name, undefined]));
  const field = (name: "since" | "until") => (
    <label>
      <span>{words[name]}</span>
      <input type="date" name={name} value={asked[name] ?? ""} />
    </label>
  );
  return (
    <form class="choose" method="get" action={href(view, path)} aria-label={words.filters}>
      <label>
        <span>{words.startup}</span>
        <input type="search" name="startup" value={asked.startup?.id ?? ""} maxlength={64} />
      </label>
      {asked.metric && <input type="hidden" name="metric" value={asked.metric.key} />}
      <label>
        <span>{words.cause}</span>
        <select name="cause">
          <option value="">{words.every}</option>
          {CAUSES.map((cause) => (
            <option value={cause} {...(cause === asked.cause ? { selected: true } : {})}>
              {words.causes[cause]}
            </option>
          ))}
        </select>
      </label>
      {field("since")}
      {field("until")}
      <KnownField view={view} />
      <button type="submit">{words.submit}</button>
      {Object.values(asked).some((one) => one !== null) && <a href={withQuery(view, none)}>{words.reset}</a>}
    </form>
  );
}
