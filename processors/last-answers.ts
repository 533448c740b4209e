// The last answers of sources, as many as fit into a number of bytes. One that is gone costs a whole reading, no more.
import type { LastAnswer } from "./repeat.ts";
import type { SourceState } from "./timeline.ts";

/** Bounds what sources' states keep in `last`; the ones used longest ago go first. */
export class LastAnswers {
  /** How many answers were read as their difference from one kept here. */
  uses = 0;
  readonly #most: number;
  #bytes = 0;
  /** In the order of use. */
  readonly #kept = new Set<LastAnswer>();

  /** @param most  bytes of pages, over all sources */
  constructor(most: number) {
    this.#most = most;
  }

  /** The source's last answer, if its bytes are still there. */
  of({ last }: SourceState): LastAnswer | undefined {
    return last && this.#kept.has(last) ? last : undefined;
  }

  /** Puts an answer, or none, in the place of the source's last one. */
  keep(state: SourceState, answer: LastAnswer | undefined): void {
    if (state.last) this.#forget(state.last);
    state.last = answer;
    if (!answer) return;
    this.#kept.add(answer);
    this.#bytes += sizeOf(answer);
    for (const oldest of this.#kept) {
      if (this.#bytes <= this.#most) return;
      this.#forget(oldest);
    }
  }

  #forget(answer: LastAnswer): void {
    if (!this.#kept.delete(answer)) return;
    this.#bytes -= sizeOf(answer);
    answer.pages = [];
  }
}

function sizeOf({ pages }: LastAnswer): number {
  return pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
