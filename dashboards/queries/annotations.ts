// Remarks that people put beside figures (docs/meaning.md, rule 24), in force. Source: table `decisions`.
import type { CanQuery } from "../../schemas/ports.ts";
import { decisionsOf } from "./decisions.ts";
import type { Frame } from "./frame.ts";

export interface Annotation {
  /** `undefined`: the startup as a whole. */
  readonly metric: string | undefined;
  /** The day it is about, or the first and the last of several. */
  readonly first: string;
  readonly last: string;
  /** English is French where nobody wrote it. */
  readonly text: { readonly fr: string; readonly en: string };
}

/** Of one startup, by day; those that begin after a day are left out. */
export async function annotationsOf(
  warehouse: CanQuery,
  frame: Frame,
  { startup, day }: { readonly startup: string; readonly day: string },
): Promise<Annotation[]> {
  const all = await decisionsOf(warehouse, frame, startup);
  const found = all.flatMap(({ decision, state }): Annotation[] => {
    if (state !== "in force" || decision.what !== "figure.annotated" || decision.first > day) return [];
    const { metric, first, last = first, text } = decision;
    return [{ metric, first, last, text: { fr: text.fr, en: text.en ?? text.fr } }];
  });
  return found.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
}
