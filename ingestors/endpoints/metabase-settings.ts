// The settings of the kind `metabase`: the address of a public card, and in which of its columns the figures stand.
import { z } from "zod";
import { EndpointUrl, Headers, refuse } from "./settings.ts";
import { TableFigure } from "./table-settings.ts";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const QUESTION = new RegExp(`/public/question/(${UUID})/?$`, "i");
const CARD = new RegExp(`/api/public/card/${UUID}/query(?:/json)?/?$`, "i");
const DASHCARD = new RegExp(`/api/public/dashboard/${UUID}/dashcard/\\d+/card/\\d+/?$`, "i");

/** Whether an address is that of a card or a question, for people or for programs. */
export function isCardAddress({ pathname }: Pick<URL, "pathname">): boolean {
  return [QUESTION, CARD, DASHCARD].some((form) => form.test(pathname));
}

const CardUrl = EndpointUrl.superRefine((text, context) => {
  if (!URL.canParse(text)) return;
  if (isCardAddress(new URL(text))) return;
  refuse(context, [], {
    expected:
      "…/public/question/<uuid>, …/api/public/card/<uuid>/query/json or …/dashboard/<uuid>/dashcard/<n>/card/<m>",
    hint: "a dashboard's page has several cards: docs/endpoints/metabase.md tells how to find a card's own address",
  });
});

export const MetabaseSettings = z.strictObject({
  url: CardUrl,
  headers: Headers,
  formatted: z
    .boolean()
    .default(false)
    .describe("asks for values as the instance writes them, for old releases; else for plain numbers and dates"),
  combine: z.literal("sum").optional().describe("rows of one cell are added up, in all figures of this source"),
  figures: z.array(TableFigure).min(1),
});
export type MetabaseSettings = z.infer<typeof MetabaseSettings>;

/** The address that answers with data: of a page for people, that of its card. */
export function dataUrl({ url, formatted }: Pick<MetabaseSettings, "url" | "formatted">): string {
  const asked = new URL(url);
  asked.pathname = asked.pathname.replace(QUESTION, "/api/public/card/$1/query/json");
  if (!formatted) asked.searchParams.set("format_rows", "false");
  return asked.href;
}
