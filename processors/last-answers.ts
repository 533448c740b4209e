// The last answers of sources, as many as fit into a number of bytes. One that is gone costs a whole reading, no more.
import type { LastAnswer } from "./repeat.ts";
import type { SourceState } from "./timeline.ts";

/** Bounds what sources' states keep in `last`; the ones used longest ago go first. */
export class LastAnswers {
  /** How many answers were read as their difference from one kept here. */
  uses = 0;
  readonly #most: number;
  #bytes = 0;
  /** In the order of use. A state that was dropped meanwhile is not held back by it. */
  readonly #states = new Map<LastAnswer, WeakRef<SourceState>>();

  /** @param most  bytes of pages, over all sources */
  constructor(most: number) {
    this.#most = most;
  }

  /** Puts an answer, or none, in the place of the source's last one. */
  keep(state: SourceState, answer: LastAnswer | undefined): void {
    if (state.last) this.#forget(state.last);
    state.last = answer;
    if (!answer) return;
    this.#states.set(answer, new WeakRef(state));
    this.#bytes += sizeOf(answer);
    for (const [oldest, owner] of this.#states) {
      if (this.#bytes <= this.#most) return;
      this.#forget(oldest);
      const its = owner.deref();
      if (its?.last === oldest) its.last = undefined;
    }
  }

  #forget(answer: LastAnswer): void {
    if (this.#states.delete(answer)) this.#bytes -= sizeOf(answer);
  }
}

function sizeOf({ pages }: LastAnswer): number {
  return pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
