// `releve rejects`: what came and says nothing, with its reason and its bytes.
import { driftAt } from "../../dashboards/queries/drifts.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { type Refusal, refusalsOf } from "../../dashboards/queries/refusals.ts";
import type { ShapeDifference } from "../../schemas/drift.ts";
import { EDGE_KEY } from "../../schemas/edge.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { asOfInstant, asOfOption, knownFrame } from "../as-of.ts";
import { type AddCommand, table } from "../command.ts";
import { offsetsOf } from "../decide.ts";
import { factOf } from "../raw-fact.ts";
import { type KeptPush, keptPush, type RefusedPush, refusedPushes } from "../refused-pushes.ts";
import { differs } from "./doubts.ts";

interface ListFlags {
  readonly source?: string;
  readonly code?: string;
  readonly all?: boolean;
  readonly asOf?: string;
  readonly limit: string;
  readonly json?: boolean;
}

export const rejects: AddCommand = (program, call, done) => {
  const group = program
    .command("rejects")
    .description("what came and says nothing: rejects, holds and values in doubt, with their bytes");
  group
    .command("list")
    .description("rejects and holds that wait, and values in doubt of the last answers; the latest first")
    .argument("[startup]", "one startup; left out: all")
    .option("--source <source>", "one source")
    .option("--code <code>", "one reason (docs/errors.md)")
    .option("--all", "those that no longer wait, too: counted, withdrawn, superseded")
    .addOption(asOfOption())
    .option("--limit <rows>", "rows to print", "100")
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { limit, json, asOf, ...query }: ListFlags) => {
      const [most] = offsetsOf([limit]) as [number];
      const instant = asOfInstant(asOf);
      const house = await call.house();
      const frame = await knownFrame(house, instant);
      const wanted = { startup, ...query };
      const refused = await refusedPushes(house.log, { ...wanted, asOf: instant });
      const said = await refusalsOf(await house.live(), frame, wanted);
      const found = [...said, ...refused].sort((a, b) => b.recorded - a.recorded);
      const shown = found.slice(0, most);
      call.io.out(
        json
          ? `${JSON.stringify({ count: found.length, rejects: shown.map(written) })}\n`
          : printed(shown, found.length),
      );
      done(EXIT.ok);
    });
  group
    .command("show")
    .description("one of them: where it stopped, what to do, how it was read, and the bytes that came")
    .argument("<startup>", "the startup; `:edge`: a push that was refused, whoever sent it")
    .argument("<offset>", "its offset (`releve rejects list`); of a refused push, partition:offset")
    .option("--bytes <page>", "print the bytes of one page of the answer and nothing else, from 1")
    .option("--json", "print as JSON, without the bytes")
    .action(async (startup: string, word: string, { bytes, json }: { bytes?: string; json?: boolean }) => {
      const house = await call.house();
      if (startup === EDGE_KEY) {
        call.io.out(shownPush(await keptPush(house.log, word), { bytes: bytes !== undefined, json: json === true }));
        return done(EXIT.ok);
      }
      const [offset] = offsetsOf([word]) as [number];
      const { warehouse } = await house.generations.live();
      const frame = await openFrame(warehouse);
      const [refusal, ...further] = (await refusalsOf(warehouse, frame, { startup, all: true }))
        .filter((one) => one.offset === offset && !one.source.startsWith(":"))
        .sort((a, b) => Number(a.kind === "part") - Number(b.kind === "part"));
      if (!refusal)
        throw new ReleveError(
          "RELEVE_UNKNOWN_FACT",
          `${startup} has no reject, no hold and no value in doubt at offset ${offset}`,
          "releve rejects list --all shows them",
        );
      const fact = await factOf(house.log, refusal.partition, offset);
      if (bytes !== undefined) {
        const [page] = offsetsOf([bytes]) as [number];
        const found = fact.pages[page - 1];
        if (!found)
          throw new ReleveError(
            "RELEVE_USAGE",
            `--bytes: ${fact.pages.length} pages came, not ${page}`,
            "count from 1",
          );
        call.io.out(found.bytes.toString("utf8"));
      } else {
        const differences = await driftAt(warehouse, frame, { startup, offset });
        const about = { ...written(refusal), further: further.map(written), fact: fact.about, differences };
        call.io.out(json ? `${JSON.stringify(about)}\n` : shownOf(refusal, further, fact, differences));
      }
      done(EXIT.ok);
    });
};

function written({ recorded, resolved, ...rest }: Refusal | RefusedPush) {
  const iso = (at: number) => new Date(at).toISOString();
  return { ...rest, at: iso(recorded), resolved: resolved ? { ...resolved, recorded: iso(resolved.recorded) } : null };
}

function printed(shown: readonly (Refusal | RefusedPush)[], count: number): string {
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

function shownOf(
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
function shownPush({ fact, partition, offset, recorded, bytes }: KeptPush, how: { bytes: boolean; json: boolean }) {
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
