// When a fact speaks of: the moment of its statement.
import type { Stating } from "./fold.ts";

/** The moment that a fact speaks of, milliseconds since 1970. */
export function momentOf(fact: Stating, recordedAt: number): number {
  if (fact.type === "declaration.received") return fact.asAt === undefined ? recordedAt : Date.parse(fact.asAt);
  return Date.parse(fact.receivedAt);
}
