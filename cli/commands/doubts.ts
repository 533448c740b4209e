// `releve doubts`: what Relevé doubts of itself, since when and with whom; and that somebody took note of it.

import { NOW } from "../../dashboards/queries/frame.ts";
import type { Doubt } from "../../dashboards/shapes/doubts.ts";
import { EVERY } from "../../dashboards/shapes/list.ts";
import { acknowledge } from "../../ingestors/acknowledge.ts";
import { DOUBT_CODES, EXPECTED } from "../../schemas/doubts.ts";
import type { ShapeDifference, Stood } from "../../schemas/drift.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { asOfInstant, asOfOption } from "../as-of.ts";
import { type AddCommand, table } from "../command.ts";
import type { House } from "../compose.ts";
import { decidingOf, settled } from "../decide.ts";
import { knownDoubt, seenDoubt } from "../known-doubt.ts";

interface ListFlags {
  readonly code?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}
interface AcknowledgeFlags {
  readonly by: string;
  readonly reason: string;
  readonly until?: string;
  readonly expected?: boolean;
  readonly json?: boolean;
}

export const doubts: AddCommand = (program, call, done) => {
  const group = program
    .command("doubts")
    .description("what is doubted of sources and figures: list, show, acknowledge");
  group
    .command("list")
    .description("doubts of now: those that nobody took note of first, then the gravest, then the oldest")
    .argument("[startup]", "one startup; left out: all")
    .option("--code <code>", "one kind (docs/meaning.md)")
    .addOption(asOfOption())
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { code, asOf, json }: ListFlags) => {
      const models = modelsOf(await call.house(), asOf);
      const { doubts: found } = await models.doubts({ page: EVERY, startup, code: codeOf(code) });
      call.io.out(json ? `${JSON.stringify({ doubts: found })}\n` : printed(found));
      done(EXIT.ok);
    });
  group
    .command("show")
    .description("one of them: what was seen, beside what, with whom it is, and who took note of it")
    .argument("<doubt>", "its id (`releve doubts list`)")
    .addOption(asOfOption())
    .option("--json", "print as JSON")
    .action(async (id: string, { asOf, json }: ListFlags) => {
      const doubt = await knownDoubt(modelsOf(await call.house(), asOf), id);
      call.io.out(json ? `${JSON.stringify(doubt)}\n` : shown(doubt));
      done(EXIT.ok);
    });
  group
    .command("acknowledge")
    .description("say that a doubt is known: who, why, until when; it changes no figure")
    .argument("<doubt>", "its id (`releve doubts list`)")
    .requiredOption("--by <name>", "who took note of it: a name or a role, no e-mail address")
    .requiredOption("--reason <words>", "why, in plain words: shown beside the doubt")
    .option("--until <day>", "the last day (YYYY-MM-DD, in Paris) on which it is taken care of")
    .option("--expected", "the figure is as it should be: for as long as the evidence is the same")
    .option("--json", "print the result as JSON")
    .action(async (id: string, { by, reason, until, expected, json }: AcknowledgeFlags) => {
      if ((until === undefined) === !expected)
        throw new ReleveError("RELEVE_USAGE", "either --until <day> or --expected", "say until when it is known");
      const house = await call.house();
      const doubt = await knownDoubt(house.models(), id);
      const own = { startup: doubt.startup.id, doubt: seenDoubt(doubt), by, reason, until: until ?? EXPECTED };
      const taken = await acknowledge(decidingOf(house), own);
      await settled(call, house);
      const { partition, offset } = taken;
      const words = `${doubt.code} of ${doubt.startup.id}: acknowledged by ${by}, ${untilOf(own.until)}\n`;
      call.io.out(json ? `${JSON.stringify({ id, ...own, reason: taken.reason, partition, offset })}\n` : words);
      done(EXIT.ok);
    });
};

function modelsOf(house: House, asOf: string | undefined) {
  const instant = asOfInstant(asOf);
  return instant === NOW ? house.models() : house.models().at(instant);
}

function codeOf(text: string | undefined): Doubt["code"] | undefined {
  const code = DOUBT_CODES.find((one) => one === text);
  if (text === undefined || code) return code;
  throw new ReleveError("RELEVE_USAGE", `--code: found "${text}"`, `one of ${DOUBT_CODES.join(", ")}`);
}

const untilOf = (until: string) => (until === EXPECTED ? "as expected" : `until ${until}`);
const aboutOf = ({ source, metric, territory, period }: Doubt) =>
  [source?.id, metric?.key, territory && `${territory.level}:${territory.code || "*"}`, period?.first]
    .filter(Boolean)
    .join(" ");

function printed(found: readonly Doubt[]): string {
  if (found.length === 0) return "No doubt.\n";
  const rows = found.map((one) => [
    ...[one.id, one.since.slice(0, 10), one.severity, one.startup.id, one.code, aboutOf(one)],
    ...[one.seen ?? "", one.against ?? "", one.told],
    one.acknowledged ? `${one.acknowledged.by}, ${untilOf(one.acknowledged.until)}` : "",
  ]);
  const columns = ["id", "since", "severity", "startup", "doubt", "about", "seen>", "against>", "with", "acknowledged"];
  return table(columns, rows);
}

function shown(one: Doubt): string {
  const { acknowledged } = one;
  const lines = [
    ["doubt", `${one.code} (${one.severity}), ${one.startup.name}`],
    ["about", aboutOf(one)],
    ["seen", one.seen ?? "none"],
    ["against", one.against ?? "none"],
    ["figures", String(one.count)],
    ["since", one.since],
    ...one.differences.map((difference, at) => [at === 0 ? "differs" : "", differs(difference)]),
    ["acts", one.actor],
    ["team", one.team ? `since ${one.team}` : "no"],
    ["network", one.network ? `since ${one.network}` : "no"],
    ["known", acknowledged ? `${acknowledged.by} at ${acknowledged.at}, ${untilOf(acknowledged.until)}` : "no"],
    ...(acknowledged ? [["reason", acknowledged.reason]] : []),
  ];
  return lines.map(([name, words]) => `${name?.padEnd(9)} ${words}\n`).join("");
}

/** One place of an answer, before (as in the last one that counted) and now. */
export function differs({ pointer, before, now }: ShapeDifference): string {
  return `${pointer || "the whole"}: ${stood(before)} → ${stood(now)}`;
}
function stood(one: Stood | null): string {
  if (one === null) return "nothing";
  return one.example === null ? one.type : `${one.type} ${JSON.stringify(one.example)}`;
}
