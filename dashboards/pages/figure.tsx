// One figure in words: its value, what it is out of, how it changed, and every doubt about it.

import { gauge } from "../charts/gauge.tsx";
import type { Change, Figure, MetricRef } from "../figure.ts";
import { fraction } from "../format.ts";
import { capital } from "./capital.ts";
import { comparedAs, flowWords, missingWords, namesItsSpan, overWords, stableWords } from "./compared.ts";
import { PerimeterWords } from "./perimeter.tsx";
import { isPercent, partsText, ratioText } from "./ratio-text.ts";
import { say, type View } from "./view.ts";

/** The value alone, `null` when there is none: `23 500`, or `10,4 %` for a ratio. */
export function figureText(view: View, { metric, value, share }: Figure): string | null {
  if (metric.kind === "ratio" && share) return ratioText(view, metric, share.part, share.whole);
  return value === null ? null : view.format.number(value);
}

/** A value of a metric by itself: where no parts of a ratio are at hand. */
export function valueAlone(view: View, metric: MetricRef, value: string): string {
  if (metric.kind !== "ratio") return view.format.number(value);
  return ratioText(view, metric, value, isPercent(metric) ? "100" : "1");
}

/** The value with its unit, or why there is none: never 0 for nothing. */
export function figurePhrase(view: View, figure: Figure): string {
  const text = figureText(view, figure);
  if (text === null) return view.words.figure.absence[figure.absence ?? "never"];
  return figure.metric.kind === "ratio" ? text : `${text} ${say(view, figure.metric.unit)}`;
}

/** What day or period a figure speaks of. */
export function figureDay(view: View, { period, day, metric }: Figure): string {
  if (!period || metric.kind === "ratio") return view.words.figure.at(view.format.date(day));
  return view.words.figure.closed(view.format.period(period));
}

export function Value({ view, figure }: { view: View; figure: Figure }) {
  const { words, format } = view;
  const text = figureText(view, figure);
  if (text === null) return <span class="absent">{words.figure.absence[figure.absence ?? "never"]}</span>;
  const set = figure.metric.kind === "membership" && figure.share;
  return (
    <>
      <strong class="value">{text}</strong>{" "}
      <span class="of">
        {figure.metric.kind !== "ratio" && say(view, figure.metric.unit)}
        {set && ` ${words.figure.of(format.number(set.whole))}`}
        {set && `, ${words.figure.share(format.percent(set.part, set.whole))}`}
        {figure.metric.kind === "ratio" &&
          figure.share &&
          partsText(view, figure.metric, figure.share.part, figure.share.whole)}
      </span>
    </>
  );
}

/** The gauge of a membership: of the population when it is known, else of the territories. */
export function ShareGauge({ figure }: { figure: Figure }) {
  const share = figure.metric.kind === "membership" ? figure.share : null;
  const size = share && fraction(share.part, share.whole);
  return size === null || size === undefined ? null : gauge(size);
}

/** Good or bad is said by colour only beside the words; a change without a good direction has none. */
export function changeTone(metric: MetricRef, value: string): "good" | "bad" | "" {
  if (metric.good === "none" || value === "0") return "";
  return value.startsWith("-") === (metric.good === "down") ? "good" : "bad";
}

/** Whether a card says how a figure changed; that there is nothing to compare with is said to who asked for it. */
export function isCompared({ choice }: View, { metric, change }: Pick<Figure, "metric" | "change">): boolean {
  if (metric.kind === "ratio") return false;
  return change !== null || (metric.kind !== "distinct" && choice.comparison !== "aucune" && isAsked(choice));
}
const isAsked = ({ comparison, length, between }: View["choice"]) =>
  comparison === "an" || between !== undefined || (length !== undefined && length !== "tout");

export function ChangeWords({
  view,
  metric,
  change,
  short = false,
}: {
  view: View;
  metric: MetricRef;
  change: Change | null;
  short?: boolean;
}) {
  if (!change) return <span class="quiet">{missingWords(view)}</span>;
  if (change.kind === "flow") {
    const how = comparedAs(view, change, true);
    return (
      <span>
        {flowWords(view, change, short && namesItsSpan(view))}
        {how && <small> ({how})</small>}
      </span>
    );
  }
  const effect = <PerimeterWords view={view} effect={change.perimeter} unit={say(view, metric.unit)} />;
  if (change.value === "0")
    return (
      <span>
        {stableWords(view)}
        {effect}
      </span>
    );
  return (
    <span>
      <b class={changeTone(metric, change.value)}>
        {view.format.signed(change.value)} {say(view, metric.unit)}
      </b>
      {(!short || namesItsSpan(view)) && ` ${overWords(view)}`}
      {effect}
    </span>
  );
}

/** Held answers, last values that are too old, sources that disagree, sums that have no meaning. */
export function Doubts({ view, figure }: { view: View; figure: Figure }) {
  const { words, format } = view;
  const { held, expired, conflict, corrected = [], unconfirmed, metric } = figure;
  return (
    <>
      {held && (
        <p class="note note-held">
          {words.figure.held(format.dayOf(held.moment), words.holds[held.reason])}
          {held.value !== null && ` ${words.figure.heldValue(format.number(held.value))}`}
        </p>
      )}
      {expired && (
        <p class="note">
          {words.figure.expired(`${format.number(expired.value)} ${say(view, metric.unit)}`, format.date(expired.day))}
        </p>
      )}
      {unconfirmed && (
        <p class="note note-late">
          {words.figure.unconfirmed(
            unconfirmed.count,
            format.number(String(unconfirmed.count)),
            format.dayOf(unconfirmed.answered),
            format.dayOf(unconfirmed.confirmed),
          )}
        </p>
      )}
      {corrected.map(({ reason, since }) => (
        <p class="note">{words.remarks.corrected(reason, format.dayOf(since))}</p>
      ))}
      {conflict.map(({ source, value }) => (
        <p class="note note-late">
          {(metric.kind === "ratio" ? words.figure.conflictInPart : words.figure.conflict)(
            source.label,
            value === null ? words.table.missing : valueAlone(view, metric, value),
          )}
        </p>
      ))}
    </>
  );
}

/** Why a figure is never added up, and the question that has an answer. */
export function Refusals({ view, metric }: { view: View; metric: MetricRef }) {
  const { figure } = view.words;
  const refusals = metric.refusals.filter(({ axis }) => axis !== "services");
  if (refusals.length === 0) return null;
  return (
    <div class="refusals">
      <p>
        <b>{figure.notAdded}</b>
      </p>
      <dl>
        {refusals.map(({ axis, refused, ask }) => (
          <>
            <dt>{figure.axes[axis]}</dt>
            <dd>
              {capital(say(view, refused))}. {capital(say(view, ask))}.
            </dd>
          </>
        ))}
      </dl>
    </div>
  );
}
