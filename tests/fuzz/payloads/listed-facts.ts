// Facts that are wrong in themselves: bytes that cannot be unpacked, readers and settings that there are not, pushes.
import { gzipSync } from "node:zlib";
import { MOMENT } from "./base.ts";
import type { Named, Payload } from "./case.ts";
import { answerOf } from "./stage.ts";

const url = "https://listed.example/stats";
const good: Payload = {
  about: "good",
  kind: "json",
  settings: { url, figures: [{ metric: "rdv_cumules", value: "/n" }] },
  pages: [{ bytes: Buffer.from('{"n": 12}'), contentType: "application/json" }],
  moment: MOMENT,
  check: { by: "bytes" },
};
type Answer = ReturnType<typeof answerOf>;
const withBody = (body: string) => (fact: Answer) => ({
  ...fact,
  pages: fact.pages.map((page) => ({ ...page, body })),
});
const withReader = (reader: object) => (fact: Answer) => ({ ...fact, reader: { ...fact.reader, ...reader } });
const packed = gzipSync('{"n": 12}');

type Line = readonly [about: string, change: (fact: Answer) => object | string | Buffer, expected: string];
const ANSWERS: readonly Line[] = [
  ["gzip that is cut", withBody(packed.subarray(0, -6).toString("base64")), "rejected answer.encoding"],
  [
    "gzip whose sum is wrong",
    withBody(Buffer.from(packed.map((byte, at) => (at === packed.length - 6 ? byte ^ 1 : byte))).toString("base64")),
    "rejected answer.encoding",
  ],
  ["bytes that are no gzip", withBody(Buffer.from('{"n": 12}').toString("base64")), "rejected answer.encoding"],
  ["a body that is no base64", withBody("%%%%"), "rejected answer.encoding"],
  ["an empty body for gzip", withBody(""), "rejected answer.encoding"],
  [
    "a size that is a lie",
    (fact) => ({ ...fact, pages: fact.pages.map((page) => ({ ...page, bytes: 0 })) }),
    "counted 12",
  ],
  ["a kind that there is not", withReader({ kind: "xml" }), "rejected reading.kind"],
  ["a prototype for a kind", withReader({ kind: "__proto__" }), "rejected reading.kind"],
  ["a version to come", withReader({ version: 99 }), "rejected reading.kind"],
  ["settings of another kind", withReader({ settings: { url, metric: "visiteurs" } }), "rejected reading.settings"],
  ["no settings", withReader({ settings: {} }), "rejected reading.settings"],
  ["no definitions", withReader({ definitions: {} }), "rejected metric.unknown"],
  ["a definition to come", withReader({ definitions: { rdv_cumules: 99 } }), "rejected metric.unknown"],
  ["a moment in an hour", (fact) => ({ ...fact, receivedAt: "2030-01-01T00:00:00Z" }), "rejected moment.future"],
  ["a moment that does not exist", (fact) => ({ ...fact, receivedAt: "2026-02-30T00:00:00Z" }), "rejected fact.shape"],
  ["no pages", (fact) => ({ ...fact, pages: [] }), "rejected fact.shape"],
  ["a field of nobody", (fact) => ({ ...fact, colour: "blue" }), "rejected fact.shape"],
  ["no fact but text", () => "12 utilisateurs", "rejected fact.shape"],
  ["half of a fact", (fact) => JSON.stringify(fact).slice(0, 200), "rejected fact.shape"],
  ["a list of facts", (fact) => [fact], "rejected fact.shape"],
  ["a fact of no known type", (fact) => ({ ...fact, type: "toString" }), "rejected fact.shape"],
  [
    "settings nested 5,000 deep",
    (fact) => JSON.stringify(fact).replace(/"settings":\{/, `"settings":{"x":${"[".repeat(5000)}${"]".repeat(5000)},`),
    "rejected fact.shape",
  ],
  [
    "an unchanged answer of bytes that are not there",
    ({ reader: _, pages: __, ...fact }) => ({ ...fact, type: "endpoint.unchanged", answer: 999_999, status: 304 }),
    "rejected answer.missing",
  ],
];

const france = { level: "france", code: "FR" };
const figure = (value: unknown, more: object = {}) => ({ metric: "rdv_cumules", value, territory: france, ...more });
const PUSHES: readonly (readonly [about: string, more: object, expected: string])[] = [
  ["nothing at all", { figures: [] }, "rejected fact.shape"],
  ["a value that is a word", { figures: [figure("n/a")] }, "rejected fact.shape"],
  ["a value that is missing", { figures: [figure(undefined)] }, "rejected fact.shape"],
  ["a number beyond 15 digits", { figures: [figure(1e20)] }, "rejected values.unreadable"],
  ["seven decimals", { figures: [figure(0.1234567)] }, "rejected values.unreadable"],
  ["no figure, said so", { figures: [figure(null)] }, "counted null"],
  [
    "a territory that is malformed",
    { figures: [figure(12, { territory: { level: "commune", code: "3726" } })] },
    "held empty",
  ],
  [
    "a level that there is not",
    { figures: [figure(12, { territory: { level: "canton", code: "37" } })] },
    "rejected fact.shape",
  ],
  [
    "a period metric without its period",
    { figures: [figure(12, { metric: "visites" })], definitions: { visites: 1 } },
    "held empty",
  ],
  [
    "a metric that there is not",
    { figures: [figure(12, { metric: "licornes" })], definitions: { licornes: 1 } },
    "rejected metric.unknown",
  ],
  ["a figure twice, with other values", { figures: [figure(12), figure(0)] }, "counted"],
  ["a negative count", { figures: [figure(-12)] }, "held bounds"],
  ["a moment to come", { figures: [figure(12)], asAt: "2030-01-01T00:00:00Z" }, "rejected moment.future"],
];

/** Each line as a fact of the log. */
export function listedFacts(): Payload[] {
  const answers = ANSWERS.map(
    ([about, change, words]): Payload => ({
      ...good,
      about,
      check: { by: "words", words },
      fact: (by) => change(answerOf(good, by)),
    }),
  );
  const pushes = PUSHES.map(
    ([about, more, words]): Payload => ({
      ...good,
      about: `push: ${about}`,
      check: { by: "words", words },
      fact: ({ id, at, startup, source }: Named) => ({
        type: "declaration.received",
        id,
        at,
        startup,
        source,
        definitions: { rdv_cumules: 1 },
        ...more,
      }),
    }),
  );
  return [...answers, ...pushes];
}
