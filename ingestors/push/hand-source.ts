// The source that a team's form fills, beside those to which its programs send. Pure.
import type { Source } from "../../schemas/source.ts";

/** Its name; where another source has it, `saisie-2` and so on. */
export const HAND_SOURCE = "saisie";
const BY_HAND = new RegExp(`^${HAND_SOURCE}(?:-\\d+)?$`);

/**
 * The pushes among which a program that names none may mean one: the form's is no candidate beside another, so that a
 * program goes on as it is once its team may type figures too.
 */
export function candidatesOf(pushes: readonly Source["source"][]): readonly Source["source"][] {
  const sent = pushes.filter((name) => !BY_HAND.test(name));
  return sent.length === 0 ? pushes : sent;
}
