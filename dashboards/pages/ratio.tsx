// A ratio: the last closed 12 months beside the 12 before, each with its two parts, then year by year.
import type { MetricRef, Point } from "../figure.ts";
import { missingWords } from "./compared.ts";
import { Definition } from "./definition.tsx";
import { changeTone, Doubts } from "./figure.tsx";
import type { MetricPanelProps } from "./membership.tsx";
import { Panel } from "./panel.tsx";
import { isPercent, partsText } from "./ratio-text.ts";
import { Table, valueText } from "./table.tsx";
import { say, type View } from "./view.ts";

export function RatioPanel({ view, panel, id, json, provenance }: MetricPanelProps<"ratio">) {
  const { words, format } = view;
  const { figure, yearly } = panel;
  const label = say(view, figure.metric.label);
  return (
    <Panel
      view={view}
      id={id}
      title={label}
      name={label}
      sub={`${say(view, panel.numerator.label)} / ${say(view, panel.denominator.label)}`}
      mark={figure.mark}
      day={figure.day}
      json={json}
      provenance={provenance}
    >
      <div class="grid-2">
        <div>
          <BeforeAndNow view={view} panel={panel} />
          <Doubts view={view} figure={figure} />
        </div>
        {yearly.length > 0 && (
          <Table
            caption={words.startup.yearly}
            label={`${label}, ${words.startup.yearly}`}
            columns={[
              { label: words.table.period },
              { label: label, number: true },
              { label: say(view, panel.numerator.label), number: true },
              { label: say(view, panel.denominator.label), number: true },
            ]}
            rows={yearly.map((year) => [
              wholeYear(year) ? year.first.slice(0, 4) : `${format.month(year.first)} – ${format.month(year.last)}`,
              valueText(view, figure.metric, year),
              part(view, year.numerator),
              part(view, year.denominator),
            ])}
          />
        )}
      </div>
      <Definition view={view} metric={figure.metric} />
    </Panel>
  );
}

/** The 12 months before, the last 12, each with its two parts, and the difference in words. */
export function BeforeAndNow({ view, panel }: Pick<MetricPanelProps<"ratio">, "view" | "panel">) {
  const { startup, periods } = view.words;
  const { now, before, chosen } = panel;
  const { comparison } = view.choice;
  const then = chosen && comparison !== "aucune" ? periods.ratioBefore[comparison] : startup.before;
  return (
    <>
      <div class="ratio">
        {before && <RatioValue view={view} metric={panel.figure.metric} point={before} title={then} former />}
        <RatioValue
          view={view}
          metric={panel.figure.metric}
          point={now}
          title={chosen ? periods.ratioNow : startup.now}
        />
      </div>
      {!before && chosen && <p class="quiet">{missingWords(view)}</p>}
      {before && <Difference view={view} panel={panel} before={before} />}
    </>
  );
}

const wholeYear = ({ first, last }: Point) => first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`;

const part = ({ format, words }: View, value: string | undefined) =>
  value === undefined ? words.table.missing : format.number(value);

/** In months where both ends are a month's; else to the day, or 52 weeks would read as 13 months. */
function daysOrMonths({ format }: View, { first, last }: Point): string {
  const endsMonth = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
  const written = first.endsWith("-01") && endsMonth ? format.month : format.date;
  return `${written(first)} – ${written(last)}`;
}

function RatioValue(props: { view: View; metric: MetricRef; point: Point; title: string; former?: boolean }) {
  const { view, metric, point } = props;
  const { numerator, denominator } = point;
  return (
    <p>
      <span class="quiet">{props.title}</span>
      <strong class={props.former ? "headline former" : "headline"}>{valueText(view, metric, point)}</strong>
      <span class="quiet">
        {numerator !== undefined && denominator !== undefined && partsText(view, metric, numerator, denominator)}
        <br />
        {daysOrMonths(view, point)}
      </span>
    </p>
  );
}

/** In points (or in its unit), and relative to what it was: "−7,7 points, soit 43 % de moins". */
function Difference({ view, panel, before }: Pick<MetricPanelProps<"ratio">, "view" | "panel"> & { before: Point }) {
  const { words, format } = view;
  const { metric } = panel.figure;
  const [then, now] = [rate(before), rate(panel.now)];
  if (then === undefined || now === undefined || then === 0) return null;
  const percent = isPercent(metric);
  const change = (percent ? Math.round((now - then) * 1000) / 10 : Math.round((now - then) * 100) / 100).toString();
  if (change === "0") return <p>{words.startup.samePoints}</p>;
  const relative = Math.abs(Math.round(((now - then) / then) * 100)).toString();
  const told = percent ? words.startup.points(format.signed(change, 1)) : format.signed(change, 2);
  return (
    <p>
      <b class={changeTone(metric, change)}>{told}</b>
      {words.startup.relative(format.percent(relative, "100"), now < then)}.
    </p>
  );
}

function rate({ numerator, denominator }: Point): number | undefined {
  return numerator === undefined || denominator === undefined || Number(denominator) === 0
    ? undefined
    : Number(numerator) / Number(denominator);
}
