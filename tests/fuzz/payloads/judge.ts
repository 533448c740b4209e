// The verdict on one payload: what became of it, against what its bytes say.
import { REJECTS } from "../../../schemas/errors.ts";
import type { Payload, SaidRow } from "./case.ts";
import { unlicensed } from "./licence.ts";
import type { Outcome } from "./outcomes.ts";
import { shown, statementOf } from "./statement.ts";

export interface Fault {
  readonly what: "crash" | "accepted" | "zero" | "ledger" | "reason";
  readonly detail: string;
}

/** The first thing that is wrong, or nothing. */
export function judge(payload: Payload, outcome: Outcome): Fault | undefined {
  const { became, hold, code } = outcome;
  if (became.length !== 1) return { what: "ledger", detail: `it became ${became.join(" and ") || "nothing"}` };
  const words = `${became[0]} ${became[0] === "held" ? hold : code}`.trim();
  const reason = became[0] === "rejected" ? reasonFault(outcome) : undefined;
  if (reason) return { what: "reason", detail: reason };
  if (became[0] !== "counted" && outcome.cells.size > 0)
    return { what: "accepted", detail: `${words}, and yet it states ${shown(outcome.cells)}` };
  const { check } = payload;
  if (check.by === "words") return wordsFault(check.words, words, outcome);
  if (check.by === "rows") return rowsFault(check.rows, words, outcome);
  if (became[0] === "held" && hold !== "empty" && hold !== "bounds")
    return { what: "accepted", detail: `${words}, but nothing stood before` };
  const said = became[0] === "counted" ? unlicensed(payload, outcome.cells) : undefined;
  if (said === undefined) return undefined;
  return { what: said.endsWith(" = 0") ? "zero" : "accepted", detail: said };
}

function reasonFault({ code, hint, detail, pointer }: Outcome): string | undefined {
  if (!Object.hasOwn(REJECTS, code)) return `the code "${code}" is none of the list`;
  if (hint === "" || detail === "") return `${code} without ${hint === "" ? "a hint" : "a detail"}`;
  const isWhole =
    /found (a list|null|nothing|string|number|boolean|object|page \d)|of \d+ (?:values|dates)|column \d+; the first|series called|; (?:the|its) [a-z]+ ha(?:s|ve) /.test(
      detail,
    );
  return code === "answer.shape" && pointer === "" && !isWhole ? `${code} without a pointer: ${detail}` : undefined;
}

/** `rejected answer.json`, `held empty`, or `counted 12 null`: the values of its cells, sorted. */
function wordsFault(expected: string, words: string, { cells, detail }: Outcome): Fault | undefined {
  const values = [...cells.values()].map(String).sort().join(" ");
  const found = words === "counted" ? `counted ${values}`.trim() : words;
  if (found === expected) return undefined;
  const isZero = values.split(" ").includes("0") && !expected.split(" ").includes("0");
  return { what: isZero ? "zero" : "accepted", detail: `${found} (${detail}), expected ${expected}` };
}

function rowsFault(rows: readonly SaidRow[], words: string, { cells, detail }: Outcome): Fault | undefined {
  const expected = statementOf(rows);
  const found = words.startsWith("counted") ? shown(cells) : words;
  if (found === expected) return undefined;
  const isZero = [...cells].some(([key, value]) => value === "0" && !expected.includes(`${key} = 0`));
  return { what: isZero ? "zero" : "accepted", detail: `${found} (${detail}), expected ${expected}` };
}
