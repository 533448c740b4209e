// What the simulated endpoints say, and how each convention writes it. Twelve cells a source, small figures, at most one
// cell missing: nothing is ever held but an empty answer, so that the ledger's rules stay obviously right.
import type { Random } from "./random.ts";

export type Form = "json" | "anct" | "csv";
/**
 * `whole`: all cells but perhaps one · `doubt`: one cell twice, with two figures · `stray`: one more row without a place ·
 * `empty`: no row · `unreadable`: one figure in twelve is a word (8 %) · `html`: a page, with status 200 ·
 * `refused`: status 500 · `cut`: the connection ends in the middle.
 */
export type Kind = "whole" | "doubt" | "stray" | "empty" | "unreadable" | "html" | "refused" | "cut";
/** By cell: a whole number as text, or `null` for "no figure, said so". */
export type Cells = ReadonlyMap<string, string | null>;
export interface Content {
  readonly kind: Kind;
  /** Those that are stated; with `doubt` without the doubted one. */
  readonly cells: Cells;
  readonly doubted?: string;
  /** As it is served; of `cut`, the half that is sent. */
  readonly body: string;
}

const two = (number: number) => String(number).padStart(2, "0");
const TWELVE = Array.from({ length: 12 }, (_, at) => at + 1);
/** The cells of a source: first days of months, communes, départements. */
export const UNIVERSE: Readonly<Record<Form, readonly string[]>> = {
  json: TWELVE.map((month) => `2025-${two(month)}-01`),
  anct: TWELVE.map((number) => `371${two(number)}`),
  csv: TWELVE.map((number) => two(number)),
};

/** The source's directory entry. */
export function declaredSource(form: Form, url: string): Record<string, unknown> {
  const settings = {
    json: {
      url,
      figures: [
        {
          metric: "visites",
          rows: "/months/*",
          value: "/visits",
          period: { pointer: "/m", grain: "month", format: "iso-month" },
        },
      ],
    },
    anct: { url, metrics: { tu: { metric: "adresses_certifiees", levels: ["commune"] } } },
    csv: {
      url,
      figures: [
        { metric: "jeux_de_donnees", value: "total", territory: { level: "departement", column: "departement" } },
      ],
    },
  }[form];
  return { source: form, kind: form, settings };
}

/** The next thing that a source says: a few figures of what it said last are others now. */
export function nextContent(random: Random, form: Form, kind: Kind, last: Cells): Content {
  const universe = UNIVERSE[form];
  const cells = new Map<string, string | null>();
  for (const cell of universe) cells.set(cell, last.get(cell) ?? figure(random));
  for (let changes = 1 + random.whole(3); changes > 0; changes -= 1) cells.set(random.pick(universe), figure(random));
  const inner = universe.slice(1, -1); // the first and the last day of an answer are its interval
  if (random.whole(3) === 0) cells.set(random.pick(inner), null);
  if (random.whole(2) === 0) cells.delete(random.pick(inner));
  const doubted = kind === "doubt" ? random.pick(inner.filter((cell) => cells.get(cell))) : undefined;
  const rows = rowsOf(kind, cells, doubted);
  if (doubted !== undefined) cells.delete(doubted);
  const stated = kind === "whole" || kind === "doubt" || kind === "stray" ? cells : new Map<string, null>();
  return { kind, cells: stated, ...(doubted !== undefined && { doubted }), body: bodyOf(form, kind, rows) };
}

const figure = (random: Random) => String(100 + random.whole(900));

type Row = readonly [place: string, value: string | null];
function rowsOf(kind: Kind, cells: Cells, doubted: string | undefined): Row[] {
  if (kind === "empty") return [];
  const rows: Row[] = [...cells];
  if (kind === "unreadable") rows[0] = [(rows[0] as Row)[0], "beaucoup"];
  if (kind === "stray") rows.push(["nulle part", "5"]);
  if (doubted !== undefined) rows.push([doubted, String(Number(cells.get(doubted)) + 1)]);
  return rows;
}

function bodyOf(form: Form, kind: Kind, rows: readonly Row[]): string {
  if (kind === "html") return `<!doctype html><title>Maintenance</title><p>${rows.map(([, value]) => value).join(" ")}`;
  const body = WRITERS[form](rows);
  return kind === "cut" ? body.slice(0, body.length / 2) : body;
}

const plain = (value: string | null) => (value !== null && /^\d+$/.test(value) ? Number(value) : value);
const WRITERS: Readonly<Record<Form, (rows: readonly Row[]) => string>> = {
  json: (rows) =>
    JSON.stringify({ months: rows.map(([day, value]) => ({ m: day.slice(0, 7), visits: plain(value) })) }),
  anct: (rows) =>
    JSON.stringify({
      count: rows.length,
      results: rows.map(([insee, value]) => ({ insee, metrics: { tu: plain(value) } })),
    }),
  csv: (rows) => ["departement,total", ...rows.map(([code, value]) => `${code},${value ?? ""}`), ""].join("\n"),
};
