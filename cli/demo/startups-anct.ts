// Simulated startups that publish in the `anct` shape, besides Mes Adresses: communes and establishments, by pages.
import { between, clamp, draw, normal, sample, wholeBetween } from "./random.ts";
import { frenchCommunes, type Simulated, type World } from "./simulated.ts";
import { anctRow, paged } from "./simulated-anct.ts";

/** Communes of Corsica and Guadeloupe, by five small pages; it ends the year interrupted: three pulls in a row die on the third. */
export function ileEnLigne(world: World): Simulated {
  const name = "ile-en-ligne";
  const islands = frenchCommunes(world).filter(({ region }) => region === "94" || region === "01");
  const order = sample(islands, islands.length, world.seed, name).map(({ code }) => code);
  return paged(world, {
    name,
    limit: 70,
    metrics: { tu: { metric: "communes_couvertes", levels: ["commune"] } },
    mishaps: [
      { fault: { kind: "dies", page: 3 }, first: 8, last: 20 },
      { fault: { kind: "slow", delayMs: 200 }, first: 24, last: 30 },
      { fault: { kind: "dies", page: 3 }, first: 49, last: 49, weeks: 4 },
    ],
    rows: ({ week }) => order.slice(0, 290 + clamp(week, 0, 60)).map((code) => anctRow("insee", code, { tu: 1 })),
  });
}

/** Codes that are not, or no longer, in the official list: merged, delegated, an arrondissement, and two unknown. */
const ODD_CODES = ["49069", "12076", "14011", "17088", "93059", "75111", "69385", "13201", "80999", "99138"];
/** A quarter of its communes were trials: they leave in one week, and stay away. */
export function docurba(world: World): Simulated {
  const name = "docurba";
  const { seed } = world;
  const west = frenchCommunes(world).filter(({ region }) => region === "28" || region === "52");
  const codes = [...ODD_CODES, ...sample(west, 420, seed, name).map(({ code }) => code)];
  const purge = wholeBetween(18, 26, seed, name, "purge");
  const isTrial = (code: string) => !ODD_CODES.includes(code) && draw(seed, name, "trial", code) < 0.3;
  return paged(world, {
    name,
    limit: 1_000,
    metrics: {
      tu: { metric: "communes_couvertes", levels: ["commune"] },
      mau: { metric: "agents_actifs_28j", levels: ["commune"] },
    },
    mishaps: [
      { fault: { kind: "html" }, first: 5, last: 12 },
      { fault: { kind: "status", status: 404 }, first: 32, last: 44, weeks: 2 },
    ],
    rows: ({ week }) =>
      codes
        .slice(0, 300 + 2 * clamp(week, 0, 60))
        .filter((code) => week < purge || !isTrial(code))
        .map((code) => anctRow("insee", code, { tu: 1, mau: Math.floor(6 * draw(seed, name, code, week >> 2)) })),
  });
}

/** Establishments by siret; in one week a third of them are missing, and are back the week after. */
export function suiteTerritoriale(world: World): Simulated {
  const name = "suite-territoriale";
  const { seed } = world;
  const lost = wholeBetween(28, 36, seed, name, "lost");
  const sirets = Array.from(
    { length: 260 },
    (_, at) => `2${digits(8, seed, name, at)}000${digits(2, seed, name, "n", at)}`,
  );
  const users = (siret: string, week: number) =>
    Math.round(between(2, 60, seed, name, siret) * (1 + 0.006 * (week + 8)) + normal(seed, name, siret, week >> 3));
  return paged(world, {
    name,
    limit: 100,
    metrics: {
      tu: { metric: "utilisateurs", levels: ["siret"] },
      mau: { metric: "agents_actifs_28j", levels: ["siret"] },
    },
    mishaps: [
      { fault: { kind: "status", status: 500 }, first: 9, last: 16 },
      { fault: { kind: "cut" }, first: 40, last: 46 },
    ],
    rows: ({ week }) =>
      sirets
        .slice(0, 190 + clamp(week, 0, 60))
        .filter((siret) => week !== lost || draw(seed, name, "lost", siret) > 0.35)
        .map((siret) => {
          const tu = Math.max(1, users(siret, clamp(week, 0, 60)));
          return anctRow("siret", siret, { tu, mau: Math.floor(tu * between(0.3, 0.7, seed, name, siret, week >> 1)) });
        }),
  });
}

function digits(count: number, ...words: readonly (string | number)[]): string {
  return String(Math.floor(draw(...words) * 10 ** count)).padStart(count, "0");
}
