// Keeps how an answer that waits, or could not be read, differs from the last one of its source that counted before it.
import { differencesOf } from "./drift.ts";
import type { Fold, Stating } from "./fold.ts";
import { momentOf } from "./moment.ts";
import { type By, isBefore } from "./rows.ts";

/** A row a fact: as of the fact's own place in the log, whatever is decided later. Pushes have no shape of their own. */
export async function noteDrift(fold: Fold, fact: Stating, by: By): Promise<void> {
  if (fact.type === "declaration.received") return;
  const { counted, heard } = fold.state(by.startup, by.source);
  const said = { moment: momentOf(fact, by.recordedAt), off: by.off };
  const last = counted.findLast((one) => isBefore(one, said) && heard.get(one.off)?.origin?.push === false);
  const origin = last && heard.get(last.off)?.origin;
  const answer = fact.type === "endpoint.unchanged" ? fact.answer : by.off;
  if (!last || !origin || origin.answer === answer) return;
  const [before, now] = [await fold.pages(by, origin.answer), await fold.pages(by, answer)];
  if (!before || !now) return;
  const row = [last.off, origin.answer, JSON.stringify(differencesOf(before, now))];
  fold.out.tables.drifts.push([by.startup, by.source, by.part, by.off, by.recordedAt, by.off, ...row]);
}
