// What a check doubts: a figure, or a source. It changes no figure; it says what was seen, beside what, and who can mend it.
import type { DOUBT_CODES } from "../../schemas/doubts.ts";
import type { ShapeDifference } from "../../schemas/drift.ts";
import type { Unread } from "../../schemas/part-doubt.ts";
import type { Grain } from "../../schemas/period.ts";
import type { Level } from "../../schemas/territory.ts";
import type { Actor } from "../who-acts.ts";

/** `alert`: the figure should not be quoted before somebody looked · `warning`: it may be wrong, or missing. */
export const SEVERITIES = ["alert", "warning"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Every kind of doubt, with its severity and who can mend it unless the source's own state says otherwise. */
export const FINDINGS = {
  "source.late": { severity: "warning", actor: "team" },
  "source.cut": { severity: "alert", actor: "team" },
  "figures.unmoved": { severity: "warning", actor: "team" },
  "shape.drifted": { severity: "alert", actor: "network" },
  "figure.fell": { severity: "warning", actor: "team" },
  "figure.jumped": { severity: "warning", actor: "team" },
  "part.above-whole": { severity: "alert", actor: "team" },
  "population.exceeded": { severity: "alert", actor: "team" },
  "detail.differs": { severity: "warning", actor: "team" },
  "source.conflict": { severity: "warning", actor: "network" },
  "correction.outdated": { severity: "warning", actor: "network" },
  "values.doubtful": { severity: "warning", actor: "team" },
} as const satisfies Record<(typeof DOUBT_CODES)[number], { severity: Severity; actor: Exclude<Actor, "nobody"> }>;
export type FindingCode = keyof typeof FINDINGS;
export const FINDING_CODES = Object.keys(FINDINGS) as [FindingCode, ...FindingCode[]];

/** One doubt about one startup, before it is told. */
export interface Found {
  readonly code: FindingCode;
  /** `null`: not of one source. */
  readonly source: string | null;
  /** `null`: not of one metric. */
  readonly metric: string | null;
  readonly territory: { readonly level: Level; readonly code: string } | null;
  readonly period: { readonly grain: Grain; readonly first: string; readonly last: string } | null;
  /** What was seen, and what it was held against: decimals as text, or a code of what went wrong. */
  readonly seen: string | null;
  readonly against: string | null;
  /** How many figures it is about; the one shown is the worst. */
  readonly count: number;
  /** Milliseconds since 1970: since when it can be known. */
  readonly since: number;
  /** What makes it this doubt and no new one: as long as it is the same, what was said of the doubt holds. */
  readonly evidence: string;
  /** Of an answer that is no longer as the last one that counted. */
  readonly differences?: readonly ShapeDifference[];
  /** Of values that could not be read, or that contradict each other: the first ones. */
  readonly values?: readonly Unread[];
  readonly actor?: Exclude<Actor, "nobody">;
}

/** A doubt with nothing but its code and time; checks add what they have. Its evidence is what was seen, unless they say another. */
export function found(code: FindingCode, since: number, rest: Partial<Omit<Found, "code" | "since">>): Found {
  const none = { source: null, metric: null, territory: null, period: null, seen: null, against: null, count: 1 };
  const evidence = `${rest.seen ?? "none"} ${rest.against ?? "none"}`;
  return { ...none, evidence, ...rest, code, since };
}
