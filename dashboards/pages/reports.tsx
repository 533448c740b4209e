// The list of weekly reports.
import { weekNumber } from "../../schemas/week.ts";
import type { ReportsModel } from "../shapes/report.ts";
import { REPORT_WORDS } from "../words/report.ts";
import { Layout } from "./layout.tsx";
import { href, link, say, type View } from "./view.ts";

export function ReportsPage({ model, view }: { model: ReportsModel; view: View }) {
  const words = REPORT_WORDS[view.lang];
  const { format } = view;
  return (
    <Layout view={view} title={words.list} current="reports" json={`/rapports.json${view.query}`}>
      <ReportCrumbs view={view} />
      <h1>{words.list}</h1>
      <p class="lead">{words.listText}</p>
      <p>
        <a href={`${href(view, "/rapports")}.xml`}>{words.rss}</a>
      </p>
      <section class="panel" aria-label={words.list}>
        {model.reports.length === 0 ? (
          <p class="absent">{words.listNone}</p>
        ) : (
          <ol class="lines">
            {model.reports.map(({ week, slug, first, last, sentence }) => (
              <li>
                <a href={link(view, `/rapports/${slug}`)}>
                  <b>{say(view, sentence)}</b>
                </a>
                <br />
                <span class="quiet">
                  {words.kicker(weekNumber({ id: week }), format.date(first), format.date(last))}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </Layout>
  );
}

/** @param here  the name of the report; left out: the list itself */
export function ReportCrumbs({ view, here }: { view: View; here?: string }) {
  const words = REPORT_WORDS[view.lang];
  return (
    <nav class="crumbs" aria-label={view.words.startup.crumbs}>
      <ol>
        <li>
          <a href={link(view, "/")}>{view.words.nav.overview}</a>
        </li>
        {here === undefined ? (
          <li aria-current="page">{words.nav}</li>
        ) : (
          <>
            <li>
              <a href={link(view, "/rapports")}>{words.nav}</a>
            </li>
            <li aria-current="page">{here}</li>
          </>
        )}
      </ol>
    </nav>
  );
}
