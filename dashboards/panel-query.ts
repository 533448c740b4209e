// Which panel of a page is asked for as CSV.
import { z } from "zod";

export const PanelQuery = {
  panel: z.string().max(200).optional().describe("id of the panel; left out: the page's main one"),
};
