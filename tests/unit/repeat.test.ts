// An answer read as its difference from the one before says exactly what it says when it is read whole.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { foldBatch } from "../../processors/batch.ts";
import { editsOf, type KnownPage } from "../../processors/edits.ts";
import { LastAnswers } from "../../processors/last-answers.ts";
import type { LastAnswer } from "../../processors/repeat.ts";
import { RowPlaces } from "../../processors/row-places.ts";
import { emptyState } from "../../processors/timeline.ts";
import type { ReadAnswer } from "../../schemas/endpoint.ts";
import type { CanQuery, CanRead, LogRecord } from "../../schemas/ports.ts";
import type { Reader } from "../../schemas/reader.ts";
import { type Mapping, recordsOf, SourceOfAnswers } from "../support/repeat-facts.ts";
import { edited, type Item, spoilt, versions } from "../support/repeats.ts";

const RUNS = Number(process.env.REPEATS ?? 150);

const commune = { level: "commune", pointer: "/c" };
const gauge = { metric: "adresses_certifiees", rows: "/rows/*", value: "/n", numbers: "fr", territory: commune };
const month = { pointer: "/m", grain: "month", format: "iso-month" };
/** Mappings, and how rows stand in an answer. */
const MAPPINGS: Readonly<Record<string, Mapping>> = {
  "one figure": {
    kind: "json",
    settings: { figures: [gauge] },
    wrap: (rows) => ({ at: { rows: [1] }, rows, end: "}]" }),
  },
  "a figure with a dimension": {
    kind: "json",
    settings: { figures: [{ ...gauge, dims: { mois: { pointer: "/m" } } }] },
    wrap: (rows) => ({ rows }),
  },
  "several figures of each row, in a list that is the document": {
    kind: "json",
    settings: {
      figures: [
        { ...gauge, rows: "/*", metric: "communes_couvertes" },
        { ...gauge, rows: "/*", metric: "rdv_pris", period: month },
        { ...gauge, rows: "/*", metric: "rdv_cumules", where: [{ pointer: "/x", equals: "plain" }] },
      ],
    },
    wrap: (rows) => rows as object,
  },
  "rows added up": {
    kind: "json",
    settings: { figures: [{ ...gauge, rows: "/a b/c~1d/*" }], combine: "sum" },
    wrap: (rows) => ({ z: 1, "a b": { "c/d": rows, after: [{}] } }),
  },
  "the ANCT convention": {
    kind: "anct",
    settings: { metrics: { tu: { metric: "adresses_certifiees", levels: ["commune"] } } },
    wrap: (rows) => ({
      results: rows.map((row) => row && { insee: row.c, metrics: { tu: row.n }, x: row.x }),
      count: rows.length,
    }),
  },
};

describe("an answer that differs a little from the one before", () => {
  for (const [name, mapping] of Object.entries(MAPPINGS))
    it(`states, by difference, what it states read whole: ${name}`, async () => {
      const seen = { answers: 0, whole: 0 };
      const property = fc.asyncProperty(versions, fc.boolean(), async ({ indent, first, later }, twoPages) => {
        const records = recordsOf(new SourceOfAnswers(mapping, { indent, twoPages }), first, later);
        const whole = await rowsOf(records, readAnswer, false);
        const byDifference = await rowsOf(records, readAnswer, true);
        seen.answers += whole.read;
        seen.whole += byDifference.read;
        expect(byDifference.tables).toEqual(whole.tables);
      });
      await fc.assert(property, { numRuns: RUNS, seed: 20240301 });
      // Else nothing was tried: at least a fifth of all answers, spoilt ones included, were not read whole.
      expect(seen.whole).toBeLessThan(seen.answers * 0.8);
    });

  it("is the same document but for its edited rows, whatever was done to its bytes", () => {
    let told = 0;
    const bytesOf = (rows: readonly Item[], indent: number) =>
      Buffer.from(JSON.stringify({ at: 1, rows, end: [] }, null, indent));
    const property = fc.property(versions, ({ indent, first, later }) => {
      const rows = first.filter((row) => row !== null);
      const before = bytesOf(rows, indent);
      let page: KnownPage = { url: "", contentType: "", bytes: before, places: new RowPlaces(before, ["rows"]) };
      for (const { edits, spoils } of later) {
        const document = JSON.parse(page.bytes.toString()) as { rows: unknown[] };
        const bytes = spoils.reduce(spoilt, bytesOf(edited(document.rows as Item[], edits), indent));
        const found = editsOf(page, bytes);
        if (!found) continue;
        told += 1;
        const now = JSON.parse(bytes.toString()) as { rows: unknown[] };
        const differing = now.rows.flatMap((row, at) =>
          JSON.stringify(row) === JSON.stringify(document.rows[at]) ? [] : [at],
        );
        for (const at of differing) {
          const edit = found.after.findIndex((row) => JSON.stringify(row) === JSON.stringify(now.rows[at]));
          expect(edit).not.toBe(-1);
        }
        expect({ ...now, rows: now.rows.length }).toEqual({ ...document, rows: document.rows.length });
        expect(found.before.length).toBe(found.after.length);
        page = found.page;
      }
    });
    fc.assert(property, { numRuns: RUNS, seed: 20240301 });
    expect(told).toBeGreaterThan(RUNS / 2);
  });

  const row = (c: string, n: number): Item => ({ c, n, m: "2024-01", x: "" });
  const others = Array.from({ length: 30 }, (_, at) => row(String(10_000 + at), 1));
  const days: Record<string, readonly (readonly Item[])[]> = {
    "two rows said one cell": [
      [row("01001", 1), row("01001", 1)],
      [row("01001", 1), row("01001", 2)],
    ],
    // A second row that fails the predicate of memberships at first.
    "two edited rows say one cell": [
      [row("01001", 1), row("01001", 0)],
      [row("01001", 2), row("01001", 3)],
      [row("01001", 0), row("01001", 3)],
    ],
    "an edited row has no cell": [
      [row("01001", 1), row("01001", 0)],
      [row("01001", 2), row("1O01", 3)],
    ],
  };
  for (const [name, answers] of Object.entries(days))
    it(`is read whole when ${name}`, async () => {
      for (const metric of ["communes_couvertes", "adresses_certifiees"]) {
        const settings = { figures: [{ ...gauge, rows: "/*", metric }] };
        const source = new SourceOfAnswers({ kind: "json", settings, wrap: (rows) => rows as object });
        for (const rows of answers) {
          source.answer([...others, ...rows]);
          source.pass(1);
        }
        const whole = await rowsOf(source.records, readAnswer, false);
        expect((await rowsOf(source.records, readAnswer, true)).tables).toEqual(whole.tables);
        expect(whole.tables.statements.length).toBe(answers.length);
      }
    });

  it("is read whole where a key stands twice: the last one counts", () => {
    const bytes = (n: number) => Buffer.from(`{"rows":[{"n":${n}}],"b":{"rows":[]},"rows":[{"n":1}]}`);
    const page = { url: "", contentType: "", bytes: bytes(1), places: new RowPlaces(bytes(1), ["rows"]) };
    expect(editsOf(page, bytes(2))).toBeUndefined();
  });
});

