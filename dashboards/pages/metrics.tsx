// The catalogue: all metrics by theme, with who publishes each and what may be added up.
import { AXES } from "../../schemas/catalogue-model.ts";
import type { MetricEntry, MetricsModel } from "../shapes/metric.ts";
import { CardsTable } from "./cards-table.tsx";
import { Mark } from "./chip.tsx";
import { Crumbs, metricPath } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { link, say, type View } from "./view.ts";

export function MetricsPage({ model, view }: { model: MetricsModel; view: View }) {
  const { words, format } = view;
  const text = words.metrics;
  const all = model.themes.flatMap(({ metrics }) => metrics);
  const published = all.filter(({ services }) => services.length > 0).length;
  const title = text.finding(all.length, format.number(String(all.length)), format.number(String(published)));
  return (
    <Layout view={view} title={text.title} current="metrics" head={model.head} json={`/indicateurs.json${view.query}`}>
      <Crumbs view={view} way={[]} here={text.title} />
      <h1>{title}</h1>
      <p class="lead">{text.lead}</p>
      {model.themes.map(
        ({ theme, metrics }) =>
          metrics.length > 0 && (
            <Panel
              view={view}
              id={`theme-${theme}`}
              title={text.themes[theme]}
              name={text.themes[theme]}
              day={model.head.day}
              json={`/indicateurs.json${view.query}`}
            >
              <CardsTable
                label={text.themes[theme]}
                columns={[
                  { label: text.metric },
                  { label: text.kind },
                  { label: text.publishedBy },
                  { label: text.adds },
                ]}
                groups={[{ rows: metrics.map((entry) => row(view, entry)) }]}
              />
            </Panel>
          ),
      )}
    </Layout>
  );
}

function row(view: View, entry: MetricEntry) {
  const { words, format } = view;
  const text = words.metrics;
  const { metric, mark, services } = entry;
  const names = services.map(({ name }) => name);
  return [
    <>
      <a href={link(view, metricPath(metric.key))}>{say(view, metric.label)}</a>
      <small>
        {say(view, metric.unit)} · <Mark view={view} mark={mark} />
      </small>
    </>,
    text.kinds[metric.kind],
    names.length === 0 ? text.nobody : format.list(names),
    addsText(view, entry),
  ];
}

/** Along what it may be added up or united. */
function addsText({ words, format }: View, { sums }: MetricEntry): string {
  const text = words.metrics;
  const axes = AXES.filter((axis) => sums[axis] !== "refused" && sums[axis] !== "last");
  return axes.length === 0 ? text.addsNone : format.list(axes.map((axis) => text.axes[axis]));
}
