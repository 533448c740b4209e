// Simulated startups by commune, of which two serve a part of the Drôme (26) each, by different sets.
import { daysTo } from "./calendar.ts";
import { growth } from "./communes.ts";
import { clamp, draw, sample, wholeBetween } from "./random.ts";
import { frenchCommunes, type Simulated, single, type World } from "./simulated.ts";
import { anctRow, paged } from "./simulated-anct.ts";

/** The last weekly pull's. */
const LAST_WEEK = 51;

/** Along the rivers of four départements, those of the Drôme first: it began there. */
export function alerteCrue(world: World): Simulated {
  const name = "alerte-crue";
  const { seed } = world;
  const start = wholeBetween(110, 150, seed, name, "start");
  const end = wholeBetween(310, 380, seed, name, "end");
  const sizes = growth(seed, name, start, end, LAST_WEEK + 1);
  const wait = (code: string) => draw(seed, name, "joins", code) * (code.startsWith("26") ? 0.5 : 1);
  const order = frenchCommunes(world)
    .filter(({ departement }) => ["07", "26", "38", "84"].includes(departement ?? ""))
    .map(({ code }) => ({ code, waits: wait(code) }))
    .sort((a, b) => a.waits - b.waits)
    .map(({ code }) => code);
  return paged(world, {
    name,
    limit: 200,
    metrics: {
      tu: { metric: "communes_couvertes", levels: ["commune"] },
      mau: { metric: "agents_actifs_28j", levels: ["commune"] },
    },
    mishaps: [
      { fault: { kind: "cut" }, first: 10, last: 24 },
      { fault: { kind: "status", status: 503 }, first: 28, last: 44 },
    ],
    rows: ({ week }) =>
      order
        .slice(0, sizes[clamp(week, 0, LAST_WEEK)])
        .map((code) =>
          anctRow("insee", code, { tu: 1, mau: Math.floor(4 * draw(seed, name, code, Math.floor(week / 4))) }),
        ),
  });
}

/** A bare list of codes, of a service that opens in spring. */
export function marcheSimple({ seed, without, ...world }: World): Simulated {
  const name = "marche-simple";
  const opened = daysTo("2024-04-15") / 7;
  const end = wholeBetween(90, 130, seed, name, "end");
  const sizes = growth(seed, name, wholeBetween(6, 14, seed, name, "start"), end, LAST_WEEK + 1 - opened);
  const south = frenchCommunes({ seed, ...world }).filter(({ departement }) => /^(26|05|04)$/.test(departement ?? ""));
  const order = sample(south, south.length, seed, name).map(({ code }) => code);
  const left = without?.startup === name ? without.commune : undefined;
  return single({
    name,
    since: "2024-04-15",
    path: `/${name}/communes.json`,
    mishaps: [{ fault: { kind: "html" }, first: 22, last: 40 }],
    figures: [
      {
        metric: "communes_couvertes",
        rows: "/*",
        value: { value: 1 },
        territory: { level: "commune", pointer: "" },
      },
    ],
    answers: ({ week }) =>
      order.slice(0, sizes[clamp(week - opened, 0, sizes.length - 1)]).filter((code) => code !== left),
  });
}

/** Communes with a school that lends its rooms; its last answer of the year is empty, and held. */
export function ecoleOuverte(world: World): Simulated {
  const name = "ecole-ouverte";
  const { seed } = world;
  const schools = frenchCommunes(world).filter(({ population = 0 }) => population > 2_000);
  const order = sample(schools, 400, seed, name).map(({ code }) => code);
  const sizes = growth(seed, name, 120, wholeBetween(220, 300, seed, name, "end"), LAST_WEEK + 1);
  return paged(world, {
    name,
    limit: 1_000,
    metrics: { tu: { metric: "communes_couvertes", levels: ["commune"] } },
    mishaps: [
      { fault: { kind: "html" }, first: 6, last: 30 },
      { fault: { kind: "empty" }, first: LAST_WEEK, last: LAST_WEEK, weeks: 3 },
    ],
    rows: ({ week }) =>
      order.slice(0, sizes[clamp(week, 0, LAST_WEEK)]).map((code) => anctRow("insee", code, { tu: 1 })),
  });
}
