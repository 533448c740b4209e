// What `releve check` says of an unknown endpoint: the proposed file, why, what it would read, and what it would not.
import { z } from "zod";
import { Declaration } from "./source.ts";

/** `sure`: its own form says so · `likely`: all that was seen agrees · `guess`: a choice among several, to be looked at. */
export const CONFIDENCES = ["sure", "likely", "guess"] as const;
export const Confidence = z.enum(CONFIDENCES);
export type Confidence = z.infer<typeof Confidence>;

/** Words for people: French first. */
export const Said = z.strictObject({ fr: z.string(), en: z.string() });
export type Said = z.infer<typeof Said>;

/** One thing that was found, with what was seen. */
export const Finding = z.strictObject({
  about: z
    .enum(["kind", "rows", "value", "numbers", "period", "territory", "dimension", "filter", "metric", "scope"])
    .describe("which part of the mapping"),
  found: z.string().describe("as the proposal writes it"),
  foundFr: z.string().describe("the same, its words in French"),
  confidence: Confidence,
  evidence: z.string().describe("what was seen, and how many times, in English"),
  evidenceFr: z.string().describe("the same in French"),
});
export type Finding = z.infer<typeof Finding>;

/** What an answer cannot tell: asked in plain words, with what the proposal chose meanwhile. */
export const OpenQuestion = z.strictObject({ ask: Said, chosen: Said });
export type OpenQuestion = z.infer<typeof OpenQuestion>;

/** What is there and is not read. */
export const Refused = z.strictObject({
  what: z.string().describe("where it stands, in English where that is words"),
  whatFr: z.string().describe("the same, its words in French"),
  why: z.string().describe("in English"),
  whyFr: z.string().describe("the same in French"),
});
export type Refused = z.infer<typeof Refused>;

/** A figure that the real reader makes of the real bytes with the proposed settings. */
export const CheckedCell = z.strictObject({
  metric: z.string(),
  level: z.string(),
  code: z.string(),
  grain: z.string().describe("`state`: a figure of the day of the answer"),
  first: z.iso.date().nullable().describe("first day of the period; null of a state"),
  dims: z.record(z.string(), z.string()),
  value: z.string().nullable().describe("canonical decimal; null: no figure, said so"),
});
export type CheckedCell = z.infer<typeof CheckedCell>;

/** As people paste it; whether it is an address that may be asked is told in the reply. */
export const WebAddress = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/\S+$/, "an address that begins with https://");

/** An address to be asked, or an answer at hand: then nothing is asked. */
export const CheckRequest = z.union([
  z.strictObject({ url: WebAddress.describe("https address of figures") }),
  z.strictObject({
    body: z.string().min(1).describe("an answer, as text"),
    contentType: z.string().max(200).default("").describe("of the answer, as it came"),
    url: WebAddress.optional().describe("where it came from"),
  }),
]);
export type CheckRequest = z.infer<typeof CheckRequest>;

export const CheckReply = z.strictObject({
  address: z.string().describe("what was looked at, without what may be secret; empty: an answer of no address"),
  outcome: z.enum(["readable", "unreadable"]).describe("readable: the proposal reads at least one figure"),
  found: z.array(Finding),
  questions: z.array(OpenQuestion),
  refused: z.array(Refused),
  reason: Said.nullable().describe("why nothing can be read, in plain words; null when something can"),
  askTeam: Said.nullable().describe("what to ask the service's team for; null when nothing is missing"),
  proposal: Declaration.nullable().describe(
    "a directory file, ready to be kept; null when there is nothing to propose",
  ),
  cells: z.array(CheckedCell).describe("the first of them"),
  cellCount: z.int().nonnegative(),
});
export type CheckReply = z.infer<typeof CheckReply>;
/** `POST /api/v1/check`: what is wrong with an address is in the reply, never thrown. */
export type CheckPort = (request: CheckRequest, options?: CheckNames) => Promise<CheckReply>;
/** Of the startup, where it is known: they stand in the proposal. */
export interface CheckNames {
  readonly startup?: string;
  readonly name?: string;
}
