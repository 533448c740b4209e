// One startup: where it stands, what it seeks to change, its figures, what the registry says, where the figures come from.
import { AS_OF } from "../as-of.ts";
import { isCut } from "../choice.ts";
import type { Figure, Point } from "../figure.ts";
import { impactPath } from "../impact-route.ts";
import type { StartupRef } from "../shapes/head.ts";
import type { Panel as PanelModel } from "../shapes/panel.ts";
import type { StartupModel } from "../shapes/startup.ts";
import { Mark } from "./chip.tsx";
import { flowHead } from "./compared.ts";
import { ContextBar } from "./context-bar.tsx";
import { Crumbs } from "./crumbs.tsx";
import { ChangeWords, Doubts, figureDay, isCompared, ShareGauge, Value } from "./figure.tsx";
import { FlowPanel } from "./flow.tsx";
import { KnownLink } from "./known-on.tsx";
import { Layout } from "./layout.tsx";
import { lineageLink, ofFigure, ofPoints, Provenance } from "./lineage-link.tsx";
import { MatrixPanel } from "./matrix.tsx";
import { MembershipPanels } from "./membership.tsx";
import { RatioPanel } from "./ratio.tsx";
import { PathPanel, RecordPanel } from "./record.tsx";
import { RemarksPanel } from "./remarks.tsx";
import { revisionsLink } from "./revisions-link.ts";
import { SeriesPanel } from "./series.tsx";
import { Sources } from "./sources.tsx";
import { Aim, StartupHead } from "./startup-head.tsx";
import { figuresHref, linkWith, say, type View } from "./view.ts";

export function StartupPage({ model, view }: { model: StartupModel; view: View }) {
  const { words } = view;
  const { head, startup, panels, record } = model;
  const flow = panels.find((panel) => panel.kind === "flow");
  return (
    <Layout
      view={view}
      title={startup.name}
      current="services"
      head={head}
      json={`/startups/${encodeURIComponent(startup.id)}.json${view.query}`}
    >
      <Crumbs
        view={view}
        parents={[
          ["/", words.nav.overview],
          ["/startups", words.nav.services],
        ]}
        name={startup.name}
      />
      <StartupHead view={view} model={model} />
      <Aim view={view} model={model} />
      <ContextBar
        view={view}
        head={head}
        periods
        {...(flow ? { grain: { chosen: flow.grain, all: flow.grains } } : {})}
      >
        <KnownLink view={view} head={head} />
      </ContextBar>
      <div class="section-head">
        <h2>{words.startup.figures}</h2>
        <p>{words.startup.figuresRule}</p>
      </div>
      {panels.length === 0 ? (
        <p class="absent">{words.startup.none}</p>
      ) : (
        <ul class="figs">
          {panels.map((panel) => (
            <Card view={view} panel={panel} startup={startup} />
          ))}
        </ul>
      )}
      {panels.map((panel) => (
        <MetricPanel view={view} panel={panel} startup={startup.id} />
      ))}
      <RemarksPanel view={view} model={model} />
      <div class="grid-2">
        {record && <PathPanel view={view} model={model} record={record} />}
        <MatrixPanel view={view} model={model} />
      </div>
      {record && <RecordPanel view={view} model={model} record={record} />}
      {model.sources.length > 0 && (
        <p>
          <a href={revisionsLink(view, startup.id)}>{words.revisions.linkOf}</a>
          {" · "}
          <a href={linkWith(view, "/decisions", { startup: startup.id })}>{words.decisions.link}</a>
          {" · "}
          <a href={linkWith(view, "/doutes", { startup: startup.id })}>{words.doubts.link}</a>
          {" · "}
          <a href={impactHref(view, startup.id)}>{words.startup.impactExport}</a>
        </p>
      )}
      {model.sources.length > 0 && (
        <Sources view={view} sources={model.sources} figures={panels.map((panel) => panel.figure)} />
      )}
    </Layout>
  );
}

/** The figures of the day that is shown, as known then. */
function impactHref({ known, query }: View, startup: string): string {
  const day = new URLSearchParams(query).get("day");
  const asked = new URLSearchParams({ ...(day && { day }), ...(known !== undefined && { [AS_OF]: known }) });
  return `${impactPath(startup)}${asked.size > 0 ? `?${asked}` : ""}`;
}

