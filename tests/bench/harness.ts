// Contestants stand side by side: each round runs all of them in turn, so that a slow minute slows all. A ratio is
// told when rounds agree and the machine was ours; else the reason why not.
import { cpus, loadavg } from "node:os";

/** How a bench was asked for. */
export interface Terms {
  readonly rounds: number;
  /** Ratios are printed whatever the load and the spread, marked as such. */
  readonly loaded: boolean;
  readonly say: (line: string) => void;
}
export interface Contestant {
  readonly name: string;
  /** Does the work once and returns its milliseconds; what it needs before is not in them. Throws when it did it wrong. */
  run(round: number): Promise<number>;
}
export interface Question {
  readonly name: string;
  /** What is counted, in the plural. */
  readonly unit: string;
  /** Units of one run. */
  readonly units: number;
  /** The last is the floor: what every other one is divided by. */
  readonly contestants: readonly Contestant[];
  /** Least ratio that is a goal, by contestant. */
  readonly goals?: Readonly<Record<string, number>>;
}
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}
export interface Answer {
  readonly name: string;
  readonly unit: string;
  /** Units per second, and CPU seconds of this process per million units. */
  readonly rates: Readonly<Record<string, Spread & { readonly cpu: number }>>;
  readonly floor: string;
  /** A contestant's rate over the floor's, round by round; or why it is not told. */
  readonly ratios: Readonly<Record<string, (Spread & { readonly goal?: number; readonly loaded?: true }) | string>>;
}

const MOST_SPREAD = 0.25;
const CORES = cpus().length;
/** Before the bench itself works. */
const LOAD_BEFORE = loadavg()[0] ?? 0;

export function machine(): string {
  return `${CORES} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.versions.node}, load ${LOAD_BEFORE.toFixed(1)} before`;
}

/** Runs all contestants in turn, one round uncounted first. */
export async function measure(question: Question, terms: Terms): Promise<Answer> {
  const { name, unit, units, contestants, goals = {} } = question;
  const times = new Map<string, number[]>(contestants.map((one) => [one.name, []]));
  const used = new Map<string, number[]>(contestants.map((one) => [one.name, []]));
  for (let round = -1; round < terms.rounds; round += 1)
    for (const contestant of contestants) {
      const before = process.cpuUsage();
      const ms = await contestant.run(round);
      const cpu = process.cpuUsage(before);
      if (round < 0) continue;
      times.get(contestant.name)?.push(ms);
      used.get(contestant.name)?.push((cpu.user + cpu.system) / units);
    }
  const floor = contestants.at(-1)?.name ?? "";
  const least = times.get(floor) ?? [];
  const rates = Object.fromEntries(
    contestants.map((one) => {
      const rate = spreadOf((times.get(one.name) ?? []).map((ms) => (units / ms) * 1000));
      return [one.name, { ...rate, cpu: spreadOf(used.get(one.name) ?? []).median }];
    }),
  );
  const ratios = Object.fromEntries(
    contestants.slice(0, -1).map((one) => {
      const mine = times.get(one.name) ?? [];
      return [one.name, verdict(spreadOf(mine.map((ms, at) => (least[at] ?? 0) / ms)), goals[one.name], terms)];
    }),
  );
  const answer = { name, unit, rates, floor, ratios };
  tell(answer, terms);
  return answer;
}

function verdict(ratio: Spread, goal: number | undefined, { loaded }: Terms): Answer["ratios"][string] {
  const told = { ...ratio, ...(goal !== undefined && { goal }) };
  if (loaded) return { ...told, loaded: true };
  if (LOAD_BEFORE > CORES) return `not told: load ${LOAD_BEFORE.toFixed(1)} on ${CORES} cores before the bench began`;
  const spread = (ratio.max - ratio.min) / ratio.median;
  if (spread > MOST_SPREAD) return `not told: rounds differ by ${Math.round(spread * 100)} %, more than 25 %`;
  return told;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [middle, before] = [sorted[sorted.length >> 1] ?? 0, sorted[(sorted.length - 1) >> 1] ?? 0];
  return { median: (middle + before) / 2, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}

function tell({ name, unit, rates, ratios }: Answer, { say, rounds }: Terms): void {
  say(`${name} (${rounds} rounds; median, min–max)`);
  for (const [contestant, { median, min, max, cpu }] of Object.entries(rates)) {
    const ratio = ratios[contestant];
    const beside = ratio === undefined ? "   the floor" : `   ${ratioText(ratio)}`;
    const rate = `${whole(median)} ${unit}/s (${whole(min)}–${whole(max)})`;
    say(`  ${contestant.padEnd(46)} ${rate.padEnd(48)} ${cpu.toFixed(2).padStart(6)} CPU s/million${beside}`);
  }
}

export function ratioText(ratio: Answer["ratios"][string]): string {
  if (typeof ratio === "string") return `ratio ${ratio}`;
  const { median, min, max, goal, loaded } = ratio;
  const digits = median < 10 ? 2 : 0;
  const text = `ratio ${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
  const aim = goal === undefined ? "" : ` goal ${goal}: ${median >= goal ? "reached" : "not reached"}`;
  return text + aim + (loaded ? ", on a loaded machine" : "");
}

const whole = (rate: number) => Math.round(rate).toLocaleString("en").replaceAll(",", " ");

/** Milliseconds that work takes. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
