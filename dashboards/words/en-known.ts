// What the pages say in English of figures as they were known on another day.
import type { KnownWords } from "./fr-known.ts";

export const known: KnownWords = {
  field: "As known on",
  label: "Figures of another day",
  banner: (day) => `Figures as known on ${day}.`,
  back: "Back to today",
  link: "Permanent link to this page as it is",
  lists: (counted, then) =>
    counted === then
      ? `What was received later is not in them. Territories are still those of the official list of ${counted}, even if it was published after that day.`
      : `What was received later is not in them. On that day the official list of communes of ${then} was in use; the figures are counted with that of ${counted}.`,
};
