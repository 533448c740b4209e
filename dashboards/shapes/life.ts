// What the network's registry says of a startup, as lists show it.
import { z } from "zod";
import { Origin } from "../../schemas/registry.ts";

const Day = z.iso.date();

export const IncubatorRef = z.object({
  id: z.string(),
  title: z.string().describe("its id when the registry publishes no title"),
  published: z.boolean().describe("false: the registry names it nowhere but in its startups, or without a title"),
});
export type IncubatorRef = z.infer<typeof IncubatorRef>;

export const Life = z.object({
  origin: Origin.describe("read from the registry, or registered beside it"),
  phase: z.string().nullable().describe("on the day, by dates, in the registry's spelling; null: none has begun"),
  since: Day.nullable().describe("first day of that phase"),
  active: z.boolean().describe("counts in the network's totals"),
  present: z.boolean().describe("the registry has it on the day"),
  incubator: IncubatorRef.nullable().describe("the one that counts it"),
  statsUrl: z.string().nullable().describe("its page of figures for people; null: none is published"),
});
export type Life = z.infer<typeof Life>;
