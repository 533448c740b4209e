// Whether a decision can be carried out at all: what it names must have the form that a cell or a reader has.
import { metricOf } from "../schemas/catalogue.ts";
import { isState, type Metric } from "../schemas/catalogue-model.ts";
import { canonicalDecimal } from "../schemas/decimal.ts";
import type { Decision, FigureAnnotated, FigureCorrected, ReadingAdopted } from "../schemas/decisions.ts";
import { periodFrom } from "../schemas/period.ts";
import { insteadOf, isNoMember } from "../schemas/sets.ts";
import { hasForm, type Level, type Territories } from "../schemas/territory.ts";
import { endpointOf } from "./endpoints/index.ts";
import { nearest } from "./endpoints/settings.ts";
import { linesOf } from "./faults.ts";
import { passedBounds } from "./push/impossible.ts";

export interface CheckedBy {
  /** YYYY-MM-DD in Paris. */
  readonly today: string;
  /** The official list; left out: any code of the right form is a place. */
  readonly places?: Pick<Territories, "placesOf"> | undefined;
}

/** Every fault, as `pointer: what was found and what is expected`; none when it can be carried out. Pure. */
export function faultsOfDecision(decision: Decision, by: CheckedBy): string[] {
  switch (decision.what) {
    case "figure.corrected":
      return ofCorrection(decision, by);
    case "reading.adopted":
      return ofReading(decision);
    case "figure.annotated":
      return ofAnnotation(decision);
    case "answers.withdrawn":
      return new Set(decision.facts).size < decision.facts.length ? ["/facts: an offset is named twice"] : [];
    case "hold.released":
      return [];
  }
}

function ofCorrection(correction: FigureCorrected, by: CheckedBy): string[] {
  const { metric, definition, territory, value } = correction;
  const defined = metricOf(metric, definition);
  if (!defined) return [`/metric: "${metric}", version ${definition}, is not in the catalogue${nearest(metric)}`];
  if (defined.kind === "ratio") {
    const { numerator, denominator } = defined.ratio ?? {};
    return [`/metric: "${metric}" is a ratio: correct ${numerator} and ${denominator}`];
  }
  const days = isState(defined.kind) ? ofStateDays(correction, defined) : ofPeriod(correction, defined, by);
  return [...ofPlace(territory, by), ...ofValue(defined, territory.level, value), ...days];
}

function ofPlace({ level, code }: FigureCorrected["territory"], { places }: CheckedBy): string[] {
  if (!hasForm(level, code)) return [`/territory/code: "${code}" has not the form of a ${level}`];
  const isListed = !places || level === "siren" || level === "siret" || places.placesOf(level, code).length > 0;
  return isListed ? [] : [`/territory/code: no ${level} has the code ${code}, and none had`];
}

function ofStateDays({ period, from, to }: FigureCorrected, { key, kind }: Metric): string[] {
  const faults = period ? [`/period: ${key} is a ${kind}: give the days, from and to`] : [];
  if (from !== undefined && to !== undefined && to < from) faults.push(`/to: ${to} is before ${from}`);
  return faults;
}

function ofPeriod({ period, from, to }: FigureCorrected, { key, kind }: Metric, { today }: CheckedBy): string[] {
  const faults = from === undefined && to === undefined ? [] : ["/from: days are for states; a period says its own"];
  if (!period) return [`/period: ${key} is a ${kind}: name one of its periods`, ...faults];
  const days = periodFrom(period.grain, period.first);
  if (!days) return [...faults, `/period/first: no ${period.grain} begins on ${period.first}`];
  if (days.last >= today)
    faults.push(`/period: it ends on ${days.last}: a figure is shown, and corrected, once its period is over`);
  return faults;
}

/** As of a row that is pushed: a correction can say no more than a source may. */
function ofValue(metric: Metric, level: Level, value: string | null): string[] {
  if (isNoMember(metric, level)) return [`/territory/level: ${metric.key} has no ${level}; name ${insteadOf(metric)}`];
  const decimal = value === null ? null : canonicalDecimal(value);
  if (decimal === undefined) return [`/value: "${value}"; at most 32 digits before and 6 after the point`];
  if (decimal === null) return [];
  if (metric.kind === "membership" && decimal !== "1")
    return [`/value: "${value}"; ${metric.key} is a set: a place is in it with 1, and none (null) takes it out`];
  const bounds = metric.kind === "membership" ? undefined : passedBounds(metric, decimal);
  return bounds ? [`/value: "${value}"; ${metric.key} is within ${bounds}`] : [];
}

function ofReading({ reader, since, until }: ReadingAdopted): string[] {
  const endpoint = endpointOf(reader.kind);
  if (!endpoint) return [`/reader/kind: "${reader.kind}" is no kind of endpoint (docs/endpoints/index.md)`];
  const faults: string[] = [];
  if (reader.version !== endpoint.version)
    faults.push(`/reader/version: ${reader.version}; this release reads ${reader.kind} in version ${endpoint.version}`);
  const parsed = endpoint.settings.safeParse(reader.settings);
  if (!parsed.success) faults.push(...linesOf(parsed.error, reader.settings, "/reader/settings"));
  for (const [metric, version] of Object.entries(reader.definitions))
    if (!metricOf(metric, version)) faults.push(`/reader/definitions/${metric}: version ${version} is not known`);
  if (since !== undefined && until !== undefined && Date.parse(until) < Date.parse(since))
    faults.push(`/until: ${until} is before ${since}`);
  return faults;
}

function ofAnnotation({ metric, first, last }: FigureAnnotated): string[] {
  const faults: string[] = [];
  if (metric !== undefined && !metricOf(metric)) faults.push(`/metric: "${metric}" is unknown${nearest(metric)}`);
  if (last !== undefined && last < first) faults.push(`/last: ${last} is before ${first}`);
  return faults;
}
