// Keeps the lines of startups, and their corrections, in memory for as long as the log says nothing new of them.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Corrections, loadCorrections, UNCORRECTED } from "./corrections.ts";
import type { Frame } from "./frame.ts";
import { loadLines, type SourceLines } from "./lines.ts";

/** By source. */
export type StartupLines = ReadonlyMap<string, SourceLines>;
/** All that figures are decided from, beside the declaration. */
export interface StartupKnown {
  readonly sources: StartupLines;
  readonly corrections: Corrections;
}
interface Kept {
  /** Up to which fact of the startup the frame shows. */
  readonly seen: string;
  readonly known: Promise<StartupKnown>;
  /** Cells, once loaded. */
  cells: number;
}
const NOTHING: StartupLines = new Map();

/** Several questions may be asked at once, of different frames: each gets the lines of its own. */
export class LineStore {
  readonly #warehouse: CanQuery;
  readonly #limit: number;
  /** The one used longest ago first. */
  readonly #kept = new Map<string, Kept>();

  /** @param limit  cells kept in all; the startups used longest ago go first */
  constructor(warehouse: CanQuery, limit = 600_000) {
    this.#warehouse = warehouse;
    this.#limit = limit;
  }

  /**
   * What is known of some startups, as a frame sees it; a startup that never stated anything has no lines.
   * @param lastFacts  of the same frame: offset of each startup's last fact
   */
  async of(
    frame: Frame,
    startups: readonly string[],
    lastFacts: ReadonlyMap<string, number>,
  ): Promise<Map<string, StartupKnown>> {
    const seenOf = (startup: string) => `${frame.asOf} ${lastFacts.get(startup) ?? ""}`;
    const missing = startups.filter((startup) => this.#kept.get(startup)?.seen !== seenOf(startup));
    if (missing.length > 0) this.#load(frame, missing, seenOf);
    // Taken at once: while these are waited for, another question may put others in their place, or make them go.
    const asked = startups.map((startup) => [startup, this.#taken(startup)] as const);
    const found = new Map<string, StartupKnown>();
    for (const [startup, known] of asked) found.set(startup, await known);
    this.#shrink();
    return found;
  }

  /** Of a startup that was just looked for; it is now the last to go. */
  #taken(startup: string): Promise<StartupKnown> {
    const kept = this.#kept.get(startup);
    if (!kept) throw new TypeError(`no lines of ${startup}, and they were asked for`);
    this.#kept.delete(startup);
    this.#kept.set(startup, kept);
    return kept.known;
  }

  #load(frame: Frame, startups: readonly string[], seenOf: (startup: string) => string): void {
    const loaded = Promise.all([
      loadLines(this.#warehouse, frame, { startups }),
      loadCorrections(this.#warehouse, frame, startups),
    ]);
    for (const startup of startups) {
      const known = loaded.then(([lines, corrections]) => ({
        sources: lines.get(startup) ?? NOTHING,
        corrections: corrections.get(startup) ?? UNCORRECTED,
      }));
      const kept: Kept = { seen: seenOf(startup), known, cells: 0 };
      this.#kept.set(startup, kept);
      known.then(
        ({ sources }) => {
          for (const { lines: cells } of sources.values()) kept.cells += cells.size;
        },
        () => {
          if (this.#kept.get(startup) === kept) this.#kept.delete(startup);
        },
      );
    }
  }

  #shrink(): void {
    let cells = [...this.#kept.values()].reduce((sum, kept) => sum + kept.cells, 0);
    for (const [startup, kept] of this.#kept) {
      if (cells <= this.#limit) return;
      this.#kept.delete(startup);
      cells -= kept.cells;
    }
  }
}
