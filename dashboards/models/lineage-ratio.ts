// A ratio's provenance: the places and periods that have both of its parts, and where each part comes from by itself.
import type { Metric } from "../../schemas/catalogue-model.ts";
import { AS_OF } from "../as-of.ts";
import { metricRef } from "../figure.ts";
import type { Figure as Decided } from "../queries/decide.ts";
import { NOW } from "../queries/frame.ts";
import { within } from "../queries/periods.ts";
import { closedPairs, type Pair, type Quotient, quotientOf } from "../queries/ratios.ts";
import type { LineageModel, LineageQuery } from "../shapes/lineage.ts";
import { knownMetric } from "./figures.ts";
import { ratioOf, ratioPanel } from "./ratio-panel.ts";
import type { Setting } from "./setting.ts";
import { type Startup, subjectOf } from "./subject.ts";

export type Periods = NonNullable<LineageModel["periods"]>;
export const ROLES = ["numerator", "denominator"] as const;
export type Role = (typeof ROLES)[number];

/** The two cells of each place and period, and what they make together. */
export interface RatioMade {
  readonly periods: Periods;
  readonly pairs: readonly Pair<Decided>[];
  readonly now: Quotient;
}

/**
 * A ratio over some periods; left out: those that its page shows. `undefined`: no closed period of them has both parts.
 */
export function ratioMade(startup: Startup, key: string, asked: Periods | undefined): RatioMade | undefined {
  const found = ratioOf(startup, key);
  const periods = asked ?? shownPeriods(startup, key);
  if (!found || !periods) return undefined;
  const { grain } = periods;
  const pairs = within(closedPairs(found.pairs, grain, startup.setting.day), periods);
  const now = quotientOf(found.metric, pairs);
  return now && { periods: { grain, first: now.first, last: now.last }, pairs, now };
}

function shownPeriods(startup: Startup, key: string): Periods | undefined {
  const panel = ratioPanel(startup, key);
  const table = panel?.figure.table;
  if (!panel || table?.by !== "period" || table.grain === "state") return undefined;
  return { grain: table.grain, first: panel.now.first, last: panel.now.last };
}

type Part = LineageModel["parts"][number];
/** What is known of both parts: their values, and what names them. */
export interface PartsMade {
  readonly values: Readonly<Record<Role, string | null>>;
  readonly count: number;
  readonly periods: Periods | null;
  readonly place: Part["place"];
}

/** Each part of a ratio, with the address of its own provenance. */
export function partsOf({ setting, declaration, ...startup }: Startup, metric: Metric, made: PartsMade): Part[] {
  const { ratio } = metric;
  if (!ratio) return [];
  const { values, count, periods, place } = made;
  return ROLES.map((role) => {
    const own =
      subjectOf({ setting, declaration, ...startup }, ratio[role])?.metric ?? knownMetric(setting, ratio[role]);
    const asked = {
      ...{ startup: declaration.startup, metric: own.key },
      // A cell is the same whatever ratio it is part of; a sum is of the places and periods that have both parts.
      ...(place ? placeAsked(place) : { ratio: metric.key, ...periods }),
    };
    return {
      role,
      metric: metricRef(own),
      value: values[role],
      cells: count,
      periods,
      place,
      address: addressOf(setting, asked),
    };
  });
}

/** The words that name a part, for whoever asks for its provenance next. */
export function askedOf(startup: string, { metric, periods, place }: Part, ratio: string): LineageQuery {
  return { startup, metric: metric.key, ...(place ? placeAsked(place) : { ratio, ...periods }) };
}

function placeAsked({ level, code, dims, grain, first }: NonNullable<Part["place"]>) {
  const named = Object.entries(dims).map(([name, value]) => `${name}=${value}`);
  const period = grain !== "state" && first !== null ? { grain, first } : {};
  return { level, territory: code, ...period, ...(named.length > 0 && { dims: named.join(",") }) };
}

/** The same day, list of territories and instant as are told. */
function addressOf({ day, frame, choice }: Setting, asked: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams({ ...asked, day });
  if (choice.vintage !== undefined) params.set("millesime", choice.vintage);
  if (frame.asOf !== NOW) params.set(AS_OF, new Date(frame.asOf).toISOString());
  return `/api/v1/lineage?${params}`;
}
