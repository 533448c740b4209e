// What came of all lives and scenarios, told as they end; the last line says whether anything was lost.
import { tell } from "../support/tell.ts";
import { type Differences, isClean } from "./compare.ts";
import type { Led } from "./plan.ts";
import type { Outcome } from "./run.ts";
import type { Played } from "./scenarios/scenario.ts";

/** Differences of one life that are told one by one. */
const SHOWN = 12;

export class Tally {
  readonly #recoveries: number[] = [];
  readonly #points = new Set<string>();
  readonly #sums = { lost: 0, doubled: 0, wrong: 0 };
  readonly #flags: string;
  #runs = 0;
  #facts = 0;
  #scenarios = 0;
  #unfired = 0;
  #failed = 0;
  #skipped = 0;

  /** @param flags  of the command line, that draw the same plan again */
  constructor(flags: string) {
    this.#flags = flags;
  }

  add(life: Led, outcome: Outcome | Error): void {
    this.#runs += life.points.length;
    for (const point of life.points) this.#points.add(point);
    const where = `${this.#flags} --log ${life.log} --life ${life.number}  (${life.points.join(" → ")})`;
    if (outcome instanceof Error) {
      this.#fail(where, outcome);
      return;
    }
    for (const { point, fired, recoveryMs } of outcome.deaths) {
      if (fired) this.#recoveries.push(recoveryMs);
      else {
        this.#unfired += 1;
        tell(`NOT FIRED  ${point}: ${where}`);
      }
    }
    this.#facts += outcome.facts;
    this.#compare(where, outcome.differences);
    const seconds = outcome.deaths.map(({ recoveryMs }) => (recoveryMs / 1000).toFixed(1)).join(" ");
    if (isClean(outcome.differences)) tell(`well  ${where}: ${outcome.facts} facts, recovered in ${seconds} s`);
  }

  play(name: string, played: Played | Error, elapsedMs: number): void {
    const where = `scenario ${name}`;
    if (played instanceof Error) {
      this.#fail(where, played);
      return;
    }
    if ("skipped" in played) {
      this.skip(where, played.skipped);
      return;
    }
    this.#scenarios += 1;
    this.#compare(where, played.differences);
    if (isClean(played.differences)) tell(`well  ${where}: ${played.proof} (${(elapsedMs / 1000).toFixed(1)} s)`);
  }

  /** What could not be done here; told aloud, and counted in the last line. */
  skip(what: string, why: string): void {
    this.#skipped += 1;
    tell(`SKIPPED  ${what}: ${why}`);
  }

  isGood(): boolean {
    const { lost, doubled, wrong } = this.#sums;
    return lost + doubled + wrong + this.#unfired + this.#failed === 0 && this.#runs + this.#scenarios > 0;
  }

  lastLine(): string {
    const { lost, doubled, wrong } = this.#sums;
    const fired = this.#unfired === 0 ? "every fault fired" : `${this.#unfired} faults did not fire`;
    const scenarios = this.#scenarios > 0 ? ` and ${this.#scenarios} scenarios` : "";
    const more = [
      this.#failed > 0 ? `${this.#failed} could not go on` : "",
      this.#skipped > 0 ? `${this.#skipped} skipped` : "",
    ].filter(Boolean);
    const recovery =
      this.#recoveries.length > 0 ? `; recovery p95 ${(percentile(this.#recoveries, 95) / 1000).toFixed(1)} s` : "";
    const counts = [`${lost} lost`, `${doubled} doubled`, `${wrong} wrong cells`, ...more].join(", ");
    return `chaos: ${this.#runs} runs, ${this.#points.size} points${scenarios}, ${this.#facts} facts, ${fired}: ${counts}${recovery}`;
  }

  #compare(where: string, { lost, doubled, wrong }: Differences): void {
    this.#sums.lost += lost.length;
    this.#sums.doubled += doubled.length;
    this.#sums.wrong += wrong.length;
    const all = [
      ...lost.map((one) => `lost     ${one}`),
      ...doubled.map((one) => `doubled  ${one}`),
      ...wrong.map((one) => `wrong    ${one}`),
    ];
    if (all.length > 0) tell([`DIFFERENT  ${where}`, ...all.slice(0, SHOWN).map((one) => `  ${one}`)].join("\n"));
  }

  #fail(where: string, { message }: Error): void {
    this.#failed += 1;
    tell(`FAILED  ${where}\n  ${message.split("\n").slice(0, SHOWN).join("\n  ")}`);
  }
}

/** By nearest rank. */
export function percentile(of: readonly number[], percent: number): number {
  const sorted = [...of].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}
