// A figure and a day to ask it for.

export interface Pair {
  readonly startup: string;
  readonly metric: string;
  readonly day: string;
}
