// What the rows of the table `generations` say of each: which is live, and what becomes of the others.
import { ReleveError } from "../../schemas/errors.ts";

/** `rebuild`: to go live when it is full. `comparison`: to be looked at and dropped. */
export type Purpose = "rebuild" | "comparison";
/** `left`: whoever filled it ended, and it is not live: the next one need not wait for signs of life. */
export type State = "filling" | "left" | "live" | "dropped";
export type Row = readonly [number: number, state: State, purpose: Purpose, keepDays: number, seconds: number];

/** A generation that is there and is not live. */
export interface OtherGeneration {
  readonly number: number;
  readonly database: string;
  /** `half`: being filled, or left half full. `old`: it was live. */
  readonly state: "half" | "old";
  readonly purpose: Purpose;
  /** Of a half one: seconds since whoever fills it was last seen. */
  readonly silentFor: number;
  /** Of a half one: somebody fills it, this process or another. */
  readonly isFilled: boolean;
  /** Of an old one: it may be dropped. */
  readonly isDue: boolean;
}
export interface Filling {
  /** Other processes may fill generations too: who was seen lately does. */
  readonly isShared: boolean;
  readonly isFilledHere: (number: number) => boolean;
}

/** Whoever fills a generation and was not seen for this long is no more: six times as long as between two signs of life. */
const SILENT_SECONDS = 30;
/** Requests that began on the old generation end on it: it stays this long, whatever was asked. */
const LEAST_SECONDS = 60;

/** The highest that went live; the base database when none did. */
export function liveOf(rows: readonly Row[]): number {
  return Math.max(0, ...rows.flatMap(([number, state]) => (state === "live" ? [number] : [])));
}

/** All but the live one, by number. */
export function othersOf(
  rows: readonly Row[],
  { isShared, isFilledHere }: Filling,
): Omit<OtherGeneration, "database">[] {
  const live = liveOf(rows);
  const of = (number: number, state: State) => rows.find((row) => row[0] === number && row[1] === state);
  const numbers = new Set([0, ...rows.map(([number]) => number)]);
  const found = [...numbers]
    .sort((a, b) => a - b)
    .map((number): Omit<OtherGeneration, "database"> | undefined => {
      if (number === live || of(number, "dropped")) return undefined;
      const filling = of(number, "filling");
      if (number > 0 && !of(number, "live")) {
        const [, , purpose = "rebuild", , silentFor = 0] = filling ?? [];
        const [, , , , leftFor = Infinity] = of(number, "left") ?? [];
        const isSeen = silentFor < SILENT_SECONDS && silentFor < leftFor;
        const isFilled = isFilledHere(number) || (isShared && isSeen);
        return { number, state: "half", purpose, silentFor: Math.floor(silentFor), isFilled, isDue: false };
      }
      const next = rows.find((row) => row[0] > number && row[1] === "live");
      const [, , , keepDays = 0, seconds = 0] = next ?? [];
      const isDue = next !== undefined && seconds > Math.max(LEAST_SECONDS, keepDays * 86_400);
      return { number, state: "old", purpose: "rebuild", silentFor: 0, isFilled: false, isDue };
    });
  return found.filter((one) => one !== undefined);
}

/** What to say when a second rebuild is asked for while one fills. */
export function rebuildUnderWay({ number, silentFor }: OtherGeneration): ReleveError {
  return new ReleveError(
    "RELEVE_USAGE",
    `another rebuild fills generation ${number}; it was seen ${silentFor} s ago`,
    "let it end, or end it with Ctrl-C; a new one goes on from where it stopped",
  );
}
