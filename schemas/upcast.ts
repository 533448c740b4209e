// Facts written by older releases, read for ever: an old shape becomes today's before it is checked. Pure.

type Fact = Readonly<Record<string, unknown>>;
/** One change of a shape: a fact in the old one becomes the new one; a fact that is in the new one stays as it is. */
export type Upcast = (fact: Fact) => Fact;
/** The changes of each type of fact, the oldest first. A step is for ever, as the facts are. */
export type Upcasts = Readonly<Record<string, readonly Upcast[]>>;

/**
 * Empty: every fact of release 0.1 has today's shape. New optional fields need no step, and a change of meaning is a new
 * name; a step is for a field that was renamed, split or became needed.
 */
export const UPCASTS: Upcasts = {};

/** A fact as today's schema names its fields; what is no fact, or of a type without steps, is returned as it is. */
export function upcast(json: unknown, upcasts: Upcasts = UPCASTS): unknown {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return json;
  const fact = json as Fact;
  const steps = typeof fact.type === "string" && Object.hasOwn(upcasts, fact.type) ? upcasts[fact.type] : undefined;
  return steps ? steps.reduce((shape, step) => step(shape), fact) : json;
}
