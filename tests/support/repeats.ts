// Answers of one source that differ a little from one to the next, in every way that rows and bytes can: for the tests
// of reading by difference.
import fc from "fast-check";

/** A row as the mappings below take it. `null`: the row is `null` itself. */
export type Item = Readonly<Record<string, unknown>> | null;

const CODES = ["01001", "2A004", "13055", "75056", "97411", "33063", "99999", "1O01", ""];
const codes = fc.constantFrom(...CODES);
const values = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 12_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 99_999 }).map((hundredths) => hundredths / 100) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, "12", "1 204,5", "n/c", -3, 1e9, 123456789012345680, true, [1], { a: 1 }),
  },
);
const extras = fc.constantFrom<unknown>("plain", 'quote " and \\ bar', "é\n\t😀", { deep: [{ "]}": "}]" }] }, [], null);
const months = fc.constantFrom("2024-01", "2024-02", "2024-03", "2024-13");
const item: fc.Arbitrary<Item> = fc.record({ c: codes, n: values, m: months, x: extras });

const edit = fc.record({
  what: fc.oneof(
    { weight: 9, arbitrary: fc.constant("value") },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...["code", "month", "extra", "lose a key", "remove", "add", "swap", "twice", "null", "by index"],
      ),
    },
  ),
  at: fc.nat(40),
  item,
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** What is done to the bytes themselves, after they were written. */
const spoil = fc.record({
  what: fc.constantFrom("space", "cut", "other byte", "bad UTF-8", "shorter", "longer"),
  at: fc.nat(),
});
const version = fc.record({
  edits: fc.array(edit, { maxLength: 3 }),
  spoils: fc.oneof(
    { weight: 5, arbitrary: fc.array(spoil, { maxLength: 0 }) },
    { weight: 1, arbitrary: fc.array(spoil, { maxLength: 1 }) },
  ),
  /** A fact of another kind that comes in place of an answer. */
  instead: fc.oneof(
    { weight: 8, arbitrary: fc.constant("answer" as const) },
    { weight: 1, arbitrary: fc.constantFrom("unchanged" as const, "unchanged twice" as const, "push" as const) },
  ),
  /** Days after the one before; below 0 it comes late. */
  days: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: -3, max: 0 }) }),
  /** Sent as a web page: nothing of it is read. */
  isPage: fc.oneof({ weight: 25, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  otherReader: fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const plainItem = (code: string, n: number, x: unknown): Item => ({ c: code, n, m: `2024-0${1 + (n % 3)}`, x });

/** A source's answers: rows at first, most of them without a fault, and what happens to them. */
export const versions = fc.record({
  indent: fc.constantFrom(0, 0, 1, 3),
  first: fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .array(fc.tuple(fc.integer({ min: 1, max: 9000 }), extras), { minLength: 1, maxLength: 30 })
        .map((rows) => rows.map(([n, x], at) => plainItem(String(10_000 + at), n, x))),
    },
    { weight: 1, arbitrary: fc.array(item, { maxLength: 8 }) },
  ),
  later: fc.array(version, { minLength: 1, maxLength: 6 }),
});
export type Version = typeof version extends fc.Arbitrary<infer T> ? T : never;

/** The rows after some edits. */
export function edited(rows: readonly Item[], edits: readonly Edit[]): readonly Item[] {
  return edits.reduce(once, rows);
}
function once(rows: readonly Item[], { what, at, item }: Edit): readonly Item[] {
  const index = at % Math.max(rows.length, 1);
  const row = rows[index];
  if (row === undefined || what === "add") return [...rows.slice(0, index), item, ...rows.slice(index)];
  const instead = (change: object | null) =>
    rows.map((one, i) => (i === index ? change && { ...one, ...change } : one)) as Item[];
  switch (what) {
    case "value":
      return instead({ n: item?.n });
    case "code":
      return instead({ c: item?.c });
    case "month":
      return instead({ m: item?.m });
    case "extra":
      return instead({ x: item?.x });
    case "lose a key":
      return rows.map((one, i) => (i === index ? { c: one?.c } : one));
    case "remove":
      return rows.filter((_, i) => i !== index);
    case "swap":
      return [...rows.slice(index), ...rows.slice(0, index)];
    case "twice":
      return [...rows, row];
    case "null":
      return instead(null);
    default: // "by index": another length and another value
      return instead({ n: at * 111, x: "longer than before, and with an é" });
  }
}

/** Bytes with one thing done to them. */
export function spoilt(bytes: Buffer, { what, at }: { what: string; at: number }): Buffer {
  const place = at % Math.max(bytes.length, 1);
  const inserted = (...insert: number[]) =>
    Buffer.concat([bytes.subarray(0, place), Buffer.from(insert), bytes.subarray(place)]);
  const instead = (byte: number) =>
    Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place + 1)]);
  if (what === "space") return inserted(0x20);
  if (what === "cut") return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
  if (what === "other byte") return instead(0x20 + (at % 95));
  if (what === "bad UTF-8") return instead(0xff);
  if (what === "shorter") return bytes.subarray(0, place);
  return Buffer.concat([bytes, Buffer.from(at % 2 ? "\n" : "}")]);
}
