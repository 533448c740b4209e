// Recorded answers, looked at by `releve check` without help over HTTP; and its proposals, taken unchanged, are pulled.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkUrl } from "../../cli/check.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { pullAll } from "../../ingestors/pull.ts";
import { makeStatement } from "../../processors/statement.ts";
import type { CheckReply } from "../../schemas/check.ts";
import { FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { realCase, realFolder } from "../support/real-cases.ts";
import { REAL_CHECKS, type RealCheck } from "../support/real-checks.ts";
import { tell } from "../support/tell.ts";

const FOLDER = realFolder("endpoints");
if (!FOLDER) tell("SKIPPED: no real answers are here; RELEVE_SHARED names the folder of cases/endpoints");
const TYPES: Record<string, string> = { json: "application/json", csv: "text/csv", html: "text/html" };

let server: Loopback;
const http = openHttpClient({
  timeoutMs: 3_000,
  maxBytes: 4_000_000,
  maxUnpackedBytes: 40_000_000,
  allowLoopback: true,
  contact: "tests",
});
const replies = new Map<string, CheckReply>();
beforeAll(async () => {
  if (!FOLDER) return;
  server = await loopback((request, response) => {
    const index = Number(/^\/(\d+)\//.exec(request.url ?? "")?.[1] ?? -1);
    const { file = "" } = REAL_CHECKS[index] ?? {};
    const status = file.startsWith("A8") ? 401 : 200;
    response.writeHead(status, { "content-type": TYPES[file.split(".").at(-1) ?? ""] ?? "" });
    response.end(realCase(`endpoints/${file}`) ?? "");
  });
  const territories = await loadTerritories();
  const ports = { http, territories, clock: Date.now, secrets: () => undefined, allowLoopback: true };
  for (const [index, { file, path }] of REAL_CHECKS.entries()) {
    replies.set(file, await checkUrl(`${server.url}/${index}${path}`, ports, { startup: `a-${index}` }));
  }
});
afterAll(() => server?.close());

const PARTS = ["kind", "value", "period", "territory"] as const;
/** Which of the four were found, as the document of the answer says them. */
function found({ file, expect: wanted }: RealCheck): Record<(typeof PARTS)[number], boolean> {
  const reply = replies.get(file);
  const says = (about: string) => (reply?.found ?? []).filter((one) => one.about === about).map((one) => one.found);
  if (wanted === "nothing") {
    const isTold = reply?.outcome === "unreadable" && reply.askTeam !== null;
    return { kind: isTold, value: isTold, period: isTold, territory: isTold };
  }
  return {
    kind: says("kind").includes(wanted.kind),
    value: says("value").some((one) => one.includes(wanted.value)),
    period: says("period").some((one) => one.includes(wanted.period)),
    territory: says("territory").some((one) => one.includes(wanted.territory)),
  };
}

const fileOf = (startup: string) => REAL_CHECKS[Number(startup.slice(2))]?.file ?? "";

/** How many figures a processor makes of what was pulled, by startup. */
async function cellsOf(log: EventLog): Promise<Map<string, number>> {
  const cells = new Map<string, number>();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for await (const { value } of log.read(TOPICS.facts, partition, 0)) {
      const fact = FactEvent.parse(JSON.parse(value.toString()));
      if (fact.type !== "endpoint.answered") continue;
      const pages = fact.pages.map(({ url, headers, body }) => {
        return { url, contentType: headers["content-type"] ?? "", bytes: gunzipSync(Buffer.from(body, "base64")) };
      });
      const moment = Date.parse(fact.at);
      const statement = makeStatement(readAnswer(fact.reader, { pages, moment }), fact.reader.definitions, {
        moment,
        off: 0,
      });
      cells.set(fact.startup, statement.cells.size);
    }
  }
  return cells;
}

describe.skipIf(!FOLDER)("releve check on recorded answers", () => {
  it("finds kind, value, period and territory of nine in ten", () => {
    const lines = REAL_CHECKS.map((line) => ({ file: line.file, ...found(line) }));
    const table = lines.map(({ file, ...parts }) => {
      const marks = PARTS.map((part) => (parts[part] ? "yes" : "NO").padEnd(9));
      const cells = replies.get(file)?.cellCount ?? 0;
      return `${file.slice(0, 56).padEnd(56)} ${marks.join(" ")} ${cells} cells`;
    });
    const whole = lines.filter((line) => PARTS.every((part) => line[part])).length;
    console.log(
      `\n${"".padEnd(56)} ${PARTS.map((part) => part.padEnd(9)).join(" ")}\n${table.join("\n")}\nwhole: ${whole} of ${lines.length}\n`,
    );
    for (const part of PARTS) {
      expect(lines.filter((line) => line[part]).length / lines.length, part).toBeGreaterThanOrEqual(0.9);
    }
    expect(whole / lines.length).toBeGreaterThanOrEqual(0.9);
  });
  it("proposes files that are pulled unchanged, and read into figures", async () => {
    const folder = mkdtempSync(join(tmpdir(), "releve-check-"));
    const log = await openLmdbLog({ folder });
    try {
      const whole = REAL_CHECKS.filter(({ part }) => part !== true);
      const declarations = whole.flatMap(({ file }) => replies.get(file)?.proposal ?? []);
      const ports = {
        log,
        http,
        clock: Date.now,
        newId: newEventId,
        signal: () => undefined,
        secrets: () => undefined,
      };
      const memory = await openMemory(log);
      const { results } = await pullAll({ ...ports, memory, declarations, options: {} });
      expect(results.filter(({ outcome }) => outcome !== "answered")).toEqual([]);
      expect(results.length).toBeGreaterThan(20);
      const cells = await cellsOf(log);
      expect(cells.size).toBe(results.length);
      const without = [...cells].filter(([, count]) => count === 0).map(([startup]) => fileOf(startup));
      expect(without).toEqual(["A4-anct-metrics.bal.past-the-end.json"]); // an empty page, and its proposal says so
    } finally {
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
