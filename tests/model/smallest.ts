// A failing history made smaller by hand, where fast-check stops: offsets stay as they are, so that facts keep their names.
import type { Row } from "../../schemas/statement.ts";
import type { Fact } from "./naive-facts.ts";

/**
 * The same failure with as few facts and rows as a plain walk finds.
 * @param fails  whether a history still shows the failure; false for any other outcome
 * @param tries  how often `fails` may be asked
 */
export async function smallest(
  facts: readonly Fact[],
  fails: (facts: readonly Fact[]) => boolean | Promise<boolean>,
  tries = 200,
): Promise<readonly Fact[]> {
  let found = facts;
  let left = tries;
  for (let smaller = true; smaller && left > 0; ) {
    smaller = false;
    for (const candidate of candidates(found)) {
      if (left-- <= 0) break;
      if (!(await fails(candidate))) continue;
      found = candidate;
      smaller = true;
      break;
    }
  }
  return found;
}

/** Without the last facts; with a fact that says nothing in the place of another; with half or one of the rows less. */
function* candidates(facts: readonly Fact[]): Generator<readonly Fact[]> {
  for (let cut = Math.floor(facts.length / 2); cut > 0; cut = Math.floor(cut / 2)) yield facts.slice(0, -cut);
  for (const [index, fact] of facts.entries()) {
    const replaced = (other: Fact) => facts.map((one, i) => (i === index ? other : one));
    if (fact.type !== "failed") yield replaced(silent(fact));
    const rows = fact.type === "pulled" ? fact.rows : fact.type === "pushed" ? fact.figures : [];
    const withRows = (some: readonly Row[]) =>
      replaced(fact.type === "pushed" ? { ...fact, figures: some } : ({ ...fact, rows: some } as Fact));
    if (rows.length > 3) {
      const half = Math.floor(rows.length / 2);
      yield withRows(rows.slice(0, half));
      yield withRows(rows.slice(half));
    }
    for (let i = 0; i < rows.length && rows.length <= 8; i++) yield withRows(rows.filter((_, at) => at !== i));
  }
}
function silent({ off, recordedAt, startup, ...fact }: Fact): Fact {
  const source = "source" in fact ? fact.source : "source-a";
  return { type: "failed", off, recordedAt, startup, id: `silent-${off}`, source };
}
