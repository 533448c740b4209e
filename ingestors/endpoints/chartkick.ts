// Charts as Chartkick draws them: one list of dates and values, or several, each under a name.
import { defineEndpoint } from "../../schemas/endpoint.ts";
import type { Reading, Row } from "../../schemas/statement.ts";
import { type Series, seriesOf } from "./chartkick-series.ts";
import { type ChartkickFigure, ChartkickSettings } from "./chartkick-settings.ts";
import type { Edition } from "./edition.ts";
import { parseAnswer } from "./error-body.ts";
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
      const rows = charts.flatMap((chart) =>
        settings.figures.flatMap((figure) => {
          const found = chart.chosen(figure).flatMap((series) => rowsOf(settings, figure, series, { moment, edition }));
          refuseStrayDates(found, { metric: figure.metric, period: settings, edition }, figure.series ?? "");
          return found;
        }),
      );
      return { rows, scope: scopeOf(settings) } satisfies Reading;
    },
    metrics: ({ figures }) => [...new Set(figures.map(({ metric }) => metric))],
  });

type Pair = readonly [date: unknown, value: unknown];

function rowsOf(
  settings: ChartkickSettings,
  figure: ChartkickFigure,
  { name, pairs }: Series,
  { moment, edition }: { readonly moment: number; readonly edition: Edition },
): Row[] {
  const { grain, format, numbers, running } = settings;
  const { metric, territory, dims, each } = figure;
  const named = each === undefined ? dims : { ...dims, [each]: name };
  const read = rowReader<Pair>(
    {
      metric,
      levels: [territory.level],
      code: constant(writtenCode(territory.level, territory.code)),
      value: ([, value]) => value,
      numbers,
      period: { date: ([date]) => date, format, grain, running },
      dims: Object.entries(named).map(([dimension, word]) => [dimension, constant(word)]),
      where: [],
      edition,
    },
    moment,
  );
  return pairs.flatMap((pair) => read(pair) ?? []);
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
