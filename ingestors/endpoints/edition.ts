// The second edition of the readers: what the first took for figures, or for none, and should not have. Facts name the
// version that reads them for ever, so both are kept; what they read alike is written once.

/** Version of a reader that has both. 2 reads no share as a count, no seconds as milliseconds, no error as an
 * answer, and no number as a set of places. */
export const EDITIONS = [1, 2] as const;
export type Edition = (typeof EDITIONS)[number];
