// The reports as an RSS 2.0 feed: one entry a week, its sentence as the title. Pure.

import { weekNumber } from "../../schemas/week.ts";
import { escaped } from "../escape.ts";
import type { Lang } from "../format.ts";
import type { ReportsModel } from "../shapes/report.ts";
import { telling } from "./telling.ts";

const ENTRIES = 53;

/** @param base  public address of the pages, without a final slash */
export function feedOf({ reports }: ReportsModel, lang: Lang, base: string): string {
  const { words, format, common } = telling(lang);
  const home = `${base}${lang === "en" ? "/en" : ""}/rapports`;
  const items = reports.slice(0, ENTRIES).map(({ week, slug, first, last, sentence, published }) => {
    const kicker = words.kicker(weekNumber({ id: week }), format.longDate(first), format.longDate(last));
    return `<item><title>${escaped(sentence[lang])}</title><link>${escaped(home)}/${slug}</link><guid isPermaLink="true">${escaped(home)}/${slug}</guid><pubDate>${new Date(published).toUTCString()}</pubDate><description>${escaped(kicker)}</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escaped(`${common.site} — ${words.list}`)}</title><link>${escaped(home)}</link><atom:link href="${escaped(home)}.xml" rel="self" type="application/rss+xml"/><description>${escaped(words.listText)}</description><language>${lang}</language>
${items.join("\n")}
</channel></rss>
`;
}
