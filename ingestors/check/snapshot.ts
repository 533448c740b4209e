// A list of labels that all have one and the same date: the day on which the list was made, it may be. Its states are read
// without it; what happened in a period that nobody tells is left out.
import type { Said } from "../../schemas/check.ts";
import type { At, NumberRole, RowSet } from "./column.ts";
import { quoted } from "./french.ts";
import type { Known, WordRole } from "./known.ts";
import { labelled, type Surroundings } from "./pick.ts";
import type { Left } from "./told.ts";
import { NAMED } from "./words.ts";

export interface Labels {
  readonly labels: ReturnType<typeof labelled>;
  /** Of these labels. */
  readonly date: Surroundings["date"];
  readonly left: readonly Left[];
  /** The labels that are left. */
  readonly flows: readonly string[];
}

export function labelsOf(
  set: RowSet,
  words: readonly Known<WordRole>[],
  numbers: readonly Known<NumberRole>[],
  around: Surroundings,
): Labels {
  const { date } = around;
  const labels = labelled(set, words, numbers, around);
  const isLone = date !== undefined && !date.role.sure && new Set(date.field.values).size === 1 && set.count > 1;
  const states = isLone ? labelled(set, words, numbers, { ...around, date: undefined }) : undefined;
  const counts = states?.labels.filter((label) => isCount(label, set, states.at)) ?? [];
  if (!states || counts.length === 0) return { labels, date, left: [], flows: [] };
  const flows = (labels?.labels ?? []).filter((label) => !states.labels.includes(label));
  const left = flows.map((label) => ({ what: { fr: quoted(label), en: `"${label}"` }, why: ONE_DATE }));
  return { labels: { ...states, labels: counts }, date: undefined, left, flows };
}

/** Neither a share, by its own words or the unit beside it, nor a duration. */
function isCount(label: string, { fields }: RowSet, at: At): boolean {
  if (NAMED.share.test(label) || NAMED.duration.test(label)) return false;
  const rows = fields.find((field) => field.at === at)?.values ?? [];
  return !fields.some(({ values }) => values.some((value, row) => rows[row] === label && value === "%"));
}
const ONE_DATE: Said = {
  fr: "toutes les lignes ont la même date : est-ce ce qui s’est passé ce jour-là, ou le total à cette date ? demandez-le à l’équipe, puis choisissez la durée de la période",
  en: "all rows have one date: is it what happened on that day, or the total by then? ask the team, and choose the grain of the period",
};
