// The weekly report: the same story as the e-mail and the text, in the order of its sections.

import { weekNumber, weekSlug } from "../../schemas/week.ts";
import { storyOf } from "../report/story.ts";
import type { Line, Lines } from "../report/telling.ts";
import type { ReportModel } from "../shapes/report.ts";
import { REPORT_WORDS } from "../words/report.ts";
import { Layout } from "./layout.tsx";
import { ReportCoverage, type ReportProps, ReportServices, ReportSources } from "./report-parts.tsx";
import { ReportCrumbs } from "./reports.tsx";
import { href, link, type View } from "./view.ts";

export function ReportPage({ model, view }: { model: ReportModel; view: View }) {
  const words = REPORT_WORDS[view.lang];
  const { report } = model;
  const story = storyOf(model, view.lang);
  const props = { view, model, story };
  const path = `/rapports/${weekSlug({ id: report.week })}`;
  const known = report.known;
  const head = {
    demo: report.demo,
    day: report.last,
    first: report.first,
    last: report.last,
    known,
    vintage: report.vintage,
    countedWith: report.vintage,
  };
  return (
    <Layout view={view} title={story.title} current="reports" head={head} json={`${path}.json${view.query}`}>
      <ReportCrumbs view={view} here={words.week(weekNumber({ id: report.week }))} />
      <div>
        <p class="sub">{story.kicker}</p>
        <h1>{story.title}</h1>
        <p class="lead">{story.known}</p>
        <Beside {...props} />
      </div>
      <div class="grid-2 report-grid">
        <Sentences view={view} id="mouvements" of={story.movements} />
        <ReportServices {...props} />
        <Sentences view={view} id="bouge" of={story.moved} />
        <Sentences view={view} id="corriges" of={story.revisions} />
      </div>
      <ReportCoverage {...props} path={path} />
      <ReportSources {...props} />
      <p class="sub">
        {words.permalink}
        {words.colon} <a href={href(view, path)}>{href(view, path)}</a> ·{" "}
        <a href={`${href(view, path)}.txt`}>{words.text}</a> · <a href={`${path}.json${view.query}`}>{words.json}</a>
      </p>
      <p class="sub">{story.definitions}</p>
      {story.proof && (
        <details class="sub">
          <summary>{words.verify}</summary>
          <p>{story.proof}</p>
          <p>{words.verifyHow}</p>
        </details>
      )}
    </Layout>
  );
}

/** The reports before and after, the list, the feed. */
function Beside({ view, model }: ReportProps) {
  const words = REPORT_WORDS[view.lang];
  const week = (slug: string) => words.week(weekNumber({ id: slug }));
  return (
    <nav class="beside" aria-label={words.nav}>
      <ul>
        {model.previous && (
          <li>
            <a rel="prev" href={link(view, `/rapports/${model.previous}`)}>
              {week(model.previous)}
            </a>
          </li>
        )}
        {model.next && (
          <li>
            <a rel="next" href={link(view, `/rapports/${model.next}`)}>
              {week(model.next)}
            </a>
          </li>
        )}
        <li>
          <a href={link(view, "/rapports")}>{words.all}</a>
        </li>
        <li>
          <a href={`${href(view, "/rapports")}.xml`}>{words.rss}</a>
        </li>
      </ul>
    </nav>
  );
}

function Sentences({ view, id, of: { title, lines, notes } }: { view: View; id: string; of: Lines }) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-t`}>
      <h2 id={`${id}-t`}>{title}</h2>
      {lines.length > 0 && (
        <ul class="lines">
          {lines.map((line) => (
            <Sentence view={view} line={line} />
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p class="quiet">{note}</p>
      ))}
    </section>
  );
}

function Sentence({ view, line: { lead, startup, strong, tone, text } }: { view: View; line: Line }) {
  return (
    <li>
      <b>{startup === null ? lead : <a href={link(view, `/startups/${encodeURIComponent(startup)}`)}>{lead}</a>}</b>
      {REPORT_WORDS[view.lang].colon} {strong && <b class={tone}>{strong}</b>} {text}
    </li>
  );
}
