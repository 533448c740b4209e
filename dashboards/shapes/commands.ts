// What decisions over HTTP say, and what they are told.
import { z } from "zod";
import {
  AnswersWithdrawn,
  FigureAnnotated,
  FigureCorrected,
  HoldReleased,
  ReadingAdopted,
  Reason,
} from "../../schemas/decisions.ts";
import { DOUBT_CODES, Until } from "../../schemas/doubts.ts";
import { EventId, StartupId } from "../../schemas/ids.ts";
import { Reader } from "../../schemas/reader.ts";
import { DoubtId } from "./doubts.ts";

/** The settings of a reader are judged where the kinds of endpoints are known. */
const AskedReader = Reader.extend({
  settings: z.record(z.string(), z.unknown()).describe("mapping, as in a directory file; without secrets"),
});
/** As the fact says it, but that the reader may be left out. */
const AskedReading = ReadingAdopted.extend({
  reader: AskedReader.optional().describe("left out: that of the directory's file today"),
});
export const ProposalBody = z.strictObject({
  startup: StartupId,
  decision: z.discriminatedUnion("what", [
    AnswersWithdrawn,
    HoldReleased,
    AskedReading,
    FigureCorrected,
    FigureAnnotated,
  ]),
  reason: Reason,
});
/** The last day in Paris on which somebody takes care of it; or that the figure is as it should be. */
export const AcknowledgementBody = z.strictObject({ reason: Reason, until: Until });
export const AcknowledgementTold = z.object({
  doubt: DoubtId,
  startup: StartupId,
  code: z.enum(DOUBT_CODES),
  by: z.string().describe("the token's holder"),
  reason: z.string().describe("without e-mail addresses"),
  until: Until,
});
export const ReasonBody = z.strictObject({ reason: Reason });

const word = z.string().nullable().optional().describe("decimal text; null: no figure, said so; left out: no figure");
export const DecisionTold = z.object({
  proposal: EventId.nullable().describe("null after a dry run"),
  startup: StartupId,
  what: z.string(),
  state: z.enum(["proposed", "in force", "declined", "undone", "undo asked", "dry run"]),
  changes: z
    .object({
      count: z.int().nonnegative().describe("figures that would change"),
      first: z.array(
        z.object({
          metric: z.string(),
          level: z.string(),
          code: z.string(),
          dims: z.string(),
          grain: z.string(),
          first: z.string(),
          before: word,
          after: word,
        }),
      ),
    })
    .nullable()
    .describe("of a dry run"),
});
