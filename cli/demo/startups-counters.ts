// Simulated startups that publish a state, in JSON shapes of their own: counters, objects keyed by code, text numbers.
import { frenchDay, frenchNumber } from "./calendar.ts";
import { between, draw, wholeBetween } from "./random.ts";
import { total } from "./series.ts";
import { frenchDepartements, type Simulated, single, type World } from "./simulated.ts";

/** Flat counters, without a date. */
export function umap({ seed }: World): Simulated {
  const maps = { seed, name: "umap/maps", level: 310, growth: 0.0008, noise: 0 };
  const users = { seed, name: "umap/users", level: 85, growth: 0.0005, noise: 0 };
  return single({
    name: "umap",
    path: "/umap/stats/",
    mishaps: [{ fault: { kind: "status", status: 503 }, first: 10, last: 40, weeks: 2 }],
    figures: [
      { metric: "cartes_publiees", value: "/maps_count", territory: { level: "france" } },
      { metric: "utilisateurs", value: "/users_count", territory: { level: "france" } },
    ],
    answers: ({ days }) => ({
      version: "2.6.1",
      maps_count: total(maps, 1_410_000, days),
      maps_active_last_week_count: wholeBetween(4_000, 6_000, seed, "umap/active", days),
      users_count: total(users, 187_000, days),
    }),
  });
}

/** A number as French text, that changes once a month: between, the same bytes come again. */
export function dataGouv({ seed }: World): Simulated {
  const sets = { seed, name: "data.gouv.fr/sets", level: 14, growth: 0.0004, noise: 0 };
  return single({
    name: "data.gouv.fr",
    path: "/data.gouv.fr/statistiques.json",
    mishaps: [{ fault: { kind: "html" }, first: 14, last: 44 }],
    figures: [
      {
        metric: "jeux_de_donnees",
        value: "/chiffres/jeux_de_donnees",
        numbers: "fr",
        territory: { level: "france" },
      },
    ],
    answers: ({ days }) => ({
      chiffres: { jeux_de_donnees: frenchNumber(total(sets, 52_400, 28 * Math.floor(days / 28))) },
    }),
  });
}

/** An object keyed by département code, two levels down. */
export function baseAdresseNationale({ seed, territories }: World): Simulated {
  const councils = frenchDepartements({ territories });
  const series = (code: string) => ({ seed, name: `ban/${code}`, level: 40, growth: 0.0006, noise: 0 });
  return single({
    name: "base-adresse-nationale",
    path: "/base-adresse-nationale/ban/stats",
    mishaps: [{ fault: { kind: "status", status: 404 }, first: 12, last: 38, weeks: 2 }],
    figures: [
      {
        metric: "adresses_certifiees",
        rows: "/ban/departements/*",
        value: "/certifiees",
        territory: { level: "departement", pointer: "0#" },
      },
    ],
    answers: ({ days }) => ({
      ban: {
        departements: Object.fromEntries(
          councils.map(({ code, name, population = 50_000 }) => {
            const start = Math.round(population * between(0.05, 0.3, seed, "ban", code));
            return [code, { nom: name, certifiees: total(series(code), start, days) }];
          }),
        ),
      },
    }),
  });
}

/** Values keyed by region code; one region is under embargo (null) until the autumn. */
export function maCantine({ seed, territories }: World): Simulated {
  const regions = territories.places("region").map(({ code }) => code);
  const embargo = regions[Math.floor(draw(seed, "ma-cantine", "embargo") * regions.length)];
  const lifted = wholeBetween(34, 44, seed, "ma-cantine", "lifted");
  return single({
    name: "ma-cantine",
    path: "/ma-cantine/api/v1/statistiques",
    mishaps: [{ fault: { kind: "cut" }, first: 20, last: 30 }],
    figures: [
      {
        metric: "etablissements_utilisateurs",
        rows: "/cantines_par_region/*",
        value: "",
        territory: { level: "region", pointer: "0#" },
      },
    ],
    answers: ({ days, week }) => ({
      cantines_par_region: Object.fromEntries(
        regions.map((code) => {
          const start = between(200, 3_000, seed, "ma-cantine", code);
          const canteens = total({ seed, name: `ma-cantine/${code}`, level: 2, growth: 0, noise: 0 }, start, days);
          return [code, code === embargo && week < lifted ? null : canteens];
        }),
      ),
    }),
  });
}

/** A counter since the start, that falls once: old records are deleted, as the law asks. */
export function rendezVousEnMairie({ seed }: World): Simulated {
  const name = "rendez-vous-en-mairie";
  const purge = wholeBetween(24, 38, seed, name, "purge");
  const series = { seed, name, level: 900, growth: 0.0005, noise: 0 };
  return single({
    name,
    path: `/${name}/compteurs`,
    mishaps: [{ fault: { kind: "status", status: 500 }, first: 4, last: 20 }],
    figures: [{ metric: "rdv_cumules", value: "/0/total", territory: { level: "france" } }],
    answers: ({ day, days, week }) => {
      const deleted = week < purge ? 0 : Math.round(between(30_000, 60_000, seed, name, "deleted"));
      return [{ total: total(series, 1_200_000, days) - deleted }, { au: frenchDay(day) }];
    },
  });
}

/** Its connection is always closed without a word. */
export function pcrs(): Simulated {
  return single({
    name: "pcrs",
    path: "/pcrs/stats",
    mishaps: [{ fault: { kind: "silent" }, first: -5_000, last: -5_000, weeks: 100_000 }],
    figures: [
      {
        metric: "visites",
        value: "/visites",
        territory: { level: "france" },
        period: { pointer: "/jour", grain: "day", format: "iso-date" },
      },
    ],
    answers: ({ day }) => ({ jour: day, visites: 0 }),
  });
}
