// `releve directory check`: whether every file of the directory can be used, and with --live, what each source answers.
import { endpointSecret } from "../../infra/config.ts";
import { askPages } from "../../ingestors/ask-pages.ts";
import { readProposal } from "../../ingestors/check/reading.ts";
import { metricsOf, PUSH } from "../../ingestors/declarations.ts";
import { loadDirectory, NETWORK } from "../../ingestors/directory.ts";
import { readerOf } from "../../ingestors/reader.ts";
import { makeStatement } from "../../processors/statement.ts";
import type { HttpAsk } from "../../schemas/endpoint.ts";
import { AnswerError, EXIT, type Exit, ReleveError } from "../../schemas/errors.ts";
import type { Declaration, Source } from "../../schemas/source.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import { foldersOf } from "../compose.ts";
import { httpOf } from "../http-of.ts";

interface Line {
  readonly startup: string;
  readonly source: string;
  readonly kind: string;
  readonly metrics: readonly string[];
  /** With --live only: what came. */
  readonly came?: { readonly ok: boolean; readonly says: string };
}

export const directory: AddCommand = (program, call, done) => {
  program
    .command("directory")
    .description("the files that say where figures come from: those of the network, and your own")
    .command("check")
    .description("whether every file can be used; the network's and those of RELEVE_DIRECTORY")
    .argument("[startup...]", "startups; left out: all")
    .option("--live", "ask each source once, and say what came; nothing is kept")
    .option("--json", "print as JSON")
    .action(async (only: string[], { live, json }: { live?: boolean; json?: boolean }) => {
      const lines = await checked(call, only, live === true);
      call.io.out(json ? `${JSON.stringify({ sources: lines })}\n` : text(lines));
      done(exitOf(lines));
    });
};

async function checked(call: Call, only: readonly string[], live: boolean): Promise<Line[]> {
  const config = call.config();
  const { allowLoopback } = config;
  const all = await loadDirectory([NETWORK, ...foldersOf(config, call.io.cwd)], { allowLoopback });
  const unknown = only.find((id) => !all.some(({ startup }) => startup === id));
  if (unknown !== undefined) {
    const known = all.map(({ startup }) => startup).join(", ");
    throw new ReleveError(
      "RELEVE_UNKNOWN_STARTUP",
      `no directory file declares ${unknown}; known: ${known}`,
      "releve directory check lists them",
    );
  }
  const http = live ? httpOf(config) : undefined;
  const lines: Line[] = [];
  for (const declaration of all.filter(({ startup }) => only.length === 0 || only.includes(startup))) {
    for (const source of declaration.sources) lines.push(await lineOf(declaration, source, call, http)); // one question at a time
  }
  return lines;
}

async function lineOf({ startup }: Declaration, source: Source, call: Call, http: HttpAsk | undefined): Promise<Line> {
  const line = { startup, source: source.source, kind: source.kind, metrics: [...new Set(metricsOf(source))] };
  return http && source.kind !== PUSH ? { ...line, came: await ask(source, call, http) } : line;
}

/** What a pull and a processor would make of the source, now. */
async function ask(source: Source, call: Call, http: HttpAsk): Promise<NonNullable<Line["came"]>> {
  const { endpoint, settings } = readerOf(source);
  const asked = await askPages({
    endpoint,
    settings,
    http,
    secrets: (name) => endpointSecret(call.io.env, name),
    conditional: {},
    maxBytes: call.config().pullMaxUnpackedBytes,
    clock: Date.now,
    abort: call.io.gone,
  });
  if (asked.outcome !== "whole")
    return { ok: false, says: asked.outcome === "failed" ? `${asked.code}: ${asked.detail}` : asked.outcome };
  const pages = asked.pages.map(({ url, headers, bytes }) => ({
    url,
    contentType: headers["content-type"] ?? "",
    bytes,
  }));
  const read = readProposal(source, { pages, moment: Date.now() });
  if ("refused" in read) return { ok: false, says: `${read.refused.code}: ${read.refused.message}` };
  try {
    const { cells, homeless } = makeStatement(read.reading, read.definitions, { moment: Date.now(), off: 0 });
    const wrong = [...homeless].map(([what, rows]) => `; ${rows} × ${what}`).join("");
    return { ok: cells.size > 0, says: `${cells.size} figures${wrong}` };
  } catch (error) {
    if (error instanceof AnswerError) return { ok: false, says: `${error.code}: ${error.message}` };
    throw error;
  }
}

function text(lines: readonly Line[]): string {
  const startups = new Set(lines.map(({ startup }) => startup)).size;
  const rows = lines.map(({ startup, source, kind, metrics, came }) => [
    startup,
    source,
    kind,
    metrics.length > 6 ? `${metrics.length} metrics` : metrics.join(", "),
    ...(came ? [came.says.slice(0, 160)] : []),
  ]);
  const head = ["startup", "source", "kind", "metrics", ...(lines.some(({ came }) => came) ? ["came"] : [])];
  return `${table(head, rows)}${startups} files, ${lines.length} sources: all can be used\n`;
}

function exitOf(lines: readonly Line[]): Exit {
  const asked = lines.filter(({ came }) => came);
  const failed = asked.filter(({ came }) => came && !came.ok).length;
  if (failed === 0) return EXIT.ok;
  return failed === asked.length ? EXIT.failed : EXIT.partial;
}
