// `releve check`: looks at an unknown endpoint, and proposes the directory file that would read it.
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { endpointSecret } from "../../infra/config.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { CheckReply, OpenQuestion } from "../../schemas/check.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { type CheckPorts, checkBytes, checkUrl } from "../check.ts";
import { checkText, fileText } from "../check-text.ts";
import type { AddCommand, Call } from "../command.ts";
import { httpOf } from "../http-of.ts";

interface Flags {
  readonly startup?: string;
  readonly url?: string;
  readonly header?: readonly string[];
  readonly write?: string;
  readonly json?: boolean;
}

export const check: AddCommand = (program, call, done) => {
  program
    .command("check")
    .description("look at an unknown endpoint, and propose the directory file that would read it")
    .argument("<URL|file>", "an https address of figures, or a file with its answer")
    .option("--startup <id>", "the startup's id in the network's registry; left out: made of the address")
    .option("--url <url>", "of a file: the address that it came from")
    .option("--header <header...>", 'further request headers, as "Authorization: Bearer {{RELEVE_SECRET_…}}"')
    .option("--write <folder>", "write the proposed file into this folder; one that is there stays")
    .option("--json", "print as JSON")
    .action(async (target: string, flags: Flags) => {
      const reply = await looked(call, target, flags);
      const path = flags.write === undefined ? undefined : await written(resolve(call.io.cwd, flags.write), reply);
      call.io.out(flags.json ? `${JSON.stringify(reply)}\n` : checkText(reply));
      if (path !== undefined) call.io.err(`Written: ${path}\n`);
      else if (flags.write !== undefined) call.io.err("Nothing written: no figure can be read with it\n");
      done(reply.outcome === "readable" ? EXIT.ok : EXIT.failed);
    });
};

async function looked(call: Call, target: string, flags: Flags): Promise<CheckReply> {
  const config = call.config();
  const headers = headersOf(flags.header ?? []);
  const options = { ...(flags.startup && { startup: flags.startup }), headers };
  const ports: CheckPorts = {
    http: httpOf(config),
    territories: await loadTerritories(),
    clock: Date.now,
    secrets: (name) => endpointSecret(call.io.env, name),
    allowLoopback: config.allowLoopback,
  };
  if (/^https?:\/\//i.test(target)) return checkUrl(target, ports, options);
  const bytes = await bytesOf(resolve(call.io.cwd, target));
  const url = flags.url ?? `https://address.invalid/${encodeURIComponent(basename(target))}`;
  const reply = checkBytes({ bytes, url, contentType: "" }, ports, options);
  return flags.url === undefined && reply.proposal
    ? { ...reply, address: target, questions: [ADDRESS, ...reply.questions] }
    : reply;
}

const ADDRESS: OpenQuestion = {
  ask: {
    fr: "À quelle adresse ce fichier est-il publié ? (--url)",
    en: "At which address is this file published? (--url)",
  },
  chosen: {
    fr: "https://address.invalid/…, qui la remplace : écrivez la vraie",
    en: "https://address.invalid/…, which stands for it: replace it",
  },
};

/** @throws {ReleveError} RELEVE_USAGE */
function headersOf(lines: readonly string[]): Record<string, string> {
  const pairs = lines.map((line) => {
    const [, name, value] = /^([A-Za-z0-9-]+):\s*(.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new ReleveError("RELEVE_USAGE", "--header: found no name and value", 'write it as "Name: value"');
    }
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ReleveError(
      "RELEVE_FILE",
      `${path} cannot be read: ${(error as Error).message}`,
      "give an address that begins with https://, or the path of a file",
    );
  }
}

/** `undefined` where there is nothing to write: a file that reads no figure is none to keep. @throws {ReleveError} RELEVE_FILE */
async function written(folder: string, { proposal, outcome }: CheckReply): Promise<string | undefined> {
  if (!proposal || outcome !== "readable") return undefined;
  const path = join(folder, `${proposal.startup}.json`);
  try {
    await writeFile(path, fileText(proposal), { flag: "wx" });
    return path;
  } catch (error) {
    throw new ReleveError(
      "RELEVE_FILE",
      `${path} cannot be written: ${(error as Error).message}`,
      "give another folder, or --startup with another id",
    );
  }
}
