// What became of each fact of a source: how it was judged when it was recorded, once for ever, and what it is now
// (docs/meaning.md, rules 19 and 20).

/** What a statement did when it came to count. *cells stated = new + changed + same + unreadable*. */
export interface Counts {
  /** Cells stated. */
  cells: number;
  new: number;
  changed: number;
  same: number;
  absent: number;
  unreadable: number;
}

/** Where a statement stands, who sent it, and where its bytes are. */
export interface Origin {
  /** Milliseconds since 1970. */
  readonly moment: number;
  readonly push: boolean;
  /** Offset of the fact that holds the bytes; of a push, and of an answer that brings them, its own. */
  readonly answer: number;
}
/** A statement as it was held, to be said again. */
export interface HeldAs {
  readonly hold: string;
  readonly detail: string;
  readonly removesNothing: boolean;
  readonly counts: Counts;
}
export type Status = "counted" | "held" | "withdrawn" | "rejected";
export interface Heard {
  readonly off: number;
  /** As recorded. `refused`: too far ahead, and never read. */
  readonly verdict: "counted" | "held" | "rejected" | "refused";
  /** Missing when it was never a statement, until it is looked up in the log. */
  origin: Origin | undefined;
  /** Of those whose verdict is `held`. */
  readonly heldAs?: HeldAs;
  /** The next pull agreed. */
  released: boolean;
  /** Now. */
  status: Status;
}

/** Decisions that name facts of one source. */
export interface Named {
  readonly withdrawn: ReadonlySet<number>;
  readonly released: ReadonlySet<number>;
}

/** What a fact is. @param readable  whether the reading in force can read it */
export function statusOf({ off, verdict, released }: Heard, readable: boolean, named: Named): Status {
  if (verdict === "refused" || !readable) return "rejected";
  if (named.withdrawn.has(off)) return "withdrawn";
  return verdict !== "held" || released || named.released.has(off) ? "counted" : "held";
}
