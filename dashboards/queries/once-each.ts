// Asks a pure function of an object once, and keeps the answer for as long as the object is.

/** A pure function of one object, asked once of each. */
export function onceEach<Of extends object, T>(make: (one: Of) => T): (one: Of) => T {
  const kept = new WeakMap<Of, { readonly made: T }>();
  return (one) => {
    const found = kept.get(one) ?? { made: make(one) };
    kept.set(one, found);
    return found.made;
  };
}
