// The settings of the kind `csv`: how the file is written, and in which columns the figures, periods and territories stand.
import { z } from "zod";
import { EndpointUrl, Headers, refuse } from "./settings.ts";
import { columnsOf, TableFigure } from "./table-settings.ts";

export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export const QUOTES = ['"', "'", "none"] as const;
/** UTF-16 is left out: e-mail addresses would not be found in its bytes, and so not be redacted. */
export const ENCODINGS = ["utf-8", "windows-1252", "latin1"] as const;

/** How a file is written, as all kinds that read CSV say it. */
export const WRITING = {
  encoding: z.enum(ENCODINGS).default("utf-8").describe("a byte-order mark of UTF-8 is tolerated"),
  delimiter: z.enum(DELIMITERS).optional().describe("left out: the one that shows the mapped columns"),
  quote: z.enum(QUOTES).default('"'),
};

export const CsvSettings = z
  .strictObject({
    url: EndpointUrl,
    headers: Headers,
    ...WRITING,
    header: z.boolean().default(true).describe("whether the first line names the columns; else they are numbers"),
    nulls: z
      .array(z.string())
      .default([""])
      .describe('cells that say "no figure": the empty one, unless you say others'),
    combine: z.literal("sum").optional().describe("rows of one cell are added up, in all figures of this source"),
    figures: z.array(TableFigure).min(1),
  })
  .superRefine((settings, context) => {
    if (settings.header) return;
    const [name] = columnsOf(settings.figures).filter((column) => typeof column === "string");
    if (name === undefined) return;
    const expected = `the place of a column, from 1, instead of "${name}": the file has no header`;
    refuse(context, ["header"], { expected, hint: "write the column's number, or remove header: false" });
  });
export type CsvSettings = z.infer<typeof CsvSettings>;
