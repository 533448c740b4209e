// Answers that nobody has recorded yet: of each family of the network's endpoints two to four others, with other keys,
// dates, nesting and numbers, and what each should become. All of them are invented.
import { UNRECORDED_ANCT } from "./unrecorded-anct.ts";
import { UNRECORDED_CHARTS } from "./unrecorded-charts.ts";
import { UNRECORDED_CONVENTIONS } from "./unrecorded-conventions.ts";
import { UNRECORDED_COUNTERS } from "./unrecorded-counters.ts";
import { UNRECORDED_FILES } from "./unrecorded-files.ts";
import type { Unrecorded } from "./unrecorded-line.ts";
import { UNRECORDED_TOOLS } from "./unrecorded-tools.ts";

export const UNRECORDED: readonly Unrecorded[] = [
  ...UNRECORDED_ANCT,
  ...UNRECORDED_CONVENTIONS,
  ...UNRECORDED_COUNTERS,
  ...UNRECORDED_FILES,
  ...UNRECORDED_CHARTS,
  ...UNRECORDED_TOOLS,
];
