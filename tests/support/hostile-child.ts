// The real puller in a process of its own, with the settings of a fresh install but for its time: it asks each address it
// is given once, and says what came of it, how long it took and by how much its memory grew.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { httpOf } from "../../cli/http-of.ts";
import { readConfig } from "../../infra/config.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { pullAll } from "../../ingestors/pull.ts";
import { newEventId } from "../../schemas/ids.ts";
import { Declaration } from "../../schemas/source.ts";

export interface Asked {
  readonly name: string;
  readonly url: string;
}
export interface Told {
  readonly name: string;
  readonly outcome: string;
  readonly code?: string;
  readonly detail?: string;
  readonly elapsedMs: number;
  /** The greatest rise of resident memory while it was asked, in MiB. */
  readonly mib: number;
}
const MIB = 1024 * 1024;

const [seconds = "", ...asked] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "releve-hostile-"));
const config = readConfig({ RELEVE_DATA: folder, RELEVE_PULL_TIMEOUT_SECONDS: seconds, RELEVE_ALLOW_LOOPBACK: "1" });
const log = await openLmdbLog({ folder });
const http = httpOf(config);

async function ask({ name, url }: Asked): Promise<Told> {
  const figures = [{ metric: "cartes_publiees", value: "/n" }];
  const declaration = Declaration.parse({
    startup: "a-dock",
    name,
    sources: [{ source: "site", kind: "json", settings: { url, figures } }],
  });
  globalThis.gc?.();
  await sleep(50);
  let low = process.memoryUsage().rss;
  let most = 0;
  const look = () => {
    const { rss } = process.memoryUsage();
    low = Math.min(low, rss);
    most = Math.max(most, rss - low);
  };
  const timer = setInterval(look, 2);
  const { results } = await pullAll({
    declarations: [declaration],
    log,
    http,
    clock: Date.now,
    signal: () => undefined,
    newId: newEventId,
  });
  look();
  clearInterval(timer);
  const [
    { outcome, code, detail, elapsedMs } = { outcome: "nothing", elapsedMs: 0, code: undefined, detail: undefined },
  ] = results;
  return {
    name,
    outcome,
    ...(code && { code }),
    ...(detail && { detail }),
    elapsedMs,
    mib: Math.round((most / MIB) * 10) / 10,
  };
}

for (const text of asked) process.stdout.write(`${JSON.stringify(await ask(JSON.parse(text) as Asked))}\n`);
await log.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
