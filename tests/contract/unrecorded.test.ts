// Answers that nobody has recorded, asked over HTTP by directory files alone, kept in a log, and read as their facts say.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { loadDirectory } from "../../ingestors/directory.ts";
import { readAnswer } from "../../ingestors/endpoints/index.ts";
import { pullAll } from "../../ingestors/pull.ts";
import { makeStatement } from "../../processors/statement.ts";
import { AnswerError } from "../../schemas/errors.ts";
import type { EndpointAnswered, FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, PARTITIONS, TOPICS } from "../../schemas/ports.ts";
import { type Folder, folder } from "../support/directory.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { UNRECORDED } from "../support/unrecorded.ts";

const MOMENT = Date.parse("2026-11-22T08:00:00Z");
const nameOf = (index: number) => `u${index}`;
let server: Loopback;
let files: Folder;
let log: EventLog;
const data = mkdtempSync(join(tmpdir(), "releve-unrecorded-"));
const facts = new Map<string, FactEvent>();

beforeAll(async () => {
  server = await loopback((request, response) => {
    const asked = new URL(request.url ?? "", "http://x");
    const {
      pages,
      status = 200,
      type = "application/json",
    } = UNRECORDED[Number(asked.searchParams.get("case"))] ?? UNRECORDED[0]!;
    const page = pages[Number(asked.searchParams.get("page") ?? asked.searchParams.get("offset") ?? 0)] ?? pages[0];
    response.writeHead(status, { "content-type": type });
    const body = typeof page === "string" || Buffer.isBuffer(page) ? page : JSON.stringify(page);
    response.end(typeof body === "string" ? body.replace("{case}", asked.searchParams.get("case") ?? "") : body);
  });
  files = folder();
  UNRECORDED.forEach(({ kind, settings, path = "/stats" }, index) => {
    const sources = [{ source: "site", kind, settings: { url: `${server.url}${path}?case=${index}`, ...settings } }];
    files.write(`${nameOf(index)}.json`, { startup: nameOf(index), name: nameOf(index), sources });
  });
  const declarations = await loadDirectory([files.path], { allowLoopback: true });
  log = await openLmdbLog({ folder: data });
  const http = openHttpClient({
    timeoutMs: 5_000,
    maxBytes: 1e6,
    maxUnpackedBytes: 1e6,
    allowLoopback: true,
    contact: "",
  });
  await pullAll({ declarations, log, http, clock: () => MOMENT, signal: () => undefined, newId: newEventId });
  for (let partition = 0; partition < PARTITIONS; partition++)
    for await (const { key, value } of log.read(TOPICS.facts, partition, 0))
      facts.set(key, JSON.parse(value.toString("utf8")) as FactEvent);
});
afterAll(async () => {
  files.remove();
  await log.close();
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

/** What is kept of an answer, as the fact's own reader says it. */
function becameOf(fact: FactEvent | undefined) {
  if (fact?.type === "endpoint.failed") return { becomes: fact.code, homeless: 0, doubtful: 0 };
  if (fact?.type !== "endpoint.answered") throw new Error(`${fact?.type} is no pull`);
  try {
    return statedBy(fact);
  } catch (error) {
    if (error instanceof AnswerError) return { becomes: error.code, homeless: 0, doubtful: 0 };
    throw error;
  }
}

function statedBy({ reader, pages }: EndpointAnswered) {
  const read = pages.map(({ url, headers, body }) => ({
    url,
    contentType: headers["content-type"] ?? "",
    bytes: gunzipSync(Buffer.from(body, "base64")),
  }));
  const reading = readAnswer(reader, { pages: read, moment: MOMENT });
  const said = makeStatement(reading, reader.definitions, { moment: MOMENT, off: 0 });
  const becomes = [...said.cells.values()].map(({ shape, code, first, value }) =>
    [
      shape.metric,
      ...(shape.level === "france" ? [] : [shape.level, code]),
      ...(shape.grain === "state" ? ["state"] : [shape.grain, first]),
      ...(shape.dims === "" ? [] : [shape.dims]),
      `= ${value}`,
    ].join(" "),
  );
  const homeless = [...said.homeless.values()].reduce((sum, rows) => sum + rows, 0);
  return { becomes, homeless, doubtful: said.doubtful.size };
}

describe("an answer that nobody has recorded", () => {
  UNRECORDED.forEach(({ family, about, kind, becomes, homeless = 0, doubtful = 0 }, index) => {
    it(`beside ${family}, as ${kind}: ${about}`, () => {
      expect(becameOf(facts.get(nameOf(index)))).toEqual({ becomes, homeless, doubtful });
    });
  });
  it("is there of each family twice at least", () => {
    const families = new Set(UNRECORDED.map(({ family }) => family));
    expect(UNRECORDED.length).toBeGreaterThanOrEqual(2 * families.size);
  });
});
