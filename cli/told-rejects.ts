// Rejects, holds and values in doubt as commands tell them: a table, one of them with its bytes, or JSON.
import type { Refusal } from "../dashboards/queries/refusals.ts";
import type { ShapeDifference } from "../schemas/drift.ts";
import { ReleveError } from "../schemas/errors.ts";
import { TOPICS } from "../schemas/ports.ts";
import { table } from "./command.ts";
import { differs } from "./commands/doubts.ts";
import type { factOf } from "./raw-fact.ts";
import type { KeptPush, RefusedPush } from "./refused-pushes.ts";

/** As JSON. */
export function written({ recorded, resolved, ...rest }: Refusal | RefusedPush) {
  const iso = (at: number) => new Date(at).toISOString();
  return { ...rest, at: iso(recorded), resolved: resolved ? { ...resolved, recorded: iso(resolved.recorded) } : null };
}

/** As a table. */
export function printed(shown: readonly (Refusal | RefusedPush)[], count: number): string {
  if (count === 0) return "Nothing waits.\n";
  const rows = shown.map(({ kind, recorded, startup, source, partition, offset, code, detail, resolved }) => [
    new Date(recorded).toISOString().slice(0, 16),
    startup,
    source,
    `${partition}:${offset}`,
    code,
    kind === "refused"
      ? "refused (:edge)"
      : resolved
        ? `${resolved.state} since ${new Date(resolved.recorded).toISOString().slice(0, 16)}`
        : kind === "part"
          ? "the rest counts"
          : "waits",
    detail.length > 80 ? `${detail.slice(0, 79)}…` : detail,
  ]);
  const more = shown.length < count ? `${shown.length} of ${count}: --limit gives the others\n` : "";
  return table(["at", "startup", "source", "place>", "code", "state", "detail"], rows) + more;
}

/** One of them, for people: the start of its bytes too. */
export function shownOf(
  refusal: Refusal,
  further: readonly Refusal[],
  fact: Awaited<ReturnType<typeof factOf>>,
  differences: readonly ShapeDifference[],
): string {
  const { kind, startup, source, partition, offset, stage, code, pointer, detail, hint, recorded, resolved } = refusal;
  const lines = [
    ["startup", `${startup}, source ${source || "none"}`],
    ["place", `releve.facts.v1, partition ${partition}, offset ${offset}`],
    ["recorded", new Date(recorded).toISOString()],
    ["stage", stage],
    ["code", code],
    ["where", pointer || "the whole"],
    ["what", detail],
    ["do", hint],
    ...differences.map((one, at) => [at === 0 ? "differs" : "", differs(one)]),
    ["state", resolved ? `${resolved.state} by offset ${resolved.offset}` : kind === "part" ? PART_STAYS : "waits"],
    ...further.flatMap((one) => [
      ["also", one.code],
      ["where", one.pointer || "the whole"],
      ["what", one.detail],
      ["do", one.hint],
    ]),
    ["reading", fact.reading],
    ...fact.pages.map(({ url, status, sha256, bytes }, at) => [
      `page ${at + 1}`,
      `${status} ${url} ${bytes.length} bytes sha256:${sha256}`,
    ]),
  ];
  const [first] = fact.pages;
  const start = first
    ? `\n${first.bytes.subarray(0, START).toString("utf8")}${first.bytes.length > START ? "…" : ""}\n`
    : "";
  return lines.map(([name, words]) => `${name?.padEnd(9)} ${words}\n`).join("") + start;
}
const START = 600;
const PART_STAYS = "the rest of the answer counts; these figures stay as they were, unconfirmed";

/** A refused push: `bytes`, these alone; `json`, the fact without them. @throws {ReleveError} RELEVE_UNKNOWN_FACT */
export function shownPush(
  { fact, partition, offset, recorded, bytes }: KeptPush,
  how: { bytes: boolean; json: boolean },
) {
  if (how.bytes) {
    if (bytes) return bytes.toString("utf8");
    const detail = `the ${fact.bytes} bytes of the push at ${partition}:${offset} were not kept: they are more than 1 MiB`;
    throw new ReleveError("RELEVE_UNKNOWN_FACT", detail, "its sender has them; sha256 tells whether they are the same");
  }
  const { body, ...about } = fact;
  if (how.json) return `${JSON.stringify({ ...about, partition, offset, packedBytes: body?.length ?? null })}\n`;
  const lines = [
    ["startup", `${fact.startup ?? "none that can be read"}, source ${fact.source ?? "none that can be read"}`],
    ["place", `${TOPICS.edge}, partition ${partition}, offset ${offset}`],
    ["recorded", new Date(recorded).toISOString()],
    ["stage", "edge"],
    ["code", fact.code],
    ["what", fact.detail],
    ["do", "correct the request and send it again"],
    ["push", `${fact.bytes} bytes sha256:${fact.sha256}${bytes ? "" : ", not kept: more than 1 MiB"}`],
  ];
  const start = bytes ? `\n${bytes.subarray(0, START).toString("utf8")}${bytes.length > START ? "…" : ""}\n` : "";
  return lines.map(([name, words]) => `${name?.padEnd(9)} ${words}\n`).join("") + start;
}
