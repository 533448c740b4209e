// The report's tables and its curve.
import { curveOptions } from "../report/curve.ts";
import type { Story } from "../report/story.ts";
import type { ReportModel } from "../shapes/report.ts";
import { REPORT_WORDS } from "../words/report.ts";
import { Chart } from "./chart.tsx";
import { Chip } from "./chip.tsx";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { href, link, type View } from "./view.ts";

export interface ReportProps {
  readonly view: View;
  readonly model: ReportModel;
  readonly story: Story;
}

export function ReportServices({ view, story: { services } }: ReportProps) {
  const words = REPORT_WORDS[view.lang].services;
  return (
    <section class="panel" id="services" aria-labelledby="services-t">
      <h2 id="services-t">{services.title}</h2>
      {services.rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.service}</th>
              <th scope="col" class="n">
                {words.change}
              </th>
            </tr>
          </thead>
          <tbody>
            {services.rows.map(({ name, id, figure, change, tone, usual }) => (
              <tr>
                <th scope="row">
                  <b>
                    <a href={link(view, `/startups/${encodeURIComponent(id)}`)}>{name}</a>
                  </b>
                  <br />
                  <span class="quiet">{figure}</span>
                </th>
                <td class="n">
                  <b class={tone}>{change}</b>
                  <br />
                  <span class="quiet">{usual}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {services.notes.map((note) => (
        <p class="quiet">{note}</p>
      ))}
      <p>
        <a href={link(view, "/startups")}>{words.more}</a>
      </p>
    </section>
  );
}

export function ReportCoverage({ view, model, story, path }: ReportProps & { path: string }) {
  const words = REPORT_WORDS[view.lang];
  const { coverage, chain } = story;
  const { common, format } = { common: view.words, format: view.format };
  const weeks = coverage?.points.map(({ last, value }) => [
    format.date(last),
    value === null ? common.table.missing : format.number(value),
  ]);
  return (
    <Panel
      view={view}
      id="communes"
      title={coverage?.title ?? words.chain.title}
      name={coverage?.title ?? words.chain.title}
      sub={coverage?.sub}
      {...(coverage ? { mark: "adoption" as const } : {})}
      day={model.report.last}
      json={`${path}.json${view.query}`}
      data={
        <>
          {coverage && weeks && (
            <Table
              caption={coverage.title}
              label={coverage.title}
              columns={[{ label: common.table.day }, { label: coverage.unit, number: true }]}
              rows={weeks}
            />
          )}
          <Table
            caption={words.chain.title}
            label={words.chain.title}
            columns={[{ label: common.chain.step }, { label: common.chain.services, number: true }]}
            rows={chain.map(({ label, value }) => [label, value])}
          />
        </>
      }
    >
      {coverage ? (
        <>
          <p>{coverage.now}</p>
          <Chart view={view} points={coverage.points} width={1120} {...curveOptions(coverage)} />
          {coverage.annotations.length > 0 && (
            <ol class="annotations">
              {coverage.annotations.map(({ text }) => (
                <li>{text}</li>
              ))}
            </ol>
          )}
          <p class="quiet">{coverage.union}</p>
          <h3>{words.chain.title}</h3>
        </>
      ) : (
        <p class="absent">{words.coverage.none}</p>
      )}
      {story.states && (
        <p class="sub">
          {words.chain.at(story.states.at)} ·{" "}
          <a href={`${href(view, "/")}?day=${story.states.day}`}>{words.chain.page}</a>
        </p>
      )}
      <ol class="chain chain-5">
        {chain.map(({ label, value }) => (
          <li>
            <strong>{value}</strong> <span>{label}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

export function ReportSources({ view, story: { sources, states } }: ReportProps) {
  const words = REPORT_WORDS[view.lang].sources;
  return (
    <section class="panel" id="sources" aria-labelledby="sources-t">
      <h2 id="sources-t">{sources.title}</h2>
      {states && (
        <p class="sub">
          {words.at(states.at)} <a href={`${href(view, "/qualite")}?day=${states.day}`}>{words.page}</a>
        </p>
      )}
      {sources.rows.length > 0 && (
        <table class="cards">
          <thead>
            <tr>
              {[words.source, words.state, words.knows, words.who].map((label) => (
                <th scope="col">{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.rows.map(({ name, id, source, state, last, knows, who }) => (
              <tr>
                <th scope="row">
                  <a href={link(view, `/startups/${encodeURIComponent(id)}`)}>{name}</a>
                  <small>{source}</small>
                </th>
                <td data-l={words.state}>
                  <Chip view={view} state={state} />
                  <small>{last}</small>
                </td>
                <td data-l={words.knows}>
                  <span>{knows}</span>
                </td>
                <td data-l={words.who}>
                  <span>{who}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sources.notes.map((note) => (
        <p class="quiet">{note}</p>
      ))}
    </section>
  );
}
