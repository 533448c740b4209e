// One line of the table of answers that nobody has recorded.
import type { Settings } from "../../schemas/source.ts";

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
