// The weekly report under chaos: `serve` publishes and sends it, dies in between, and does so again when it is started.
// Published twice, sent twice, or shown twice would each be a difference.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { openWarehouse } from "../../infra/warehouse/clickhouse.ts";
import type { Failpoint } from "../../schemas/failpoint.ts";
import { PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { addWeeks, lastFrozen, type Week, weekSlug } from "../../schemas/week.ts";
import { pushStartup } from "../support/directory.ts";
import { declared, entryOf, pushed } from "../support/facts.ts";
import { until } from "../support/log-process.ts";
import { type MailBox, mailBox } from "../support/mail-box.ts";
import type { Differences } from "./compare.ts";
import { dataOf, type Setting, serve } from "./program.ts";
import type { Outcome } from "./run.ts";

export async function liveForReport(point: Failpoint): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "releve-chaos-"));
  const box = await mailBox();
  const readers = join(folder, "readers.txt");
  writeFileSync(readers, "ada@example.org en\n");
  const env = {
    RELEVE_DIRECTORY: "",
    RELEVE_REPORTS: "on",
    RELEVE_SMTP: box.url,
    RELEVE_MAIL_FROM: "Relevé <releve@example.org>",
    RELEVE_MAIL_TO: readers,
    RELEVE_PUBLIC_URL: "https://releve.example",
  };
  const setting: Setting = { folder, env };
  const week = lastFrozen(Date.now());
  try {
    await recordInThePast(setting, week);
    const first = await serve(setting, { point, nth: 1, how: "kill" });
    await Promise.race([first.program.closed, new Promise((late) => setTimeout(late, 60_000).unref())]);
    const fired = first.program.fired();
    await first.program.end("SIGKILL");
    const began = performance.now();
    const { program } = await serve(setting);
    try {
      const url = await program.line(/^http:\/\/\S+$/);
      const page = async () => (await fetch(`${url}/rapports/${weekSlug(week)}`)).status === 200;
      await until("the report is sent and has its page", async () => box.mails.length > 0 && (await page()), 60_000);
      const recoveryMs = performance.now() - began;
      await program.end("SIGTERM");
      const { differences, facts } = await reportDifferences(setting, week, point, box);
      return { deaths: [{ point, fired, recoveryMs }], differences, facts };
    } finally {
      await program.end("SIGKILL");
    }
  } finally {
    await box.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A figure that was known in the week before last. */
async function recordInThePast(setting: Setting, week: Week): Promise<void> {
  const at = new Date(addWeeks(week, -1).start + 36 * 3_600_000).toISOString();
  const log = await openLmdbLog({ folder: join(dataOf(setting), "log"), clock: () => Date.parse(at) });
  const figure = { metric: "cartes_publiees", value: 41_207 };
  const facts = [declared(pushStartup("b-dock"), at), pushed({ startup: "b-dock", source: "sent", at }, [figure])];
  await log.append(TOPICS.facts, facts.map(entryOf));
  await log.close();
}

async function reportDifferences(setting: Setting, week: Week, point: Failpoint, { mails }: MailBox) {
  const found: Differences = { lost: [], doubled: [], wrong: [] };
  const log = await openLmdbLog({ folder: join(dataOf(setting), "log") });
  const warehouse = await openWarehouse({ folder: join(dataOf(setting), "warehouse") });
  try {
    const types: string[] = [];
    for (let part = 0; part < PARTITIONS; part += 1)
      for await (const { value } of log.read(TOPICS.reports, part, 0)) types.push(JSON.parse(value.toString()).type);
    const rows = await warehouse.rows<[string, string]>("SELECT week, toString(off) FROM reports FINAL");
    const once = (what: string, count: number) => {
      if (count === 0) found.lost.push(what);
      if (count > 1) found.doubled.push(`${what}: ${count}`);
    };
    once("the report in the log", types.filter((type) => type === "report.published").length);
    once("its sending in the log", types.filter((type) => type === "report.sent").length);
    once("its row", rows.filter(([name]) => name === week.id).length);
    // Killed while it sends, the mail may be with the server and not in the log: it goes again, under its Message-ID.
    const ids = new Set(mails.map(({ headers }) => headers["message-id"]));
    once("its mail", point === "report.published" ? mails.length : ids.size);
    return { differences: found, facts: types.length };
  } finally {
    await warehouse.close();
    await log.close();
  }
}
