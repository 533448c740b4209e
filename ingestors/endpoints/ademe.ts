// The ADEME convention ("route stats"): one metric of a service, as a list of dates and values.
import { z } from "zod";
import { defineEndpoint } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { MetricKey } from "../../schemas/ids.ts";
import { dayOf, lastPeriods, type Period, periodFrom } from "../../schemas/period.ts";
import type { Reading } from "../../schemas/statement.ts";
import { FRANCE } from "../../schemas/territory.ts";
import { type Dated, datesOf, inList } from "./date-forms.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { latestOf } from "./latest.ts";
import { NUMBER_FORMATS, readFigure } from "./numbers.ts";
import { type PlacedRow, readingOf } from "./placed-rows.ts";
import { isRunning } from "./rows.ts";
import { disagreement, EndpointUrl, Headers, refuse } from "./settings.ts";

const AdemeSettings = z
  .strictObject({
    url: EndpointUrl,
    headers: Headers,
    metric: MetricKey,
    periodicity: z.enum(["day", "week", "month", "year"]).default("month"),
    since: z.int().min(1).max(1000).optional().describe("how many periods are asked for, the running one included"),
    state: z
      .boolean()
      .default(false)
      .describe("each value is the total so far, or a stock: the latest one is the figure"),
    numbers: z.enum(NUMBER_FORMATS).default("plain").describe("how numbers in text are written"),
    running: z.enum(["keep", "leave-out"]).default("keep").describe("a period that is not over yet"),
  })
  .superRefine(({ metric, state, running }, context) => {
    const wrong = disagreement(metric, !state);
    if (wrong && disagreement(metric, state)) refuse(context, ["metric"], wrong);
    else if (wrong) {
      const [expected, hint] = state
        ? [`no "state", for ${metric} belongs to a period`, 'remove "state", or choose a gauge or counter']
        : [`"state": true, for ${metric} is a state`, 'add "state": true, or choose a metric of kind flow or distinct'];
      refuse(context, ["state"], { expected, hint });
    }
    if (state && running === "leave-out") {
      refuse(context, ["running"], { expected: 'no "running" with "state"', hint: "a state has no running period" });
    }
  });
type AdemeSettings = z.infer<typeof AdemeSettings>;

export const ademe = (edition: Edition) =>
  defineEndpoint<AdemeSettings>({
    kind: "ademe",
    version: edition,
    settings: AdemeSettings,
    ask: ({ url, headers, periodicity, since }) => {
      const asked = new URL(url);
      asked.searchParams.set("periodicity", periodicity);
      if (since !== undefined) asked.searchParams.set("since", String(since));
      return { url: asked.href, headers };
    },
    next: () => undefined,
    read: (settings, { pages, moment }) => {
      const { metric, periodicity, since, state } = settings;
      const dated = pages.flatMap((page) => {
        const { stats, pointer } = statsOf(parseAnswer(page, edition));
        return datesOf(stats, { grain: periodicity, isAlike: edition >= 2 && !state }, inList(pointer));
      });
      const rows = state ? stateRows(settings, dated, moment, edition) : periodRows(settings, dated, moment, edition);
      const windows =
        since === undefined || state
          ? {}
          : { windows: [{ grain: periodicity, ...lastPeriods(periodicity, since, dayOf(moment)) }] };
      const metrics = [{ metric, levels: ["france" as const], dims: [] }];
      return { ...readingOf(rows), scope: { metrics, territories: [FRANCE], ...windows } } satisfies Reading;
    },
    metrics: ({ metric }) => [metric],
  });

function periodRows(settings: AdemeSettings, dated: readonly Dated[], moment: number, edition: Edition): PlacedRow[] {
  const { periodicity, running } = settings;
  const today = dayOf(moment);
  return dated.flatMap((one) => {
    const { day } = one;
    const named = day === undefined ? undefined : periodFrom(periodicity, day);
    const period = named && named.first <= today ? named : undefined; // nothing was measured of a period to come
    if (period && running === "leave-out" && isRunning(period, moment)) return [];
    return [rowOf(settings, period, one, edition)];
  });
}

function stateRows(settings: AdemeSettings, dated: readonly Dated[], moment: number, edition: Edition): PlacedRow[] {
  const hint = "ask the startup to mend this date";
  const latest = latestOf(dated, moment, {
    day: ({ day }) => day,
    told: ({ pointer, date }) => ({ pointer: `${pointer}/date`, found: date, hint }),
  });
  return latest.map((one) => rowOf(settings, undefined, one, edition));
}

/** An empty list is how Matomo, behind some of these routes, says that it has no figure. */
function rowOf(
  { metric, numbers }: AdemeSettings,
  period: Period | undefined,
  { value, pointer }: Dated,
  edition: Edition,
): PlacedRow {
  const figure = Array.isArray(value) && value.length === 0 ? null : readFigure(value, numbers, edition);
  return {
    row: { metric, level: "france", code: FRANCE, dims: "", period, value: figure },
    at: { pointer: `${pointer}/value`, value },
  };
}

interface Stats {
  readonly stats: readonly unknown[];
  /** Where the list stands. */
  readonly pointer: string;
}
function statsOf(body: unknown): Stats {
  const data = fieldOf(body, "data");
  for (const [holder, pointer] of [
    [body, "/stats"],
    [data, "/data/stats"],
  ] as const) {
    const stats = fieldOf(holder, "stats");
    if (Array.isArray(stats)) return { stats, pointer };
  }
  const found = body !== null && typeof body === "object" ? Object.keys(body).slice(0, 12).join(", ") : typeof body;
  throw new AnswerError("answer.shape", `found ${found || "nothing"}, expected "stats", a list of dates and values`, {
    pointer: "/stats",
    hint: "compare with docs/endpoints/ademe.md; another shape is for the kind json",
  });
}

function fieldOf(holder: unknown, name: string): unknown {
  return holder !== null && typeof holder === "object" && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
}
