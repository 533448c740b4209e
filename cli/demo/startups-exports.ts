// Simulated startups that publish as two conventions of the network do: ADEME's route of figures, and a CSV file.
// Both are read as JSON so far; the kinds `ademe` and `csv` only need another declaration here, the endpoints answer them.
import { monthAfter, monthsTo, type Today } from "./calendar.ts";
import { between, sample } from "./random.ts";
import { type Series, said, span } from "./series.ts";
import { frenchDepartements, type Simulated, single, type World } from "./simulated.ts";

/** One figure by month, as ADEME's convention has it: `GET …/api/stats?periodicity=month&since=<months>`. */
export function bilanClimat({ seed }: World): Simulated {
  const name = "bilan-climat";
  const series: Series = { seed, name, level: 720, growth: 0.03, noise: 0.18 };
  const opened = monthsTo("2023-05-01");
  const answers = ({ day }: Today, query: URLSearchParams) => {
    const last = monthsTo(day) - 1;
    const since = Number(query.get("since") ?? "") || 24;
    const stats = span(Math.max(opened, last - since + 1), last).map((month) => ({
      date: monthAfter(month),
      value: said(series, month, last - month),
    }));
    return { description: "Nombre de bilans terminés dans le mois", stats };
  };
  const path = `/${name}/api/stats`;
  const simulated = single({
    name,
    path: `${path}?periodicity=month&since=24`,
    mishaps: [{ fault: { kind: "status", status: 503 }, first: 16, last: 44, weeks: 2 }],
    // KIND ademe: one figure, simulations_terminees, by month.
    figures: [
      {
        metric: "simulations_terminees",
        rows: "/stats/*",
        value: "/value",
        period: { pointer: "/date", grain: "month", format: "iso-month" },
      },
    ],
    answers,
  });
  return { ...simulated, endpoints: simulated.endpoints.map((one) => ({ ...one, path })) };
}

/** Declarations by month and département: the same rows as JSON, and as CSV with semicolons. */
export function suiviHaies({ seed, territories }: World): Simulated {
  const name = "suivi-haies";
  const opened = monthsTo("2024-01-22");
  const councils = sample(frenchDepartements({ territories }), 22, seed, name).map(({ code }) => ({
    code,
    series: { seed, name: `${name}/${code}`, level: between(4, 90, seed, name, code), growth: 0.05, noise: 0.3 },
  }));
  const rows = ({ day }: Today) => {
    const last = monthsTo(day) - 1;
    return span(opened, last).flatMap((month) =>
      councils.map(({ code, series }) => ({
        mois: monthAfter(month),
        departement: code,
        declarations: said(series, month, last - month),
      })),
    );
  };
  const simulated = single({
    name,
    since: "2024-03-04",
    path: `/${name}/declarations.json`,
    mishaps: [{ fault: { kind: "cut" }, first: 20, last: 45 }],
    // KIND csv: `/suivi-haies/declarations.csv`, columns mois, departement, declarations.
    figures: [
      {
        metric: "demarches_terminees",
        rows: "/*",
        value: "/declarations",
        period: { pointer: "/mois", grain: "month", format: "iso-month" },
        territory: { level: "departement", pointer: "/departement" },
      },
    ],
    answers: rows,
  });
  const csv = (today: Today) =>
    ["mois;departement;declarations", ...rows(today).map((row) => Object.values(row).join(";"))].join("\r\n");
  const file = { path: `/${name}/declarations.csv`, mishaps: [], type: "text/csv; charset=utf-8", answers: csv };
  return { ...simulated, endpoints: [...simulated.endpoints, file] };
}
