// `releve replay`: bytes that came before are read by a mended mapping, from now on. What was known before stays so.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { decisionsOf } from "../../dashboards/queries/decisions.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { readerOf } from "../../ingestors/reader.ts";
import { canonicalJson } from "../../schemas/canonical.ts";
import type { ReadingAdopted } from "../../schemas/decisions.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { Reader } from "../../schemas/reader.ts";
import type { AddCommand, Call } from "../command.ts";
import type { House } from "../compose.ts";
import { type DecideFlags, decide, withDecideOptions } from "../decide.ts";
import { wholeDirectory } from "../whole-directory.ts";

interface ReplayFlags extends DecideFlags {
  readonly reader?: string;
  readonly since?: string;
  readonly until?: string;
}

export const replay: AddCommand = (program, call, done) => {
  const command = program
    .command("replay")
    .description("bytes that came before are read by a mended mapping, from now on; `decisions undo` takes it back")
    .argument("<startup>", "the startup")
    .argument("<source>", "one of its sources that is asked (not a push)")
    .option(
      "--reader <file>",
      "kind, version, settings and definitions, as JSON; left out: those of the directory today",
    )
    .option("--since <instant>", "answers received at or after this UTC instant; left out: all")
    .option("--until <instant>", "answers received at or before this UTC instant; left out: all");
  withDecideOptions(command).action(async (startup: string, source: string, flags: ReplayFlags) => {
    const reader = flags.reader === undefined ? await declared(call, startup, source) : await given(call, flags.reader);
    const decision: ReadingAdopted = {
      what: "reading.adopted",
      source,
      reader,
      ...(flags.since !== undefined && { since: flags.since }),
      ...(flags.until !== undefined && { until: flags.until }),
    };
    const house = await call.house();
    const proposal = flags.dryRun ? undefined : await inForce(house, startup, decision);
    if (proposal !== undefined) {
      const same = `these bytes are read so already, by decision ${proposal}`;
      call.io.out(
        flags.json ? `${JSON.stringify({ proposal, startup, state: "in force", again: true })}\n` : `${same}\n`,
      );
      done(EXIT.ok);
    } else done(await decide(call, house, startup, decision, flags));
  });
};

/** The reader that a pull would use now. */
async function declared(call: Call, startup: string, name: string): Promise<Reader> {
  const declarations = await wholeDirectory(call);
  const declaration = declarations.find((one) => one.startup === startup);
  if (!declaration)
    throw new ReleveError(
      "RELEVE_UNKNOWN_STARTUP",
      `no startup "${startup}" in the directory`,
      "give its mended file with RELEVE_DIRECTORY, or the reader with --reader",
    );
  const source = declaration.sources.find((one) => one.source === name && one.kind !== "push");
  if (source) return readerOf(source).reader;
  const asked = declaration.sources.filter(({ kind }) => kind !== "push").map((one) => one.source);
  throw new ReleveError(
    "RELEVE_USAGE",
    `${startup} has no source "${name}" that is asked`,
    `one of ${asked.join(", ")}`,
  );
}

async function given(call: Call, name: string): Promise<Reader> {
  const path = resolve(call.io.cwd, name);
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ReleveError("RELEVE_FILE", `${path} cannot be read: ${error.message}`, "check the path");
  });
  try {
    const parsed = Reader.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map(({ path: at, message }) => `/${at.map(String).join("/")}: ${message}`);
    throw new ReleveError("RELEVE_FILE", `${path} is no reader:\n  ${faults.join("\n  ")}`, "docs/decide.md shows one");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ReleveError("RELEVE_FILE", `${path} is not JSON: ${error.message}`, "docs/decide.md shows one");
  }
}

/** The last adoption of the source in force, when it says the same. */
async function inForce(house: House, startup: string, decision: ReadingAdopted): Promise<string | undefined> {
  const warehouse = await house.live();
  const last = (await decisionsOf(warehouse, await openFrame(warehouse), startup)).findLast(
    (one) =>
      one.state === "in force" && one.decision.what === "reading.adopted" && one.decision.source === decision.source,
  );
  return last && canonicalJson(last.decision) === canonicalJson(decision) ? last.proposal : undefined;
}
