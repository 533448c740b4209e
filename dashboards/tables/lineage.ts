// The rows of the panels of a figure's provenance, with raw values.
import type { DataTable } from "../data-table.ts";
import type { LineageModel } from "../shapes/lineage.ts";

export function lineageTables({ cells, parts, corrections, words, rows, facts }: LineageModel): DataTable[] {
  return [
    {
      panel: "facts",
      columns: ["topic", "partition", "offset", "recorded", "type", "state", "url", "bytes", "sha256"],
      rows: facts.flatMap(({ topic, partition, offset, recorded, type, state, pages, record }) => {
        const own = [topic, String(partition), String(offset), recorded, type, state];
        return pages.length === 0
          ? [[...own, "", record ? String(record.bytes) : "", record?.sha256 ?? ""]]
          : pages.map(({ url, bytes, sha256 }) => [...own, url, String(bytes), sha256]);
      }),
    },
    {
      panel: "corrections",
      columns: [
        ...[
          "proposal",
          "state",
          "decides",
          "metric",
          "level",
          "code",
          "grain",
          "first",
          "last",
          "from",
          "to",
          "before",
          "after",
        ],
        ...["author", "approver", "reason", "step", "topic", "partition", "offset", "recorded"],
        ...["step_author", "step_approver", "step_reason"],
      ],
      rows: corrections.flatMap(stepsOf),
    },
    {
      panel: "parts",
      columns: ["role", "metric", "value", "cells", "grain", "first", "last", "address"],
      rows: parts.map(({ role, metric, value, cells: count, periods, place, address }) => [
        ...[role, metric.key, value, String(count)],
        ...[
          periods?.grain ?? place?.grain ?? "",
          periods?.first ?? place?.first ?? "",
          periods?.last ?? place?.last ?? "",
        ],
        address,
      ]),
    },
    {
      panel: "cells",
      columns: ["metric", "level", "code", "grain", "first", "last", "value", "since", "source", "correction"],
      rows: (cells?.rows ?? []).map((cell) => [
        ...[cell.metric, cell.level, cell.code, cell.grain, cell.first, cell.last],
        ...[cell.value, cell.since, cell.source, cell.correction],
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

/** A row for each fact of a correction. */
function stepsOf({ place, steps, ...one }: LineageModel["corrections"][number]) {
  const { level, code, grain, first, last } = place;
  return steps.map(({ type, topic, partition, offset, recorded, author, approver, reason }) => [
    ...[one.proposal, one.state, String(one.decides), one.metric, level, code, grain, first, last, one.from, one.to],
    ...[one.before, one.after, one.author, one.approver, one.reason],
    ...[type, topic, String(partition), String(offset), recorded, author, approver, reason],
  ]);
}
