// `releve token`: who may send figures, or decide, over HTTP.
import { type Issued, type Issuing, issueToken, revokeToken, rotateToken } from "../../ingestors/tokens/issue.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { RIGHTS, type Right } from "../../schemas/tokens.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import type { Io } from "../io.ts";
import { wholeDirectoryOf } from "../whole-directory.ts";

interface CreateFlags {
  readonly right: string;
  readonly holder: string;
  readonly json?: boolean;
}

export const token: AddCommand = (program, call, done) => {
  const group = program
    .command("token")
    .description("who may send figures, or decide, over HTTP: create, list, rotate, revoke");
  group
    .command("create")
    .description("a new token, shown once: to push for one startup, or to decide")
    .argument("[startup]", "the only startup it is for; left out, with --right decide: all")
    .requiredOption("--holder <name>", "who bears it, a name or a role, no e-mail address")
    .option("--right <right>", RIGHTS.join(", "), "push")
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { right, holder, json }: CreateFlags) => {
      const wanted = { right: rightOf(right), startup, holder };
      await checkStartup(call, wanted);
      show(call.io, await issueToken(await issuingOf(call), wanted), json);
      done(EXIT.ok);
    });
  group
    .command("rotate")
    .description("a second token for the same, shown once; the first stays good until it is revoked")
    .argument("<id>", "its id (`releve token list`)")
    .option("--json", "print as JSON")
    .action(async (id: string, { json }: { json?: boolean }) => {
      show(call.io, await rotateToken(await issuingOf(call), id), json);
      call.io.err(`The old one is good until: releve token revoke ${id}\n`);
      done(EXIT.ok);
    });
  group
    .command("revoke")
    .description("a token is good no more, for ever, in every process within 5 seconds")
    .argument("<id>", "its id (`releve token list`)")
    .action(async (id: string) => {
      const { right, startup = "all", holder } = await revokeToken(await issuingOf(call), id);
      call.io.out(`Revoked ${id}: ${right}, ${startup}, ${holder}.\n`);
      done(EXIT.ok);
    });
  group
    .command("list")
    .description("all tokens by their ids, never the tokens themselves")
    .option("--json", "print as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const all = await openTokens(await call.log()).all();
      const rows = all.map(({ id, right, startup = "", holder, issued, revoked }) => [
        ...[id, right, startup, holder, instantOf(issued)],
        revoked === undefined ? "live" : `revoked ${instantOf(revoked)}`,
      ]);
      const head = ["id", "right", "startup", "holder", "issued", "state"];
      if (json) call.io.out(`${JSON.stringify({ tokens: rows.map((row) => objectOf(head, row)) })}\n`);
      else call.io.out(rows.length === 0 ? "No token was issued.\n" : table(head, rows));
      done(EXIT.ok);
    });
};

const instantOf = (at: number) => new Date(at).toISOString();
const objectOf = (names: readonly string[], row: readonly string[]) =>
  Object.fromEntries(names.map((name, at) => [name, row[at]]));

function rightOf(text: string): Right {
  const right = RIGHTS.find((one) => one === text);
  if (right) return right;
  throw new ReleveError("RELEVE_USAGE", `--right: found "${text}"`, `one of ${RIGHTS.join(", ")}`);
}

/** Any startup of the directory: one that has no push can take note of its doubts. @throws {ReleveError} RELEVE_UNKNOWN_STARTUP. */
async function checkStartup(call: Call, { startup }: { readonly startup: string | undefined }): Promise<void> {
  if (startup === undefined) return;
  if ((await wholeDirectoryOf(call)).some((one) => one.startup === startup)) return;
  throw new ReleveError(
    "RELEVE_UNKNOWN_STARTUP",
    `no startup "${startup}" in the directory`,
    `write ${startup}.json and name its folder in RELEVE_DIRECTORY`,
  );
}

async function issuingOf(call: Call): Promise<Issuing> {
  const log = await call.log();
  // Nobody's log line: the command says by itself what it did.
  return { log, tokens: openTokens(log), clock: Date.now, newId: newEventId, signal: () => undefined };
}

/** The token alone on stdout, so that it can be piped to where it is kept. */
function show(io: Io, { id, text }: Issued, json = false): void {
  io.out(json ? `${JSON.stringify({ id, token: text })}\n` : `${text}\n`);
  io.err(`Token ${id}. It is shown this once: keep it where secrets are kept.\n`);
}
