// The small numbers from which a random history makes its decisions.
import fc from "fast-check";
import { weighted } from "./contents.ts";

export type Act = "propose" | "approve" | "own approval" | "decline" | "undo" | "own undoing";
/** How a decision comes to be, or comes to nothing. */
const forms = weighted<readonly Act[]>(
  [9, ["approve"]],
  [14, ["approve", "undo"]],
  [4, ["propose", "approve"]],
  [1, ["propose"]],
  [2, ["decline", "approve"]],
  [1, ["own approval", "approve"]],
  [2, ["approve", "approve", "undo"]],
  [2, ["undo", "approve"]],
  [1, ["approve", "undo", "undo"]],
  [1, ["approve", "own undoing"]],
  [1, ["approve", "undo", "approve"]],
  [1, ["approve", "decline"]],
);
const whats = weighted([7, "withdraw"], [4, "release"], [6, "adopt"], [5, "correct"], [1, "annotate"]);
const targets = weighted(
  [4, "the last"],
  [4, "one that counts"],
  [3, "what waits"],
  [2, "all since one"],
  [1, "what was rejected"],
  [2, "answers that are named"],
  [1, "anything"],
  [1, "another source's"],
  [1, "itself"],
  [1, "what is still to come"],
);
const readings = weighted(
  [5, "tens"],
  [4, "text is null"],
  [2, "as it came"],
  [2, "sums"],
  [2, "no scope"],
  [2, "a predicate"],
  [1, "another world"],
  [1, "closed only"],
  [2, "no such kind"],
  [1, "bad settings"],
  [1, "no such version"],
);
const edges = weighted<number | "none">([5, "none"], [3, 0], [1, -1], [1, 1]);
const places = weighted(
  [8, "stated"],
  [3, "as before"],
  [3, "in conflict, or a sum"],
  [2, "never stated"],
  [1, "malformed"],
  [1, "no such period"],
  [1, "state with a period"],
  [1, "no such metric"],
);
/** Days from the day of the approval. */
const days = weighted<number | "open">([4, "open"], [1, -40], [2, -2], [2, -1], [2, 0], [2, 1], [2, 3]);

export const decisionPlan = fc.record({
  acts: forms,
  what: whats,
  target: targets,
  reading: readings,
  since: edges,
  until: edges,
  place: places,
  from: days,
  to: days,
  value: weighted<string | null>([3, "3"], [1, "0"], [1, "12.5"], [1, "-4"], [2, null]),
  pick: fc.nat(30),
  /** How many steps lie between two of the acts. */
  apart: weighted([2, 0], [4, 1], [3, 2], [1, 4]),
  gap: weighted([3, 0], [4, 60_000], [2, 6 * 3_600_000], [1, 24 * 3_600_000]),
});
export type DecisionPlan = typeof decisionPlan extends fc.Arbitrary<infer T> ? T : never;
/** What it says, without the way in which it comes to be. */
export type Contents = Omit<DecisionPlan, "acts" | "apart" | "gap">;
