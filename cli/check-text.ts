// What a person reads of a check: what was found and why, what is asked, what is left out, the figures and the file.
import type { CheckedCell, CheckReply } from "../schemas/check.ts";
import type { Declaration } from "../schemas/source.ts";
import { table } from "./command.ts";

/** Figures that are printed; `--json` has more. */
const PRINTED = 12;

export function checkText(reply: CheckReply): string {
  const { address, outcome, found, questions, refused, reason, askTeam, proposal, cells, cellCount } = reply;
  const head = outcome === "readable" ? `can be read: ${count(cellCount, "figure")}` : "nothing can be read";
  const why = reason ? `  fr  ${reason.fr}\n  en  ${reason.en}\n` : "";
  const parts = [`${address}\n${head}\n${why}`];
  if (found.length > 0) {
    const rows = found.map((one) => [one.about, short(one.found, 60), one.confidence, short(one.evidence, 150)]);
    parts.push(`Found\n${table(["what", "found", "confidence", "evidence"], rows)}`);
  }
  if (questions.length > 0) {
    const asked = questions.map(({ ask, chosen }) => `  fr  ${ask.fr}\n  en  ${ask.en}\n      chosen: ${chosen.en}`);
    parts.push(`To ask the team\n${asked.join("\n")}\n`);
  }
  if (refused.length > 0) {
    parts.push(`Not read\n${refused.map(({ what, why }) => `  ${short(what, 60)}: ${why}`).join("\n")}\n`);
  }
  if (cellCount > 0) parts.push(`Figures, as they would be read\n${cellsText(cells, cellCount)}`);
  if (askTeam)
    parts.push(`Nothing can be read here. Send the team these words\n  fr  ${askTeam.fr}\n  en  ${askTeam.en}\n`);
  const works = outcome === "readable" ? "proposed" : "does not work as it is: it reads no figure of this answer";
  if (proposal) parts.push(`${proposal.startup}.json, ${works}\n${fileText(proposal)}`);
  return parts.join("\n");
}

/** A directory file as people keep it: without the defaults that nobody wrote. */
export function fileText({ startup, name, sources }: Declaration): string {
  const plain = sources.map(({ source, kind, settings }) => ({ source, kind, settings }));
  return `${JSON.stringify({ startup, name, sources: plain }, null, 2)}\n`;
}

function cellsText(cells: readonly CheckedCell[], total: number): string {
  const rows = cells.slice(0, PRINTED).map(({ metric, level, code, grain, first, dims, value }) => [
    metric,
    level === "france" ? "france" : `${level} ${code}`,
    first === null ? "today" : `${grain} ${first}`,
    Object.entries(dims)
      .map(([dim, word]) => `${dim}: ${word}`)
      .join(", "),
    value ?? "no figure",
  ]);
  const more = total > rows.length ? `  and ${total - rows.length} more\n` : "";
  return table(["metric", "place", "period", "dimensions", "value>"], rows) + more;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
