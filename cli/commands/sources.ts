// `releve sources`: every source of the directory as it counts, and where it came from: a file, or a request.
import { resolve } from "node:path";
import { metricsOf } from "../../ingestors/declarations.ts";
import { filesByStartup } from "../../ingestors/directory.ts";
import { EXIT } from "../../schemas/errors.ts";
import { type AddCommand, type Call, table } from "../command.ts";
import { directoryOf, foldersOf } from "../compose.ts";
import { wholeDirectory } from "../whole-directory.ts";

interface Line {
  readonly startup: string;
  readonly source: string;
  readonly kind: string;
  readonly metrics: readonly string[];
  /** The path of a file, or the id of a request. */
  readonly from: string;
  readonly by: string;
}

export const sources: AddCommand = (program, call, done) => {
  program
    .command("sources")
    .description("every source that is asked or taken, and where it came from: a file, or a request to join")
    .argument("[startup...]", "startups; left out: all")
    .option("--json", "print as JSON")
    .action(async (only: string[], { json }: { json?: boolean }) => {
      const lines = (await linesOf(call)).filter(({ startup }) => only.length === 0 || only.includes(startup));
      const head = ["startup", "source", "kind", "metrics", "from", "accepted by"];
      const rows = lines.map(({ startup, source, kind, metrics, from, by }) => [
        ...[startup, source, kind, metrics.length > 6 ? `${metrics.length} metrics` : metrics.join(", "), from, by],
      ]);
      if (json) call.io.out(`${JSON.stringify({ sources: lines })}\n`);
      else call.io.out(rows.length === 0 ? "There is no source.\n" : table(head, rows));
      done(EXIT.ok);
    });
};

async function linesOf(call: Call): Promise<Line[]> {
  const config = call.config();
  const { requests } = await call.house();
  const files = await directoryOf(config, call.io.cwd);
  const paths = await filesByStartup(foldersOf(config, call.io.cwd));
  const accepted = (await requests.all()).filter(({ state }) => state === "accepted");
  const whole = await wholeDirectory(call, requests);
  return whole.flatMap(({ startup, sources: all }) =>
    all.map((source): Line => {
      const own = files.find((one) => one.startup === startup);
      const isOfFile = own?.sources.some((one) => one.source === source.source);
      const request = accepted.find((one) => one.startup === startup && one.source?.source === source.source);
      const from = isOfFile ? resolve(paths.get(startup) ?? "") : `request ${request?.id ?? ""}`;
      const by = isOfFile ? "" : (request?.settled?.by ?? "");
      const { source: name, kind } = source;
      return { startup, source: name, kind, metrics: [...new Set(metricsOf(source))], from, by };
    }),
  );
}
