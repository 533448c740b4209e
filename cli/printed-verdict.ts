// What `releve verify` prints: the figure and the instant that it speaks of, what was counted, and what cannot be.
import type { LineageQuery } from "../dashboards/shapes/lineage.ts";
import type { Fault } from "../infra/proof/fault.ts";
import type { Proof } from "../infra/proof/file.ts";
import type { Verdict } from "./verdict.ts";

/** Faults that are told in full. */
const TOLD = 20;

/** What no file can say of itself, and who can. */
const LIMIT = `limit    whoever rewrites the facts, the head and the hash together is not found out by this file. To be certain, compare its sha256
         with the one that was noted when it was made, or offsets and times with the log or a backup (docs/cli.md).`;
const FIRST_FORMAT =
  "format   1: it does not say how many facts there are, nor link them. Ask for the proof again to have that checked.";

export function printedVerdict({ query, same, claimed, counted, pages, wrong, ...verdict }: Verdict, proof: Proof) {
  const { head, records, sha256 } = proof;
  const { records: sent } = verdict;
  const more = wrong.length > TOLD ? [`and ${wrong.length - TOLD} more`] : [];
  return [
    `${query.metric} of ${query.startup}${placeOf(query)}, as known ${knownOf(verdict)}`,
    `claimed  ${claimed ?? "no figure"}`,
    counted === undefined
      ? `counted  not at all: ${wrong.length} faults in ${records.length} facts (sha256 ${sha256})`
      : `counted  ${counted ?? "no figure"}, from ${records.length} facts (sha256 ${sha256})`,
    `bytes    ${pages === 0 ? "no page of an endpoint" : `${pages} pages, each hashed again`}`,
    ...(sent.length > 0 ? [`records  ${sent.length} that were sent or decided, as the proof has them`] : []),
    ...sent.map((one) => `  ${one.partition}:${one.offset} ${one.type} ${one.bytes} bytes sha256:${one.sha256}`),
    ...wrong.slice(0, TOLD).map(printedFault),
    ...more,
    ...(head.format === 1 ? [FIRST_FORMAT] : []),
    LIMIT,
    same ? "It is so.\n" : "It is NOT so.\n",
  ].join("\n");
}

/** By the facts: what the claim says of it is compared, and not repeated. */
function knownOf({ asOf, known }: Pick<Verdict, "asOf" | "known">): string {
  const last = known ? `recorded ${known.recorded} (offset ${known.offset})` : undefined;
  if (asOf === undefined) return last ? `at its last fact, ${last}` : "without any fact";
  const when = asOf.includes("T") ? `at ${asOf}` : `at the end of ${asOf} in Paris`;
  return last ? `${when}: the last fact by then was ${last}` : `${when}: no fact by then`;
}

function printedFault({ line, place, what, expected, found, hint }: Fault): string {
  const where = place === "" ? `line ${line}` : `line ${line}, ${place}`;
  return `! ${where}: ${what}\n    expected  ${expected}\n    found     ${found}\n    do        ${hint}`;
}

/** Nothing of a startup's own figure, which has no one place. */
function placeOf({ level, territory, grain, first, last }: LineageQuery): string {
  const place = level === undefined || territory === undefined ? "" : `, ${level}:${territory}`;
  return grain === undefined ? place : `${place}, ${grain} ${[first, last].filter(Boolean).join("..")}`.trimEnd();
}
