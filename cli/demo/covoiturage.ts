// Covoiturage: journeys by week from two sources, which the declaration puts in order.
import { startOfDay } from "../../schemas/period.ts";
import { dayAfter, daysTo, isoWeek, type Today } from "./calendar.ts";
import { draw } from "./random.ts";
import { type Series, said, settled, span } from "./series.ts";
import { declaration, type Simulated, type World } from "./simulated.ts";

/** Two sources for the same weeks, that disagree now and then; the declaration says which comes first. */
export function covoiturage({ seed }: World): Simulated {
  const name = "covoiturage";
  const series: Series = { seed, name, level: 9_800, growth: 0.008, noise: 0.1 };
  const first = Math.floor(daysTo("2023-07-03") / 7);
  const observed = (week: number) =>
    Math.round(settled(series, week) * (draw(seed, name, "differs", week) < 0.2 ? 0.97 : 1));
  const api = ({ week }: Today) =>
    span(first, week - 1).map((past) => [startOfDay(dayAfter(7 * past)), said(series, past, week - 1 - past)]);
  const observatory = ({ week }: Today) => ({
    trajets: Object.fromEntries(span(first, week - 3).map((past) => [isoWeek(7 * past), observed(past)])),
  });
  return {
    endpoints: [
      {
        path: `/${name}/api/semaines`,
        mishaps: [{ fault: { kind: "status", status: 500 }, first: 10, last: 35, weeks: 2 }],
        answers: api,
      },
      { path: `/${name}/observatoire.json`, mishaps: [], answers: observatory },
    ],
    declare: (origin) =>
      declaration({
        startup: name,
        sources: [
          {
            source: "api",
            kind: "json",
            label: "API du service",
            every: "week",
            settings: {
              url: `${origin}/${name}/api/semaines`,
              figures: [
                {
                  metric: "trajets",
                  rows: "/*",
                  value: "/1",
                  period: { pointer: "/0", grain: "week", format: "epoch-ms" },
                },
              ],
            },
          },
          {
            source: "observatoire",
            kind: "json",
            label: "Observatoire national",
            every: "week",
            settings: {
              url: `${origin}/${name}/observatoire.json`,
              figures: [
                {
                  metric: "trajets",
                  rows: "/trajets/*",
                  value: "",
                  period: { pointer: "0#", grain: "week", format: "iso-week" },
                },
              ],
            },
          },
        ],
        order: { trajets: ["api", "observatoire"] },
      }),
  };
}
