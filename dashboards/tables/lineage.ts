// The rows of the panels of a figure's provenance, with raw values.
import type { DataTable } from "../data-table.ts";
import type { LineageModel } from "../shapes/lineage.ts";

export function lineageTables({ cells, words, rows, facts }: LineageModel): DataTable[] {
  return [
    {
      panel: "facts",
      columns: ["topic", "partition", "offset", "recorded", "type", "state", "url", "bytes", "sha256"],
      rows: facts.flatMap(({ topic, partition, offset, recorded, type, state, pages }) => {
        const own = [topic, String(partition), String(offset), recorded, type, state];
        return pages.length === 0
          ? [[...own, "", "", ""]]
          : pages.map(({ url, bytes, sha256 }) => [...own, url, String(bytes), sha256]);
      }),
    },
    {
      panel: "cells",
      columns: ["metric", "level", "code", "grain", "first", "last", "value", "since", "source"],
      rows: (cells?.rows ?? []).map(({ metric, level, code, grain, first, last, value, since, source }) => [
        metric,
        level,
        code,
        grain,
        first,
        last,
        value,
        since,
        source,
      ]),
    },
    {
      panel: "words",
      columns: ["source", "value", "state", "confirmed", "decides"],
      rows: words.map(({ source, value, state, confirmed, decides }) => [
        source,
        value,
        state,
        confirmed,
        String(decides),
      ]),
    },
    {
      panel: "rows",
      columns: ["recorded", "source", "op", "value", "moment", "said", "by"],
      rows: rows.map(({ recorded, source, op, value, moment, said, by }) => [
        recorded,
        source,
        op,
        value,
        moment,
        String(said),
        String(by),
      ]),
    },
  ];
}
