// What the pages say in English about sources and faults: states, holds, refusals, failures.
import type { ErrorCode } from "../../schemas/errors.ts";
import { REJECTS } from "../../schemas/errors.ts";
import type { Hold, State } from "../figure.ts";
import type * as French from "./fr-sources.ts";

export const few = (count: number, one: string, many: string) => (count === 1 ? one : many);

export const states: Record<State, string> = {
  ok: "on time",
  late: "late",
  cut: "interrupted",
  held: "held (to check)",
  never: "never received",
  unconnected: "no source connected",
  idle: "not expected at this phase",
  hand: "declared by hand",
};
export const every = { day: "every day", week: "every week", month: "every month" };
export const holds: Record<Hold, string> = {
  empty: "the answer holds no value",
  loss: "it would remove more than 20% of the standing figures",
  bounds: "a value is beyond the catalogue’s bounds",
};
const rejectsDo: typeof French.sources.rejectsDo = {
  "answer.html": "the address is that of a page: ask the team for the address of its data",
  "answer.error": "pass the error on to the team: its service gives no figures at this address",
  "answer.encoding": "ask the team to publish in UTF-8",
  "answer.json": "ask the team what changed, then mend the directory file",
  "answer.csv": "ask the team what changed, then mend the directory file",
  "answer.shape": "the shape changed: mend the mapping in the directory file",
  "answer.missing": "ask the source again: the next answer carries its bytes",
  "fact.shape": "mend what writes to the log, then send it again",
  "reading.kind": "update Relevé, or mend the kind in the directory file",
  "reading.settings": "mend the settings in the directory file",
  "metric.unknown": "choose a metric of the catalogue",
  "moment.future": "check the sender’s clock",
  "values.unreadable": "declare the number format in the directory file",
  "decision.invalid": "propose the decision anew, and have another person approve it",
};
const failures: Partial<Record<ErrorCode, string>> = {
  RELEVE_ENDPOINT_UNREACHABLE: "the site could not be reached",
  RELEVE_ENDPOINT_REFUSED: "the site answered with an error",
  RELEVE_ADDRESS_REFUSED: "the address is not a public one",
  RELEVE_ANSWER_SIZE: "the answer is larger than allowed",
  RELEVE_ANSWER_INCOMPLETE: "the answer did not come whole",
};

export const stateSentence: typeof French.stateSentence = (state, last, cadence) => {
  const expected = cadence ? every[cadence] : "regularly";
  return {
    ok: `Last data on ${last ?? "—"}, expected ${expected}.`,
    late: `Data is expected ${expected}; the last is of ${last ?? "—"}.`,
    cut: `No data since ${last ?? "—"}: the last known figure is kept, with its date.`,
    held: "An answer waits to be checked: the figures before it are kept.",
    never: "No data received to this day.",
    unconnected: "No source of this service is connected to Relevé: no figure can come.",
    idle: `No figure is expected at this phase${last === null ? "" : `; the last is of ${last}`}.`,
    hand: `Figures declared by hand, on ${last ?? "—"}.`,
  }[state];
};

export const sources: typeof French.sources = {
  title: "Where these figures come from",
  sub: "Each source, what it said, and what Relevé could not read",
  kind: "Kind",
  host: "Address",
  push: "sent by the team",
  state: "State",
  lastAnswer: "Last answer",
  answers: (count, text, unchanged) =>
    `${text} complete ${few(count, "answer", "answers")}, of which ${unchanged} identical to the one before: these are confirmations`,
  received: "Received",
  lastFailure: "Last failure",
  noFailure: "none",
  failure: (day, page) => `The reading of ${day} failed${page ? ` at page ${page}` : ""}: no figure changed.`,
  failures,
  http: (status) => (status === 503 ? "the site did not answer" : `the site answered ${status}`),
  failureCount: (count, text) => `${text} ${few(count, "failure", "failures")} in all.`,
  held: "Held (to check)",
  heldLine: (day, reason) => `Answer of ${day}: ${reason}.`,
  heldCells: (cells, absent) => `${cells} figures, ${absent} would go.`,
  rejects: "Refused",
  reject: (count, text, sentence) => `${text} ${few(count, "answer", "answers")}: ${sentence}.`,
  rejectCodes: REJECTS,
  rejectsDo,
  hint: "To do:",
  findings: "Doubts",
  definitions: "Definitions",
  definition: (label, version) => `${label}, version ${version}`,
  conflicts: "Sources that disagree",
  never: "never",
  nothing: "nothing",
};

export const problems: typeof French.problems = {
  notFound: "There is no such page",
  notFoundText: "The address may be mistyped, or the service may have changed its name.",
  usage: "This address asks for something Relevé does not understand",
  unavailable: "The figures cannot be read for the moment",
  unavailableText: "The data warehouse does not answer. Nothing is lost: readings go on in the log.",
  lastKnown: "Last known figures",
  lastKnownSub: (day) => `As they were shown, on ${day}`,
  noneKnown: "No figure has been shown since the start.",
  bug: "Relevé met an error",
  bugText: "The fault is ours; it is noted in the technical log.",
  unknown: (names) => `Unknown parameter: ${names}.`,
  invalid: (name) => `The value of “${name}” is not allowed.`,
  allowed: "Parameters allowed",
  noneAllowed: "This address takes no parameter.",
  todo: "What to do",
  back: "Back to the overview",
  code: "Code",
};
