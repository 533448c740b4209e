// The ANCT convention ("carte de déploiement"): one row per organisation or commune, its metrics under short keys.
import { defineEndpoint, type Question } from "../../schemas/endpoint.ts";
import type { Reading } from "../../schemas/statement.ts";
import { readAnctCsv } from "./anct-csv.ts";
import { checkedRows, pointersOfRows, refuseMissingKeys, rowsOfList, rowsOfPages, rowsSoFar } from "./anct-pages.ts";
import { locateFigures, readRows } from "./anct-rows.ts";
import { AnctSettings } from "./anct-settings.ts";
import type { Edition } from "./edition.ts";
import { refuseErrorPages } from "./error-body.ts";

export const anct = (edition: Edition) =>
  defineEndpoint<AnctSettings>({
    kind: "anct",
    version: edition,
    settings: AnctSettings,
    ask: (settings) => (isPaged(settings) ? question(settings, 0) : { url: settings.url, headers: settings.headers }),
    next: (settings, pages) => {
      const rows = isPaged(settings) ? rowsSoFar(pages, settings.limit) : undefined;
      return rows === undefined ? undefined : question(settings, rows);
    },
    read: (settings, { pages }) => {
      refuseErrorPages(pages, edition);
      const [page] = pages;
      if (page && settings.csv) return readAnctCsv(settings, settings.csv, page, edition);
      const isList = page !== undefined && settings.form === "list";
      const rows = isList ? rowsOfList(page) : rowsOfPages(pages);
      if (edition >= 2) refuseMissingKeys(settings, rows);
      const pointerOf = isList ? (index: number) => `/${index}` : pointersOfRows(pages);
      const locate: Reading["locate"] = (wanted) => locateFigures(settings, rows, pointerOf, wanted);
      return { ...readRows(settings, rows, edition), locate };
    },
    metrics: ({ metrics }) => Object.values(metrics).map(({ metric }) => metric),
    rowWise: (settings) =>
      isPaged(settings) && settings.combine === undefined
        ? { list: ["results"], read: (rows) => readRows(settings, checkedRows(rows, "edited"), edition) }
        : undefined,
  });

function isPaged({ form }: AnctSettings): boolean {
  return form === undefined || form === "pages";
}

function question({ url, limit, headers }: AnctSettings, offset: number): Question {
  const page = new URL(url);
  page.searchParams.set("limit", String(limit));
  page.searchParams.set("offset", String(offset));
  return { url: page.href, headers };
}
