// `releve join`: who asked to join, and what the network does about it.
import type { JoinRequest } from "../../ingestors/join/known.ts";
import { settle } from "../../ingestors/join/settle.ts";
import { openTokens } from "../../ingestors/tokens/known.ts";
import { EXIT } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import type { JoinStep } from "../../schemas/join.ts";
import { caughtUp, processUntilCaughtUp } from "../catch-up.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import { inOrder, toldOf } from "../join-told.ts";
import { wholeDirectory } from "../whole-directory.ts";
import { declare, pullNow } from "./pull.ts";

interface Flags {
  readonly by: string;
  readonly reason?: string;
  readonly pull?: boolean;
  readonly json?: boolean;
}

export const join: AddCommand = (program, call, done) => {
  const group = program
    .command("join")
    .description("who asked to join, and what the network does about it: list, accept, decline, end");
  group
    .command("list")
    .description("requests to join, those that wait first, with the address of whoever asked")
    .option("--json", "print as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const house = await call.house();
      const contacts = await house.contacts.all();
      const found = inOrder(await house.requests.all()).map((one) => toldOf(one, contacts[one.id]?.address));
      if (json) call.io.out(`${JSON.stringify({ requests: found })}\n`);
      else if (found.length === 0) call.io.out("Nobody asked to join.\n");
      else {
        const head = ["asked", "startup", "want", "figures>", "state", "holder", "contact", "address", "id"];
        const rows = found.map((one) => [
          ...[one.asked.slice(0, 16), one.startup, one.want, String(one.figures ?? ""), one.state, one.holder],
          ...[one.contact ?? "", one.address ?? "", one.id],
        ]);
        call.io.out(table(head, rows));
      }
      done(EXIT.ok);
    });
  group
    .command("accept")
    .description("its startup has the source from now on; an endpoint is asked at once")
    .argument("<id>", "of the request (`releve join list`)")
    .requiredOption("--by <name>", "who accepts: a name or a role, no e-mail address")
    .option("--no-pull", "leave the endpoint to the next round of pulls")
    .option("--json", "print the request as JSON")
    .action(async (id: string, flags: Flags) => {
      const after = await step(call, "accept", id, flags);
      if (flags.pull !== false && after.want === "endpoint") await pullFirst(call, after);
      told(call, after, flags.json);
      done(EXIT.ok);
    });
  for (const [name, about] of [
    ["decline", "it will not be accepted; its asker reads the reason"],
    ["end", "a source that was accepted is asked, or taken, no more; what it said stays"],
  ] as const)
    group
      .command(name)
      .description(about)
      .argument("<id>", "of the request (`releve join list`)")
      .requiredOption("--by <name>", "who decides: a name or a role, no e-mail address")
      .requiredOption("--reason <words>", "why, in plain words: public, without personal data")
      .option("--json", "print the request as JSON")
      .action(async (id: string, flags: Flags) => {
        told(call, await step(call, name, id, flags), flags.json);
        done(EXIT.ok);
      });
};

/** Carries a step out, and declares what the directory is from then on. */
async function step(call: Call, name: JoinStep, id: string, { by, reason = "" }: Flags): Promise<JoinRequest> {
  const house = await call.house();
  const { log, requests, clock, signal, config } = house;
  const directory = () => wholeDirectory(call, requests);
  const settling = {
    log,
    requests,
    clock,
    signal,
    newId: newEventId,
    tokens: openTokens(log),
    directory,
    rules: config,
  };
  const after = await settle(settling, { step: name, request: id, author: by, reason });
  if (name !== "accept") await house.contacts.forget(id);
  if (name !== "decline") await declare(house, await directory());
  return after;
}

async function pullFirst(call: Call, { startup, source }: JoinRequest): Promise<void> {
  const house = await call.house();
  const declarations = (await wholeDirectory(call, house.requests)).filter((one) => one.startup === startup);
  await pullNow(house, house.config, call.io, declarations, {
    wanted: (job) => job.source.source === source?.source,
    quiet: true,
  });
  if (call.inServe) await caughtUp(house, call.io);
  else if (house.log.kind === "lmdb") await processUntilCaughtUp(house, call.io);
}

function told(call: Call, request: JoinRequest, json = false): void {
  const { startup, state, source, id } = request;
  const what = source ? `, source ${source.source}` : "";
  call.io.out(json ? `${JSON.stringify(toldOf(request))}\n` : `${startup}: ${state}${what} (${id})\n`);
}
