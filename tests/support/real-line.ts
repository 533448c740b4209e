// One line of the table of recorded answers.
import type { Settings } from "../../schemas/source.ts";

/** One way to read one file. */
export interface RealLine {
  readonly file: string;
  readonly kind: string;
  readonly settings: Settings;
  /** Path of the question, where the kind asks for a certain one. */
  readonly path?: string;
  /** With which the file is served; 200 when left out. */
  readonly status?: number;
  readonly expect:
    | { readonly code: string }
    | {
        readonly cells: number;
        /** Rows without an identifiable cell; none when left out. */
        readonly homeless?: number;
        /** The first cell, without its value… */
        readonly first?: string;
        /** …which stands there in the file: keys of the JSON document, or line and cell of the CSV file. */
        readonly at?: readonly (string | number)[];
      };
}
