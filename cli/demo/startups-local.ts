// Simulated startups of local authorities: the communes of Grand Poitiers, two collèges of Isère.
import { dayAfter, frenchDay } from "./calendar.ts";
import { between, wholeBetween } from "./random.ts";
import { said, span } from "./series.ts";
import { type Simulated, single, type World } from "./simulated.ts";

/** The communes of Grand Poitiers, by code. */
const GRAND_POITIERS =
  "86019 86024 86027 86028 86031 86041 86045 86058 86062 86070 86080 86083 86088 86091 86095 86100 86114 86115 86116 86124 " +
  "86133 86135 86139 86157 86158 86163 86194 86198 86202 86213 86214 86222 86226 86239 86244 86253 86256 86261 86268 86297";
/** Uses counted by commune code: 0 for those that have not begun. */
export function silabGrandPoitiers({ seed, without }: World): Simulated {
  const name = "silab-grand-poitiers";
  const codes = GRAND_POITIERS.split(" ").filter((code) => without?.startup !== name || code !== without.commune);
  return single({
    name,
    path: `/${name}/demarches-par-commune.json`,
    mishaps: [{ fault: { kind: "silent" }, first: 16, last: 40 }],
    figures: [
      {
        metric: "communes_couvertes",
        rows: "/*",
        value: "",
        territory: { level: "commune", pointer: "0#" },
      },
    ],
    answers: ({ week }) =>
      Object.fromEntries(
        codes.map((code) => {
          const begun = week - wholeBetween(-12, 46, seed, name, "begun", code);
          return [code, begun < 0 ? 0 : 1 + Math.floor(begun * between(1, 9, seed, name, code))];
        }),
      ),
  });
}

/** Two collèges of Isère: pairs of a French day and bookings, over thirteen sliding months. */
export function laSalleSurDemande({ seed }: World): Simulated {
  const name = "la-salle-sur-demande";
  const series = { seed, name, level: 4, growth: 0.0015, noise: 0.5 };
  return single({
    name,
    path: `/${name}/stats.json`,
    mishaps: [{ fault: { kind: "status", status: 500 }, first: 6, last: 44 }],
    figures: [
      {
        metric: "reservations",
        rows: "/reservations/*",
        value: "/1",
        period: { pointer: "/0", grain: "day", format: "dd/mm/yyyy" },
        territory: { level: "departement", code: "38" },
      },
      { metric: "etablissements_utilisateurs", value: "/colleges", territory: { level: "departement", code: "38" } },
    ],
    answers: ({ days }) => ({
      colleges: 2,
      reservations: span(days - 396, days - 1).map((past) => [
        frenchDay(dayAfter(past)),
        said(series, past, days - 1 - past),
      ]),
    }),
  });
}
