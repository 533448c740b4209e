// What `releve trace` prints of a figure: where it comes from, who corrected it, what each source says, rows and facts.
import type { LineageModel } from "../dashboards/shapes/lineage.ts";
import { table } from "./command.ts";

/** Tables that have no row are left out. */
export function printedLineage(model: LineageModel): string {
  const { corrections, cells, words, rows, parts } = model;
  const printed = [
    headOf(model),
    parts.length > 0 ? partsTable(parts) : "",
    corrections.length > 0 ? correctionsTable(model) : "",
    cells && cells.rows.length > 0 ? cellsTable(cells.rows) : "",
    words.length > 0 ? wordsTable(model) : "",
    rows.length > 0 ? rowsTable(model) : "",
    model.facts.length > 0 ? factsTable(model) : "",
  ];
  return printed.filter(Boolean).join("\n");
}

function headOf({ metric, definition, place, periods, figure, absence, cells, head }: LineageModel): string {
  const where = place
    ? `${place.level}:${place.code}${place.name ? ` ${place.name}` : ""}`
    : `from ${cells?.count ?? 0} cells`;
  const own = periods ? `${periods.grain}:${periods.first}..${periods.last}` : `on ${head.day}`;
  const when = !place || place.first === null ? own : `${place.grain} of ${place.first}`;
  const lines = [
    `${metric.key} (definition ${metric.version}) ${where}, ${when}, as known ${head.known ?? "now"}`,
    figure ? figureLine(figure) : `no figure: ${LACKS[absence ?? "never"]}`,
    `  ${metric.definition.en}`,
    definition
      ? `  defined by ${definition.topic} ${definition.partition}:${definition.offset}, recorded ${definition.recorded}, sha256:${definition.sha256}`
      : "  the log has no fact that defines it so: this release does",
  ];
  return `${lines.join("\n")}\n`;
}

const LACKS: Readonly<Record<NonNullable<LineageModel["absence"]>, string>> = {
  said: "said so",
  expired: "the last one is too old",
  held: "an answer waits (to be checked)",
  never: "never received",
  parts: "one of its parts is missing",
  detail: "known only in parts that are never added up",
  absent: "its source gives it no more",
  open: "no closed period has one",
  whole: "the denominator is 0",
};

/** A ratio's two parts, each with what `trace` asks for to tell it by itself. */
function partsTable(parts: LineageModel["parts"]): string {
  return table(
    ["part", "metric", "value>", "days", "cells>", "address"],
    parts.map(({ role, metric, value, periods, place, cells, address }) => [
      ...[role, metric.key, value ?? "–", daysOfPart(periods ?? place), `${cells}`, address],
    ]),
  );
}
const daysOfPart = (of: { first: string | null; last: string | null } | null) =>
  of?.first ? `${of.first} to ${of.last ?? of.first}` : "";

/** Made of cells, a figure has no times of its own. */
function figureLine({ value, correction, sources, since, confirmed }: NonNullable<LineageModel["figure"]>): string {
  return [
    `= ${value ?? "no figure, said so"}`,
    ...(correction ? [`corrected: ${correction.reason}`] : []),
    ...(sources.length > 0 ? [`of ${sources.join(", ")}`] : []),
    ...(since === null ? [] : [`since ${since}`]),
    ...(confirmed === null ? [] : [`confirmed ${confirmed}`]),
  ].join(", ");
}

/** A line for each fact, with who and why: an undoing has other people and reasons than the approval. */
function correctionsTable({ corrections }: LineageModel): string {
  const columns = ["corrected", "of", "before>", "after>", "state", "author", "approver", "reason", "fact", "recorded"];
  return table(
    columns,
    corrections.flatMap(({ metric, place, from, to, before, after, state, proposal, steps }) => {
      const period = place.first === null ? daysOf(from, to) : ` ${place.grain}:${place.first}`;
      const own = [proposal, `${metric} ${place.level}:${place.code}${period}`, before ?? "–", after ?? "–", state];
      return steps.map(({ author, approver, reason, type, topic, partition, offset, recorded }) => [
        ...own,
        ...[author, approver, reason, `${type} ${topic} ${partition}:${offset}`, recorded],
      ]);
    }),
  );
}
const daysOf = (from: string | null, to: string | null) =>
  from === null && to === null ? "" : ` ${from ?? "…"} to ${to ?? "…"}`;

function cellsTable(cells: NonNullable<LineageModel["cells"]>["rows"]): string {
  return table(
    ["metric", "territory", "grain", "first", "value>", "since", "source"],
    cells.map(({ metric, level, code, grain, first, value, since, source, correction }) => [
      ...[metric, `${level}:${code}`, grain, first ?? "", value ?? "–", since],
      correction === null ? source : "correction",
    ]),
  );
}

/** What each source says; below, the later answers that did not confirm it, and why. */
function wordsTable({ words }: LineageModel): string {
  const said = table(
    ["source", "says", "state", "confirmed", "decides"],
    words.map(({ source, value, state, confirmed, decides }) => [
      ...[source, value ?? "–", state, confirmed ?? "", decides ? "yes" : ""],
    ]),
  );
  const passedOver = words.flatMap(({ source, unconfirmed }) => {
    if (!unconfirmed) return [];
    const why = unconfirmed.why.map((one) => `\n  ${one}`).join("");
    return [
      `! ${source} answered ${unconfirmed.at} (offset ${unconfirmed.offset ?? "?"}) and did not confirm it${why}\n`,
    ];
  });
  return [said, ...passedOver].join("");
}

function rowsTable({ rows }: LineageModel): string {
  return table(
    ["known since", "source", "op", "value>", "moment", "said by>", "made known by>"],
    rows.map((row) => [row.recorded, row.source, row.op, row.value ?? "–", row.moment, `${row.said}`, `${row.by}`]),
  );
}

function factsTable({ facts }: LineageModel): string {
  return table(
    ["partition:offset", "recorded", "type", "state", "bytes of", "page"],
    facts.flatMap((fact) => {
      const own = [`${fact.partition}:${fact.offset}`, fact.recorded, fact.type, fact.state, `${fact.answer ?? ""}`];
      const itself = fact.record ? [{ url: "the fact itself", ...fact.record }] : [];
      const pages = [...fact.pages, ...itself].map(
        ({ url, bytes, sha256 }) => `${url} ${bytes} bytes sha256:${sha256}`,
      );
      return pages.length === 0 ? [[...own, ""]] : pages.map((page) => [...own, page]);
    }),
  );
}
