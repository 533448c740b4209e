// Simulated startups that publish as two conventions of the network do: ADEME's route of figures, and a CSV file.
import { monthAfter, monthsTo, type Today } from "./calendar.ts";
import type { Mishap } from "./failures.ts";
import { between, sample } from "./random.ts";
import { type Series, said, span } from "./series.ts";
import { declaration, frenchDepartements, type Simulated, type World } from "./simulated.ts";

const MONTHS_ASKED = 24;
/** One figure by month: `GET …/api/stats?periodicity=month&since=24`, the running month counted in and not yet published. */
export function bilanClimat({ seed }: World): Simulated {
  const startup = "bilan-climat";
  const series: Series = { seed, name: startup, level: 720, growth: 0.03, noise: 0.18 };
  const opened = monthsTo("2023-05-01");
  const path = `/${startup}/api/stats`;
  const mishaps: Mishap[] = [{ fault: { kind: "status", status: 503 }, first: 16, last: 44, weeks: 2 }];
  const answers = ({ day }: Today, query: URLSearchParams) => {
    const last = monthsTo(day) - 1;
    const since = Number(query.get("since")) || MONTHS_ASKED;
    const stats = span(Math.max(opened, last + 2 - since), last).map((month) => ({
      date: monthAfter(month),
      value: said(series, month, last - month),
    }));
    return { description: "Nombre de bilans terminés", stats };
  };
  return {
    endpoints: [{ path, mishaps, answers }],
    declare: (origin) => {
      const settings = { url: origin + path, metric: "simulations_terminees", since: MONTHS_ASKED };
      return declaration({ startup, sources: [{ source: "stats", kind: "ademe", every: "week", settings }] });
    },
  };
}

/** Declarations by month and département, one line each. */
export function suiviHaies({ seed, territories }: World): Simulated {
  const startup = "suivi-haies";
  const opened = monthsTo("2024-01-22");
  const path = `/${startup}/declarations.csv`;
  const mishaps: Mishap[] = [{ fault: { kind: "cut" }, first: 20, last: 45 }];
  const councils = sample(frenchDepartements({ territories }), 22, seed, startup).map(({ code }) => ({
    code,
    series: { seed, name: `${startup}/${code}`, level: between(4, 90, seed, startup, code), growth: 0.05, noise: 0.3 },
  }));
  const answers = ({ day }: Today) => {
    const last = monthsTo(day) - 1;
    const lines = span(opened, last).flatMap((month) =>
      councils.map(({ code, series }) => `${monthAfter(month)};${code};${said(series, month, last - month)}`),
    );
    return ["Mois;Département;Déclarations", ...lines, ""].join("\r\n");
  };
  const figure = {
    metric: "demarches_terminees",
    value: "Déclarations",
    period: { column: "Mois", grain: "month", format: "iso-month" },
    territory: { level: "departement", column: "Département" },
  };
  return {
    since: "2024-03-04",
    endpoints: [{ path, mishaps, type: "text/csv; charset=utf-8", answers }],
    declare: (origin) => {
      const settings = { url: origin + path, figures: [figure] };
      return declaration({ startup, sources: [{ source: "export", kind: "csv", every: "week", settings }] });
    },
  };
}
