// The rows of a startup's panels: one or two for each metric, then the matrix and what the registry says.
import type { DataTable } from "../data-table.ts";
import { isPlaced } from "../figure.ts";
import type { Panel } from "../shapes/panel.ts";
import type { RegistryRecord } from "../shapes/record.ts";
import type { StartupModel } from "../shapes/startup.ts";
import { figureTable, pointTable } from "./figures.ts";

export function startupTables({ panels, matrix, record, remarks = [] }: StartupModel): DataTable[] {
  return [
    ...panels.flatMap(panelTables),
    {
      panel: "matrix",
      columns: ["indicator", "metric", "value", "first_day", "last_day", "numerator", "denominator"],
      rows: matrix.map(({ indicator, figure }) => [
        indicator,
        figure?.metric.key ?? null,
        figure?.value ?? null,
        figure?.period?.first ?? null,
        figure?.period?.last ?? figure?.day ?? null,
        figure?.share?.part ?? null,
        figure?.share?.whole ?? null,
      ]),
    },
    ...(record ? recordTables(record) : []),
    {
      panel: "remarques",
      columns: ["first_day", "last_day", "metric", "fr", "en"],
      rows: remarks.map(({ first, last, metric, text }) => [first, last, metric?.key ?? null, text.fr, text.en]),
    },
  ];
}

/**
 * `m-<metric>`: what the panel draws, of a ratio the 12 months before, the last 12, then each year; `m-<metric>-by`: by
 * territory, where the page has it beside.
 */
function panelTables(panel: Panel): DataTable[] {
  const id = `m-${panel.figure.metric.key}`;
  switch (panel.kind) {
    case "membership":
      return [pointTable(id, panel.weekly), figureTable(`${id}-by`, panel.figure.table)];
    case "flow":
      return [pointTable(id, panel.points), ...(panel.by ? [figureTable(`${id}-by`, panel.by.table)] : [])];
    case "ratio":
      return [pointTable(id, [...(panel.before ? [panel.before] : []), panel.now, ...panel.yearly])];
    case "series": {
      const { table } = panel.figure;
      return [pointTable(id, panel.points), ...(isPlaced(table) ? [figureTable(`${id}-by`, table)] : [])];
    }
  }
}

function recordTables({ phases, events, ...record }: RegistryRecord): DataTable[] {
  const { links, sponsors, thematics, userTypes, incubators, aliases } = record;
  const all = (name: string, values: readonly string[] | null) => (values ?? []).map((value) => [name, value]);
  return [
    {
      panel: "phases",
      columns: ["kind", "name", "first_day", "last_day", "comment"],
      rows: [
        ...phases.map(({ phase, start, end }) => ["phase", phase, start, end, null]),
        ...events.map(({ event, date, comment }) => ["event", event, date, date, comment]),
      ],
    },
    {
      panel: "record",
      columns: ["field", "value"],
      rows: [
        ...all(
          "incubator",
          incubators.map(({ id }) => id),
        ),
        ...all("sponsor", sponsors),
        ...all("thematic", thematics),
        ...all("user_type", userTypes),
        ...Object.entries(links).map(([name, url]) => [`link_${name}`, url]),
        ["last_committee", record.lastCommittee],
        ["next_committee", record.nextCommittee],
        ...all("alias", aliases),
      ],
    },
  ];
}
