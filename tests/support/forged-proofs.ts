// What a forger does to the proof of tests/support/proof-house.ts, each with the refusal that is due. Lines: the head, then
// declaration (1), answer (2), push (3), repeat (4), proposal (5), approval (6), push (7), and the metric's definition (8).
import { newEventId } from "../../schemas/ids.ts";
import { pageOf } from "./facts.ts";
import { STARTUP } from "./proof-house.ts";
import type { Line } from "./proof-lines.ts";

/** Name, what is done, what is said of it, and whether format 1 is told of it too: it has no counts, links and times. */
type Forged = readonly [name: string, forge: (lines: Line[]) => Line[], told: RegExp, first?: "format 1 too"];

const [DECLARED, ANSWER, PUSH, REPEAT, APPROVAL, LAST, DEFINITION] = [1, 2, 3, 4, 6, 7, 8] as const;
const TOO = "format 1 too" as const;

const at = (line: number, change: (line: Line) => Line) => (lines: Line[]) =>
  lines.map((one, index) => (index === line ? change(one) : one));
const line = (index: number, said: Line) => at(index, (one) => ({ ...one, ...said }));
const fact = (index: number, change: (fact: Line) => Line) =>
  at(index, (one) => ({ ...one, text: JSON.stringify(change(JSON.parse(one.text))) }));
const later = (index: number, ms: number) => at(index, (one) => ({ ...one, time: one.time + ms }));
const part = (index: number, said: Line) =>
  at(0, (head) => ({
    ...head,
    parts: head.parts?.map((one: Line, own: number) => (own === index ? { ...one, ...said } : one)),
  }));
const without = (index: number) => (lines: Line[]) => lines.filter((_, own) => own !== index);
const page = (said: (page: Line) => Line) =>
  fact(ANSWER, (answer) => ({ ...answer, pages: answer.pages.map((one: Line) => ({ ...one, ...said(one) })) }));
const swapped = (a: number, b: number) => (lines: Line[]) =>
  lines.map((one, index) => (index === a ? lines[b] : index === b ? lines[a] : one) as Line);
/** Two facts change places, and their lines keep theirs. */
const textsSwapped = (a: number, b: number) => (lines: Line[]) =>
  lines.map((one, index) => ({
    ...one,
    ...(index === a && { text: lines[b]?.text }),
    ...(index === b && { text: lines[a]?.text }),
  }));
/** One line again, after the startup's last one. */
const again = (index: number, said: (line: Line, last: Line) => Line) => (lines: Line[]) => {
  const [one, last] = [lines[index], lines[LAST]] as [Line, Line];
  return [...lines.slice(0, LAST + 1), { ...one, ...said(one, last) }, ...lines.slice(LAST + 1)];
};
const HOUR = 3_600_000;

