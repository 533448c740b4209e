// What the pages say in English of figures as they were known on another day.
import type { KnownWords } from "./fr-known.ts";

export const known: KnownWords = {
  field: "As known on",
  label: "Figures of another day",
  banner: (day) => `Figures as known on ${day}.`,
  back: "Back to today",
  vintage: (year) =>
    `What was received later is not in them. Territories are still those of the official list of ${year}, even if it was published after that day.`,
};
