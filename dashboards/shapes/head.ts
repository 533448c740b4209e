// What every model begins with, and how it names a startup. Models are plain JSON: decimals as text, instants ISO.
import { z } from "zod";

const Day = z.iso.date();
const Instant = z.iso.datetime();

/** Said once for the whole page. */
export const Head = z.object({
  demo: z.boolean().describe("the data is simulated"),
  day: Day.describe("the day that the figures speak of"),
  first: Day.describe("first day that can be asked for"),
  last: Day.describe("last day that can be asked for"),
  known: Instant.nullable().describe("when the last fact was recorded; null: none"),
  vintage: z.string().describe("year of the official list of communes that was in use then"),
  countedWith: z
    .string()
    .describe("year of the list that the figures are counted with: this release's, whatever was in use then"),
});
export type Head = z.infer<typeof Head>;

export const StartupRef = z.object({ id: z.string(), name: z.string() });
export type StartupRef = z.infer<typeof StartupRef>;
