// Writes log lines and counts them, both from the closed list in schemas/signals.ts.
import { pino } from "pino";
import { SIGNALS, type Signal, type SignalFields } from "../schemas/signals.ts";

/** The fields that are written; anything else that comes along is dropped, so no secret slips in with an object. */
const FIELDS: Readonly<Record<keyof SignalFields, true>> = {
  startup: true,
  source: true,
  kind: true,
  event: true,
  topic: true,
  partition: true,
  partitions: true,
  offset: true,
  from: true,
  to: true,
  rows: true,
  cells: true,
  rejects: true,
  held: true,
  elapsedMs: true,
  bodyBytes: true,
  status: true,
  code: true,
  detail: true,
  port: true,
  version: true,
  generation: true,
};
const FIELD_NAMES = Object.keys(FIELDS) as (keyof SignalFields)[];

export interface SignalsOptions {
  readonly level: "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  /** Default `stdout`; commands whose output is for people or pipes take `stderr`. */
  readonly destination?: "stdout" | "stderr" | { write(line: string): void };
}
export interface Signals {
  readonly signal: Signal;
  /** Counter → how often, 0 included, since the start; whatever the level. */
  counts(): Record<string, number>;
}

/** Lines are JSON, one a signal, written before the call returns: the last words of a process are not lost. */
export function openSignals({ level, destination = "stdout" }: SignalsOptions): Signals {
  const stream =
    typeof destination === "string"
      ? pino.destination({ dest: destination === "stdout" ? 1 : 2, sync: true })
      : destination;
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const counters = new Map<string, number>(Object.values(SIGNALS).map(({ counter }) => [counter, 0]));
  return {
    signal(name, fields = {}) {
      const { level: at, counter } = SIGNALS[name];
      counters.set(counter, (counters.get(counter) ?? 0) + 1);
      logger[at](allowed(fields), name);
    },
    counts: () => Object.fromEntries(counters),
  };
}

function allowed(fields: SignalFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of FIELD_NAMES) {
    const value: unknown = fields[name];
    const isPlain = typeof value === "string" || typeof value === "number" || Array.isArray(value);
    if (isPlain) kept[name] = value;
  }
  return kept;
}
