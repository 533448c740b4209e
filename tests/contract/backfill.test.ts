// The past of a source: each span a question and a fact of its own, known since it was answered, asked once and politely.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { checkDeclaration } from "../../ingestors/declarations.ts";
import { openMemory } from "../../ingestors/memory.ts";
import { pullAll } from "../../ingestors/pull.ts";
import type { BackfillRange } from "../../ingestors/span.ts";
import type { EndpointAnswered, FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import type { Declaration } from "../../schemas/source.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";

const DAY = 86_400_000;
const period = { pointer: "/date", grain: "day", format: "iso-date" };
const figures = [{ metric: "visites", rows: "/*", value: "/n", period }];
/** A source that is asked for the present without a span, and month by month for the past. */
const file = (url: string, more: object = {}) => ({
  startup: "a-dock",
  name: "À quai",
  sources: [
    {
      source: "site",
      kind: "json",
      settings: { url: `${url}/visits`, figures },
      backfill: { by: "month", settings: { url: `${url}/visits?from={from}&to={to}` } },
      ...more,
    },
  ],
});
const checked = (value: object) => checkDeclaration("a-dock.json", value, { allowLoopback: true });

let server: Loopback;
let log: EventLog;
let now: number;
let missing: string;
const data = mkdtempSync(join(tmpdir(), "releve-backfill-"));
beforeEach(async () => {
  now = Date.parse("2026-11-22T08:00:00Z");
  missing = "";
  log = await openLmdbLog({ folder: mkdtempSync(join(data, "log-")), clock: () => now });
  server = await loopback((request, response) => {
    const from = new URL(request.url ?? "", "http://x").searchParams.get("from") ?? "2026-11-01";
    if (from === missing) response.writeHead(404).end();
    else sendJson(response, [{ date: from, n: Number(from.slice(5, 7)) }]);
  });
});
afterEach(async () => {
  await server.close();
  await log.close();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function pull(backfill?: BackfillRange, abort?: AbortSignal) {
  const { declaration } = checked(file(server.url));
  const http = openHttpClient({
    ...{ timeoutMs: 5_000, maxBytes: 1e6, maxUnpackedBytes: 1e6, allowLoopback: true, contact: "" },
  });
  const { results } = await pullAll({
    ...{ declarations: [declaration as Declaration], log, http, clock: () => now, newId: newEventId },
    ...{ signal: () => undefined, memory: await openMemory(log) },
    options: { ...(backfill && { backfill }), ...(abort && { abort }) },
  });
  return results.map(({ outcome }) => outcome);
}
async function facts(): Promise<FactEvent[]> {
  const found: FactEvent[] = [];
  for (let partition = 0; partition < PARTITIONS; partition++)
    for await (const { value } of log.read(TOPICS.facts, partition, 0)) found.push(JSON.parse(value.toString()));
  return found.filter(({ type }) => type !== "source.declared");
}
const asked = () => server.asked.map(({ url }) => url.replace("/visits", ""));

describe("a backfill", () => {
  it("is one question and one fact a month, each marked, and known since it came", async () => {
    expect(await pull({ from: "2025-12", to: "2026-02" })).toEqual(["answered", "answered", "answered"]);
    expect(asked()).toEqual([
      "?from=2025-12-01&to=2025-12-31",
      "?from=2026-01-01&to=2026-01-31",
      "?from=2026-02-01&to=2026-02-28",
    ]);
    const answers = (await facts()) as EndpointAnswered[];
    expect(answers.map(({ backfill }) => backfill)).toEqual([
      { from: "2025-12-01", to: "2025-12-31" },
      { from: "2026-01-01", to: "2026-01-31" },
      { from: "2026-02-01", to: "2026-02-28" },
    ]);
    for (const { receivedAt } of answers) expect(receivedAt).toBe("2026-11-22T08:00:00.000Z");
    expect(answers[1]?.reader.settings.url).toBe(`${server.url}/visits?from=2026-01-01&to=2026-01-31`);
  });
  it("goes to the last month that is over, and never into what is not", async () => {
    await pull({ from: "2026-09" });
    await pull({ from: "2026-09", to: "2027-05" });
    expect(asked()).toEqual(["?from=2026-09-01&to=2026-09-30", "?from=2026-10-01&to=2026-10-31"]);
  });
  it("asks nothing again within a day; later the same bytes are no fact", async () => {
    await pull({ from: "2026-09" });
    expect(await pull({ from: "2026-09" })).toEqual(["unchanged", "unchanged"]);
    expect(server.asked).toHaveLength(2);
    now += 2 * DAY;
    expect(await pull({ from: "2026-09" })).toEqual(["unchanged", "unchanged"]);
    expect([server.asked.length, (await facts()).length]).toEqual([4, 2]);
  });
  it("goes on where it ended: what failed is asked again, and is no failure of the source", async () => {
    missing = "2026-09-01";
    expect(await pull({ from: "2026-08" })).toEqual(["answered", "failed", "answered"]);
    expect((await facts()).map(({ type }) => type)).toEqual(["endpoint.answered", "endpoint.answered"]);
    missing = "";
    expect(await pull({ from: "2026-08" })).toEqual(["unchanged", "answered", "unchanged"]);
    expect(asked().filter((url) => url.includes("2026-09-01"))).toHaveLength(2);
    expect(server.asked).toHaveLength(4);
  });
  it("is apart from the present: the next pull compares with the pull before it", async () => {
    await pull();
    await pull({ from: "2026-10" });
    now += DAY;
    expect(await pull()).toEqual(["unchanged"]);
    const [first, , last] = await facts();
    expect([first?.type, last?.type]).toEqual(["endpoint.answered", "endpoint.unchanged"]);
  });
  it("is refused for a range that is none, and where no source says how", async () => {
    await expect(pull({ from: "2026-13" })).rejects.toThrow(/two months|--from 2026-13/);
    await expect(pull({ from: "2026-05", to: "2026-04" })).rejects.toMatchObject({ code: "RELEVE_USAGE" });
    await expect(pull({ from: "2026-05", source: "other" })).rejects.toThrow("no source other says how");
  });
});

describe("how the past is asked for", () => {
  const faults = (more: object) => checked(file("https://a-dock.example", more)).faults.map(({ expected }) => expected);
  const way = (settings: object) => ({ backfill: { by: "year", settings } });
  it("may fill any text of the settings, years too", () => {
    const ofYear = [{ metric: "visites", value: "/n", period: { value: "{year}", grain: "year", format: "year" } }];
    expect(faults(way({ url: "https://a-dock.example/visits?year={year}", figures: ofYear }))).toEqual([]);
  });
  it("names its span, asks the same host, and states no state", () => {
    expect(faults(way({ url: "https://a-dock.example/old" }))).toEqual(["{year}, {month}, {from} or {to} in a text"]);
    expect(faults(way({ url: "https://elsewhere.example/{year}" }))).toEqual(["an address of a-dock.example"]);
    const state = [{ metric: "cartes_publiees", value: "/{year}" }];
    expect(faults(way({ figures: state }))).toContain("metrics of a period");
  });
});
