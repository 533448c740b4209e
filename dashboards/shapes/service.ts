// A startup as lists show it.
import { z } from "zod";
import { Figure, Freshness, Point } from "../figure.ts";
import { StartupRef } from "./head.ts";
import { Life } from "./life.ts";
import { Milestone } from "./panel.ts";

/** A startup with its headline figures, the main one first. */
export const ServiceModel = StartupRef.extend({
  owner: z.string(),
  life: Life.nullable().describe("what the registry says; null: it does not have the startup"),
  freshness: Freshness,
  figures: z.array(Figure).describe("headline figures, the main one first; empty: none yet"),
  milestones: z.array(Milestone).describe("of those figures: what the startup quoted, recomputed from the cells"),
  before: z
    .array(z.object({ metric: z.string(), point: Point }))
    .describe("ratios among those figures, over the 12 months before theirs"),
  trend: z.array(Point).describe("of the main figure, 12 months; empty: too short, or a cumulative total"),
});
export type ServiceModel = z.infer<typeof ServiceModel>;
