// Answers that nobody has recorded yet: of each family of the network's endpoints two to four others, with other keys,
// dates, nesting and numbers, and what each should become. All of them are invented.
import type { Settings } from "../../schemas/source.ts";
import { UNRECORDED_ANCT } from "./unrecorded-anct.ts";
import { UNRECORDED_CONVENTIONS } from "./unrecorded-conventions.ts";
import { UNRECORDED_COUNTERS } from "./unrecorded-counters.ts";
import { UNRECORDED_FILES } from "./unrecorded-files.ts";
import { UNRECORDED_TOOLS } from "./unrecorded-tools.ts";

export interface Unrecorded {
  /** The recorded answer that it is a sibling of, as "A1". */
  readonly family: string;
  /** What is other. */
  readonly about: string;
  readonly kind: string;
  /** Without the URL; `{path}` of it where the kind asks for one. */
  readonly settings: Settings;
  readonly path?: string;
  /** By page, from 0; what is no text or bytes is sent as JSON. */
  readonly pages: readonly unknown[];
  readonly type?: string;
  readonly status?: number;
  /** `metric level code when = value`, the country left out; or the code of a reject or a failure. */
  readonly becomes: readonly string[] | string;
  /** Rows without an identifiable cell. */
  readonly homeless?: number;
  /** Cells in doubt. */
  readonly doubtful?: number;
}

export const UNRECORDED: readonly Unrecorded[] = [
  ...UNRECORDED_ANCT,
  ...UNRECORDED_CONVENTIONS,
  ...UNRECORDED_COUNTERS,
  ...UNRECORDED_FILES,
  ...UNRECORDED_TOOLS,
];
