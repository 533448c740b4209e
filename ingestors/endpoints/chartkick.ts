// Charts as Chartkick draws them: one list of dates and values, or several, each under a name.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import type { Reading } from "../../schemas/statement.ts";
import { type Pair, type Series, seriesOf } from "./chartkick-series.ts";
import { type ChartkickFigure, ChartkickSettings } from "./chartkick-settings.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
import { type PlacedRow, readingOf } from "./placed-rows.ts";
import { constant, mappedScope, refuseStrayDates, rowReader, writtenCode } from "./rows.ts";

export const chartkick = (edition: Edition) =>
  defineEndpoint<ChartkickSettings>({
    kind: "chartkick",
    version: edition,
    settings: ChartkickSettings,
    ask: ({ url, headers }) => ({ url, headers }),
    next: () => undefined,
    read: (settings, { pages, moment }) => {
      const charts = pages.map((page) => seriesOf(parseAnswer(page, edition)));
      const found = charts.flatMap((chart) =>
        settings.figures.flatMap((figure) => {
          const own = chart.chosen(figure).flatMap((series) => rowsOf(settings, figure, series, { moment, edition }));
          const rows = own.map(({ row }) => row);
          refuseStrayDates(rows, { metric: figure.metric, period: settings, edition }, figure.series ?? "");
          return own;
        }),
      );
      return { ...readingOf(found), scope: scopeOf(settings) } satisfies Reading;
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

function rowsOf(
  settings: ChartkickSettings,
  figure: ChartkickFigure,
  { name, pairs }: Series,
  { moment, edition }: { readonly moment: number; readonly edition: Edition },
): PlacedRow[] {
  const { grain, format, numbers, running } = settings;
  const { metric, territory, dims, each } = figure;
  const named = each === undefined ? dims : { ...dims, [each]: name };
  const read = rowReader<Pair>(
    {
      metric,
      levels: [territory.level],
      code: constant(writtenCode(territory.level, territory.code)),
      value: ({ value }) => value,
      numbers,
      period: { date: ({ date }) => date, format, grain, running },
      dims: Object.entries(named).map(([dimension, word]) => [dimension, constant(word)]),
      where: [],
      edition,
    },
    moment,
  );
  return pairs.flatMap((pair) => {
    const row = read(pair);
    return row === undefined ? [] : [{ row, at: pair }];
  });
}

function scopeOf({ figures }: ChartkickSettings) {
  return mappedScope(
    figures.map(({ metric, territory: { level, code }, dims, each }) => ({
      metric,
      levels: [level],
      dims: each === undefined ? Object.keys(dims) : [...Object.keys(dims), each],
      code: writtenCode(level, code),
    })),
  );
}
