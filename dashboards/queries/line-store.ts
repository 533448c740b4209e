// Keeps the lines of startups in memory for as long as the log says nothing new of them.
import type { CanQuery } from "../../schemas/ports.ts";
import type { Frame } from "./frame.ts";
import { loadLines, type SourceLines } from "./lines.ts";

/** By source. */
export type StartupLines = ReadonlyMap<string, SourceLines>;
interface Kept {
  /** Up to which fact of the startup the frame shows. */
  readonly seen: string;
  readonly lines: Promise<StartupLines>;
  /** Cells, once loaded. */
  cells: number;
}
const NOTHING: StartupLines = new Map();

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
   * The lines of some startups, as a frame sees them; a startup that never stated anything has none.
   * @param lastFacts  of the same frame: offset of each startup's last fact
   */
  async of(
    frame: Frame,
    startups: readonly string[],
    lastFacts: ReadonlyMap<string, number>,
  ): Promise<Map<string, StartupLines>> {
    const seenOf = (startup: string) => `${frame.asOf} ${lastFacts.get(startup) ?? ""}`;
    const missing = startups.filter((startup) => this.#kept.get(startup)?.seen !== seenOf(startup));
    if (missing.length > 0) this.#load(frame, missing, seenOf);
    const found = new Map<string, StartupLines>();
    for (const startup of startups) {
      const kept = this.#kept.get(startup);
      if (!kept) continue;
      this.#kept.delete(startup);
      this.#kept.set(startup, kept);
      found.set(startup, await kept.lines);
    }
    this.#shrink();
    return found;
  }

  #load(frame: Frame, startups: readonly string[], seenOf: (startup: string) => string): void {
    const loaded = loadLines(this.#warehouse, frame, { startups });
    for (const startup of startups) {
      const lines = loaded.then((all) => all.get(startup) ?? NOTHING);
      const kept: Kept = { seen: seenOf(startup), lines, cells: 0 };
      this.#kept.set(startup, kept);
      lines.then(
        (own) => {
          for (const { lines: cells } of own.values()) kept.cells += cells.size;
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
