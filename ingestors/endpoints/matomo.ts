// Reports of Matomo (its Reporting API): an object keyed by period, each a number, an object of numbers, or a list of labels.
import { type Answer, defineEndpoint } from "../../schemas/endpoint.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { pointerOf } from "../../schemas/json-pointer.ts";
import { dayOf, periodFrom } from "../../schemas/period.ts";
import { canonicalDims, type Located, type Reading } from "../../schemas/statement.ts";
import { type Dated, datesOf } from "./date-forms.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { isObject, shorten, told } from "./json-value.ts";
import { type MatomoFigure, MatomoSettings } from "./matomo-settings.ts";
import { readFigure } from "./numbers.ts";
import { type PlacedRow, readingOf } from "./placed-rows.ts";
import { isRunning, mappedScope, writtenCode } from "./rows.ts";
import { FORM } from "./settings.ts";

export const matomo = (edition: Edition) =>
  defineEndpoint<MatomoSettings>({
    kind: "matomo",
    version: edition,
    settings: MatomoSettings,
    ask: (settings) => {
      const { token, headers } = settings;
      const url = reportUrl(settings).href;
      if (token === undefined) return { url, headers };
      return { url, method: "POST", headers: { ...headers, "content-type": FORM }, body: `token_auth=${token}` };
    },
    next: () => undefined,
    read: (settings, { pages, moment }) => {
      const dated = pages.flatMap((page) => periodsOf(page, settings, edition));
      const rows = settings.figures.flatMap((figure) =>
        dated.flatMap((one) => rowOf(settings, figure, one, moment, edition)),
      );
      return { ...readingOf(rows), scope: scopeOf(settings) } satisfies Reading;
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

function reportUrl({ url, site, method, period, last, range, segment }: MatomoSettings): URL {
  const asked = new URL(url);
  if (!asked.pathname.endsWith(".php")) asked.pathname = `${asked.pathname.replace(/\/$/, "")}/index.php`;
  const report = { module: "API", format: "JSON", method, idSite: String(site), period, date: range ?? `last${last}` };
  const plain = { format_metrics: "0", filter_limit: "-1", expanded: "1" };
  for (const [name, value] of Object.entries({ ...report, ...plain })) asked.searchParams.set(name, value);
  if (segment !== undefined) asked.searchParams.set("segment", segment);
  return asked;
}

/** An error comes with status 200; it is told in Matomo's own words. */
function periodsOf(page: Answer["pages"][number], { period }: MatomoSettings, edition: Edition): Dated[] {
  const body = parseAnswer(page, edition);
  if (Array.isArray(body) && body.length === 0) return []; // no period at all: PHP's empty object
  if (!isObject(body)) throw shape(`found ${told(body)}, expected an object keyed by period`, "");
  const { result, message } = body;
  if (result === "error") {
    const hint = "open the report in Matomo: is its site public, or does it need a token?";
    throw shape(`Matomo says an error: ${typeof message === "string" ? message.slice(0, 300) : "no reason"}`, "", hint);
  }
  const entries = Object.entries(body).map(([date, value]) => ({ date, value }));
  const at = (index: number) => pointerOf([entries[index]?.date ?? ""]);
  return datesOf(
    entries,
    { grain: period, isAlike: edition >= 2 },
    { list: "", entry: at, date: at },
    'compare with docs/endpoints/matomo.md; is "period" what the report is by?',
  );
}

function rowOf(
  settings: MatomoSettings,
  figure: MatomoFigure,
  { day, value, pointer }: Dated,
  moment: number,
  edition: Edition,
): PlacedRow[] {
  const { period: grain, running } = settings;
  const named = day === undefined ? undefined : periodFrom(grain, day);
  const period = named && named.first <= dayOf(moment) ? named : undefined; // nothing was measured of a period to come
  if (period && running === "leave-out" && isRunning(period, moment)) return [];
  const said = saidOf(figure, value, pointer);
  if (said === undefined) return [];
  const { metric, territory, dims, numbers } = figure;
  const code = writtenCode(territory.level, territory.code);
  const read = isNone(value) ? null : readFigure(said.value, numbers, edition);
  return [{ row: { metric, level: territory.level, code, dims: canonicalDims(dims), period, value: read }, at: said }];
}

/** An empty list is how Matomo says that it has no figure of a period: that is not 0. */
function isNone(found: unknown): boolean {
  return Array.isArray(found) && found.length === 0;
}

/**
 * What a period says, and where.
 * @returns `undefined`: a label that a period's list does not have. Matomo leaves out what did not happen, and says no 0.
 */
function saidOf({ label, value }: MatomoFigure, found: unknown, pointer: string): Located | undefined {
  if (isNone(found)) return { pointer, value: found };
  if (label === undefined) {
    if (Array.isArray(found))
      throw shape("found a list of labels, expected numbers", pointer, 'add "label" to the figure');
    return value === undefined ? { pointer, value: found } : numberIn({ pointer, value: found }, value);
  }
  const row = rowUnder([label].flat(), { pointer, value: found });
  return row && numberIn(row, value ?? "");
}

function numberIn({ pointer, value }: Located, name: string): Located {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return { pointer: pointer + pointerOf([name]), value: found };
}

/** Through the subtables, by labels; some releases send them encoded as in a URL. */
function rowUnder([label, ...deeper]: readonly string[], { pointer, value: list }: Located): Located | undefined {
  if (!Array.isArray(list)) throw shape(`found ${shorten(list)}, expected a list of labels`, pointer, 'remove "label"');
  const index = list.findIndex((one) => isObject(one) && isSame(one.label, label ?? ""));
  if (index === -1) return undefined;
  const row = { pointer: `${pointer}/${index}`, value: list[index] };
  if (deeper.length === 0) return row;
  return rowUnder(deeper, { pointer: `${row.pointer}/subtable`, value: row.value.subtable ?? [] });
}

function isSame(found: unknown, label: string): boolean {
  if (typeof found !== "string" || found === label) return found === label;
  try {
    return decodeURIComponent(found) === label;
  } catch (error) {
    if (error instanceof URIError) return false; // a percent sign that encodes nothing
    throw error;
  }
}

function scopeOf({ figures }: MatomoSettings) {
  return mappedScope(
    figures.map(({ metric, territory: { level, code }, dims }) => ({
      metric,
      levels: [level],
      dims: Object.keys(dims),
      code: writtenCode(level, code),
    })),
  );
}

function shape(detail: string, pointer: string, hint = "compare with docs/endpoints/matomo.md"): AnswerError {
  return new AnswerError("answer.shape", detail, { pointer, hint });
}
