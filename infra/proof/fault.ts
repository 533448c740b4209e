// What a proof says that cannot be: where, what was expected, what is there, and what to do.

export interface Fault {
  /** Of the file, from 1. */
  readonly line: number;
  /** Topic, partition and offset of the fact, as the line says them; '' of what is no fact. */
  readonly place: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly hint: string;
}

/** What to do about a file that somebody or something changed. */
export const AGAIN = "ask for the proof again (releve trace --proof): this file is not what was written";

/** A fault of a fact. */
export function faultOf(
  { line, topic, partition, offset }: { line: number; topic: string; partition: number; offset: number },
  { what, expected, found, hint = AGAIN }: Omit<Fault, "line" | "place" | "hint"> & { readonly hint?: string },
): Fault {
  return { line, place: `${topic} ${partition}:${offset}`, what, expected, found, hint };
}