describe("last answers", () => {
  const answerOf = (size: number): LastAnswer => {
    const page = { url: "", contentType: "", bytes: Buffer.alloc(size), places: new RowPlaces(Buffer.alloc(0), []) };
    const reader = { kind: "json", version: 1, settings: {}, definitions: {} };
    const rowWise = { list: [], read: () => ({ rows: [] }) };
    return { answer: 1, off: 1, reader, rowWise, scopes: [], cells: 1, pages: [page] };
  };
  it("are kept for as many sources as fit; the one used longest ago goes first, with its bytes", () => {
    const answers = new LastAnswers(100);
    const [first, second, third] = [emptyState(), emptyState(), emptyState()];
    answers.keep(first, answerOf(60));
    answers.keep(second, answerOf(30));
    answers.keep(first, answerOf(50));
    answers.keep(third, answerOf(40));
    expect([first, second, third].map((state) => answers.of(state)?.pages.length)).toEqual([1, undefined, 1]);
    expect(second.last?.pages).toEqual([]);
    answers.keep(first, undefined);
    answers.keep(second, answerOf(60));
    expect([first, second, third].map((state) => answers.of(state)?.pages.length)).toEqual([undefined, 1, 1]);
  });
});

describe("the kind json", () => {
  const rowWise = (settings: object) =>
    readAnswer.rowWise?.({
      kind: "json",
      version: 1,
      settings: { url: "https://example.org/", ...settings } as Reader["settings"],
    });

  it("is read row by row when all figures take from the rows of one list", () => {
    expect(rowWise({ figures: [gauge] })?.list).toEqual(["rows"]);
    expect(rowWise({ figures: [gauge, { ...gauge, rows: "/others/*", metric: "rdv_cumules" }] })).toBeUndefined();
    expect(rowWise({ figures: [{ ...gauge, rows: "/a/*/b/*" }] })).toBeUndefined();
    expect(rowWise({ figures: [{ ...gauge, rows: "/a" }] })).toBeUndefined();
    expect(rowWise({ figures: [{ ...gauge, rows: "" }] })).toBeUndefined();
  });
  it("is not when a row takes from the document, its parent, its place, or the moment", () => {
    for (const pointer of ["#/total", "1/name", "0#"]) {
      expect(rowWise({ figures: [{ ...gauge, value: pointer }] })).toBeUndefined();
      expect(rowWise({ figures: [{ ...gauge, dims: { d: { pointer } } }] })).toBeUndefined();
      expect(rowWise({ figures: [{ ...gauge, where: [{ pointer, equals: 1 }] }] })).toBeUndefined();
      expect(rowWise({ figures: [{ ...gauge, territory: { level: "commune", pointer } }] })).toBeUndefined();
    }
    const flow = { ...gauge, metric: "rdv_pris" };
    expect(rowWise({ figures: [{ ...flow, period: month }] })).toBeDefined();
    expect(rowWise({ figures: [{ ...flow, period: { ...month, running: "leave-out" } }] })).toBeUndefined();
    expect(rowWise({ figures: [{ ...flow, period: { ...month, pointer: ["/y", "1/m"] } }] })).toBeUndefined();
  });
});

/** The rows of all tables that the facts give, in a warehouse that holds nothing yet, and how many answers were read whole. */
async function rowsOf(records: readonly LogRecord[], read: ReadAnswer, byDifference: boolean) {
  let count = 0;
  const counting = (...asked: Parameters<ReadAnswer>) => {
    count += 1;
    return read(...asked);
  };
  const warehouse: CanQuery = { query: async () => [], rows: async () => [] };
  const log: CanRead = {
    async *read(_topic, _partition, from) {
      yield* records.slice(from);
    },
    ends: async () => [records.length],
  };
  const cache = new Map();
  const reading = byDifference && read.rowWise ? Object.assign(counting, { rowWise: read.rowWise }) : counting;
  const context = { warehouse, log, read: reading, cache, settled: async () => undefined, unwritten: () => [] };
  const { out } = await foldBatch(context, 0, records, { recordedMax: 0, rowLimit: 1e9 });
  return { tables: out.tables, read: count };
}
