// Which past is asked for: a range as people say it, and the span of one question.

/** First and last day, both included, YYYY-MM-DD. */
export interface Span {
  readonly from: string;
  readonly to: string;
}
/** What a person asked for: months, YYYY-MM, both included. */
export interface BackfillRange {
  readonly from: string;
  /** Left out: the last month that is over. */
  readonly to?: string | undefined;
  /** Name of the source; left out: every source that says how its past is asked for. */
  readonly source?: string | undefined;
}