const TABLE: readonly Forged[] = [
  [
    "a fact twice in one place",
    again(LAST, () => ({})),
    /line 9, .*offset is not above[\s\S]*more than (\d+)\n.*found +\1\n/,
    TOO,
  ],
  [
    "a fact again at a place of its own",
    again(LAST, (_, { offset }) => ({ offset: offset + 1 })),
    /not those that the head counts/,
  ],
  ["two facts the other way round", swapped(PUSH, LAST), /offset is not above that of the line before/, TOO],
  [
    "what two facts say the other way round",
    textsSwapped(PUSH, LAST),
    /line 4, .*not what was written here[\s\S]*line 8, .*not what/,
  ],
  [
    "a fact in another partition",
    at(PUSH, (one) => ({ ...one, partition: (one.partition + 1) % 12 })),
    /line 4, .*another partition/,
    TOO,
  ],
  [
    "a fact under another key",
    line(PUSH, { key: "b-dock" }),
    /line 4, .*its key is none[\s\S]*expected +a-dock of[\s\S]*found +b-dock/,
    TOO,
  ],
  [
    "a fact of another topic",
    line(PUSH, { topic: "releve.registry.v1" }),
    /its key is none|expected releve\.facts\.v1/,
    TOO,
  ],
  [
    "a fact of another startup",
    fact(PUSH, (one) => ({ ...one, startup: "b-dock" })),
    /line 4, .*another startup[\s\S]*found +b-dock/,
    TOO,
  ],
  ["a time an hour before", later(APPROVAL, -HOUR), /line 7, .*not what was written here/],
  ["a time before that of the fact before", later(APPROVAL, -48 * HOUR), /line 7, .*time in the log is outside/],
  ["a time one second later", later(APPROVAL, 1000), /line 7, .*not what was written here/],
  [
    "a time four years later",
    later(PUSH, 4 * 365 * 24 * HOUR),
    /line 4, .*time in the log is outside[\s\S]*found +2030-/,
  ],
  [
    "known later than it came",
    at(PUSH, (one) => ({ ...one, recorded: one.time + 1 })),
    /line 4, .*not what was written here/,
  ],
  [
    "the address of a page",
    page(() => ({ url: "https://y.example.org/stats" })),
    /line 3, .*not what was written here/,
  ],
  [
    "the bytes of a page",
    page(() => ({ body: pageOf('{"total":501}').body })),
    /line 3, .*bytes of page 1 do not have the SHA-256/,
    TOO,
  ],
  ["the bytes of a page with their hash", page(() => pageOf('{"total":501}')), /line 3, .*not what was written here/],
  [
    "an approval by its own author",
    fact(APPROVAL, (one) => ({ ...one, approver: one.author })),
    /line 7, .*its author approves it[\s\S]*another person than Ada\n +found +Ada/,
    TOO,
  ],
  [
    "an approval of somebody else's",
    fact(APPROVAL, (one) => ({ ...one, author: "Alan" })),
    /line 7, .*not who proposed it[\s\S]*expected +Ada/,
    TOO,
  ],
  [
    "an approval of another value",
    fact(APPROVAL, (one) => ({ ...one, decision: { ...one.decision, value: "498" } })),
    /not the decision that was proposed/,
    TOO,
  ],
  [
    "an approval left out",
    without(APPROVAL),
    /line 1: .*head counts[\s\S]*line 7, .*or a fact before it was added or left out/,
  ],
  [
    "the last fact left out",
    without(LAST),
    /line 1: the facts of a-dock are not those that the head counts[\s\S]*"facts":7[\s\S]*"facts":6/,
  ],
  ["an answer left out", without(ANSWER), /the answer that it repeats is not in the file/, TOO],
  [
    "a repeat of another answer",
    fact(REPEAT, (one) => ({ ...one, answer: 77 })),
    /line 5, .*not in the file[\s\S]*endpoint\.answered at offset 77/,
    TOO,
  ],
  [
    "an id that another fact has",
    (lines) => fact(LAST, (one) => ({ ...one, id: JSON.parse(lines[PUSH]?.text).id }))(lines),
    /line 8, .*another fact has its id/,
    TOO,
  ],
  ["another id", fact(LAST, (one) => ({ ...one, id: newEventId(1) })), /line 8, .*not what was written here/],
  [
    "a field that no fact has",
    fact(PUSH, (one) => ({ ...one, more: 1 })),
    /line 4, .*it is no fact[\s\S]*docs\/schemas/,
    TOO,
  ],
  ["a field that is missing", fact(PUSH, ({ at: _, ...one }) => one), /line 4, .*it is no fact[\s\S]*\/at /, TOO],
  ["what is no JSON", line(PUSH, { text: "{" }), /line 4, .*it is no fact[\s\S]*not JSON/, TOO],
  ["a fact marked as none", line(PUSH, { text: "{", unread: true }), /line 4, .*not what was written here/],
  [
    "neither text nor bytes",
    at(PUSH, ({ text: _, ...one }) => one),
    /RELEVE_PROOF .*line 4: offset \d+: a fact has either text or base64/,
    TOO,
  ],
  [
    "the words of a definition",
    fact(DEFINITION, (one) => ({ ...one, definition: { ...one.definition, unit: { fr: "x", en: "x" } } })),
    /line 9, .*definition does not have the SHA-256/,
  ],
  [
    "a definition of another metric",
    fact(DEFINITION, (one) => ({ ...one, metric: "cartes_publiees" })),
    /line 9, .*defines another metric/,
  ],
  [
    "a definition left out",
    without(DEFINITION),
    /line 1: the facts of jeux_de_donnees are not those that the head counts/,
  ],
  ["a definition that is another fact", line(DEFINITION, { text: "{}" }), /line 9, .*it defines no metric/],
  ["how many facts there are", part(0, { facts: 8 }), /line 1: the facts of a-dock are not those/],
  ["the last time", part(0, { lastTime: 0 }), /time in the log is outside[\s\S]*1970-01-01/],
  ["the last link", part(0, { chain: "0".repeat(64) }), /line 1: the facts of a-dock are not those/],
  ["the partition of the head", part(0, { partition: 11 }), /line 1: a-dock has another partition/],
  [
    "the startup's facts out of the head",
    at(0, (head) => ({ ...head, parts: head.parts?.slice(1) })),
    /line 1: it does not name the startup's facts first/,
  ],
  [
    "a part twice in the head",
    at(0, (head) => ({ ...head, parts: [...(head.parts ?? []), head.parts?.[0]] })),
    /each part once/,
  ],
  ["an older format, its links left", line(0, { format: 1 }), /RELEVE_PROOF .*line 1: no head of a proof/],
  [
    "a claim of another startup",
    at(0, (head) => ({ ...head, claim: { ...head.claim, startup: "b-dock" } })),
    /RELEVE_PROOF .*claim names no figure of a-dock/,
    TOO,
  ],
  [
    "a declaration of another startup",
    at(DECLARED, (one) => ({ ...one, text: one.text.replaceAll(STARTUP, "b-dock") })),
    /line 2, .*another startup/,
    TOO,
  ],
];

export const FORGED = TABLE.map(([name, forge, told, first]) => ({ name, forge, told, isToldInFirst: first === TOO }));