function Card({ view, panel, startup }: { view: View; panel: PanelModel; startup: StartupRef }) {
  const { words, format } = view;
  const { figure } = panel;
  const { metric, population } = figure;
  return (
    <li class="fig">
      <h3>
        <a href={`#m-${metric.key}`}>{say(view, metric.label)}</a>
      </h3>
      <p class="fig-value">
        <Value view={view} figure={figure} />
      </p>
      <p class="quiet">
        {figureDay(view, figure)}
        {metric.kind === "distinct" && `${view.lang === "fr" ? "\u00a0; " : "; "}${words.figure.notAdded}`}
      </p>
      <ShareGauge figure={figure} />
      {population && (
        <p class="fig-people">
          <b>{format.percent(population.part, population.whole)}</b>{" "}
          {words.figure.inPopulation(format.short(population.part))}
        </p>
      )}
      {panel.kind === "flow" && panel.since && (
        <p class="fig-people">
          {words.figure.total(
            format.number(panel.since.value),
            format.month(panel.since.first),
            format.month(panel.since.last),
          )}
          {" · "}
          <Provenance
            view={view}
            startup={startup.id}
            metric={metric.key}
            name={`${say(view, metric.label)}, ${words.figure.allPeriods}`}
            periods={{ grain: panel.grain, first: panel.since.first, last: panel.since.last }}
          />
        </p>
      )}
      <Doubts view={view} figure={figure} />
      <p class="fig-foot">
        <Mark view={view} mark={figure.mark} />
        {isCompared(view, figure) && (
          <span>
            {figure.change?.kind === "flow" && `${flowHead(view)}${view.lang === "fr" ? "\u00a0: " : ": "}`}
            <ChangeWords view={view} metric={metric} change={figure.change} />
          </span>
        )}
        <SaidBy view={view} figure={figure} startup={startup.id} />
        <Provenance
          view={view}
          startup={startup.id}
          metric={metric.key}
          name={say(view, metric.label)}
          {...ofFigure(figure)}
          {...(panel.kind === "flow" && { grain: panel.grain })}
        />
      </p>
    </li>
  );
}

/** The source of a figure and when it last spoke; where people decided all of it, that they did. */
function SaidBy({ view, figure, startup }: { view: View; figure: Figure; startup: string }) {
  const { words, format } = view;
  const { source, corrected, freshness } = figure;
  if (!source && !corrected) return null;
  return (
    <span class="quiet">
      {words.figure.source}
      {view.lang === "fr" ? "\u00a0:" : ":"}{" "}
      {source ? (
        `${source.label}, ${freshness.last === null ? words.states.never : format.dayOf(freshness.last)}`
      ) : (
        <a href={linkWith(view, "/decisions", { startup })}>{words.remarks.correction}</a>
      )}
    </span>
  );
}

function MetricPanel({ view, panel, startup }: { view: View; panel: PanelModel; startup: string }) {
  const { figure } = panel;
  const grain = panel.kind === "flow" ? { grain: panel.grain, ...shownDays(view, panel.points) } : {};
  const json = figuresHref(view, { startup, metric: figure.metric.key, ...grain });
  const id = `m-${figure.metric.key}`;
  const periods = panel.kind === "flow" ? ofPoints(panel.grain, panel.points) : ofFigure(figure);
  const provenance = lineageLink(view, startup, figure.metric.key, periods);
  const shared = { view, id, json, provenance } as const;
  switch (panel.kind) {
    case "membership":
      return <MembershipPanels {...shared} panel={panel} />;
    case "flow":
      return <FlowPanel {...shared} panel={panel} />;
    case "ratio":
      return <RatioPanel {...shared} panel={panel} />;
    case "series":
      return <SeriesPanel {...shared} panel={panel} />;
  }
}

/** The first and the last day of the chosen span, so that its JSON has the same periods; nothing where none was chosen. */
function shownDays({ choice }: View, points: readonly Point[]): { from?: string; to?: string } {
  const [first] = points;
  const last = points.at(-1);
  return isCut(choice) && first && last ? { from: first.first, to: last.last } : {};
}
