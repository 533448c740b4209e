// The weekly report as a stranger runs it: made and sent by `serve` when it was missed, once, and asked for by command.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { sha256 } from "../../schemas/canonical.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { addWeeks, isoWeekOf, lastFrozen, weekSlug } from "../../schemas/week.ts";
import { type Folder, folder, pushStartup } from "../support/directory.ts";
import { declared, entryOf, pushed } from "../support/facts.ts";
import { type MailBox, mailBox } from "../support/mail-box.ts";
import { releve, served } from "../support/program.ts";

let files: Folder;
let box: MailBox;
let data: string;
let env: Record<string, string>;
const now = Date.now();
const week = lastFrozen(now);

beforeAll(async () => {
  files = folder();
  box = await mailBox();
  data = join(files.path, "data");
  await recordInThePast();
  env = {
    RELEVE_REPORTS: "on",
    RELEVE_SMTP: box.url,
    RELEVE_MAIL_FROM: "Relevé <releve@example.org>",
    RELEVE_MAIL_TO: files.write("readers.txt", "ada@example.org en # the first reader\n"),
    RELEVE_PUBLIC_URL: "https://releve.example",
  };
});
afterAll(async () => {
  await box?.close();
  files?.remove();
});

/** A figure that was known in the week before last. */
async function recordInThePast(): Promise<void> {
  const at = new Date(addWeeks(week, -1).start + 36 * 3_600_000).toISOString();
  const log = await openLmdbLog({ folder: join(data, "log"), clock: () => Date.parse(at) });
  const figure = { metric: "cartes_publiees", value: 41_207 };
  const facts = [declared(pushStartup("b-dock"), at), pushed({ startup: "b-dock", source: "sent", at }, [figure])];
  await log.append(TOPICS.facts, facts.map(entryOf));
  await log.close();
}
const command = (...args: string[]) => releve(["report", "--data", data, ...args], { env, cwd: files.path });
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo(); await new Promise((resolve) => setTimeout(resolve, 50)))
    if (Date.now() > end) throw new Error("it did not come within 60 s");
}

describe("the report of last week", () => {
  it("is made and sent when serve starts after it was missed, and not twice", async () => {
    const first = await served(["--data", data], { env });
    try {
      await until(() => box.mails.length === 1);
      expect(box.mails[0]).toMatchObject({ to: "ada@example.org", subject: "A week without notable change" });
      expect(box.mails[0]?.text).toContain("41,207 maps");
      const page = await (await fetch(`${first.url}/rapports/${weekSlug(week)}`)).text();
      expect(page).toContain("Semaine sans changement notable");
      const printed = await command("--week", week.id, "--json");
      expect(page).toContain(sha256(printed.out));
      const running = await command("--week", isoWeekOf(now).id, "--publish");
      expect(running).toMatchObject({
        exit: 2,
        out: "",
        err: expect.stringContaining(`${isoWeekOf(now).id} is not over`),
      });
    } finally {
      expect(await first.end("SIGTERM")).toBe(0);
    }
    expect(await command("--send")).toMatchObject({
      exit: 0,
      out: `${week.id}: sent to 0, 1 had it already, 0 failed.\n`,
    });
    expect(box.mails).toHaveLength(1);
  });

  it("cannot be sent without the settings that sending needs: exit 78, before anything is opened", async () => {
    const bare = await releve(["report", "--send", "--data", data], { env: { RELEVE_SMTP: box.url } });
    expect(bare).toMatchObject({ exit: 78, out: "" });
    expect(bare.err).toMatch(
      /^RELEVE_CONFIG {2}a report cannot be sent: RELEVE_MAIL_FROM, RELEVE_MAIL_TO, RELEVE_PUBLIC_URL are not set/,
    );
  });
});
