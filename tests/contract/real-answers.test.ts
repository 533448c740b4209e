// Answers of real endpoints, each served over HTTP on loopback and read by the settings that its startup would write.
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHttpClient } from "../../infra/http/client.ts";
import { askPages } from "../../ingestors/ask-pages.ts";
import { endpointOf, readAnswer } from "../../ingestors/endpoints/index.ts";
import { makeStatement } from "../../processors/statement.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { type Loopback, loopback } from "../support/loopback.ts";
import { realCase, realFolder } from "../support/real-cases.ts";
import type { RealLine } from "../support/real-line.ts";
import { REAL_TABLE } from "../support/real-table.ts";
import { tell } from "../support/tell.ts";

const MOMENT = Date.parse("2026-11-22T08:00:00Z");
const FOLDER = realFolder("endpoints");
if (!FOLDER) tell("SKIPPED: no real answers are here; RELEVE_SHARED names the folder of cases/endpoints");
/** What tells of the answers, and is none. */
const TEXTS = new Set(["index.md"]);
const TYPES: Record<string, string> = {
  json: "application/json",
  csv: "text/csv",
  html: "text/html",
  jsonl: "application/jsonl",
};
const typeOf = (file: string) => TYPES[file.split(".").at(-1) ?? ""] ?? "";
const bytesOf = (file: string) => realCase(`endpoints/${file}`) ?? Buffer.alloc(0);

let server: Loopback;
beforeAll(async () => {
  server = await loopback((request, response) => {
    const asked = new URL(request.url ?? "", "http://x").searchParams;
    const file = asked.get("file") ?? "";
    response.writeHead(Number(asked.get("status") ?? 200), { "content-type": typeOf(file) });
    response.end(bytesOf(file));
  });
});
afterAll(() => server?.close());
const http = openHttpClient({
  timeoutMs: 3_000,
  maxBytes: 4_000_000,
  maxUnpackedBytes: 40_000_000,
  allowLoopback: true,
  contact: "tests",
});

interface Outcome {
  readonly code?: string;
  readonly cells: readonly string[];
  readonly homeless: number;
  /** As they would be kept. */
  readonly bytes: Buffer;
}
/** What a pull and a processor make of a file, in words. */
async function outcomeOf({ file, kind, settings, path = "/stats", status = 200 }: RealLine): Promise<Outcome> {
  const none = { cells: [], homeless: 0, bytes: Buffer.alloc(0) };
  const endpoint = endpointOf(kind);
  if (!endpoint) throw new Error(`no kind ${kind}`);
  const used = { url: `${server.url}${path}?file=${file}&status=${status}`, ...settings };
  const parsed = endpoint.settings.safeParse(used);
  if (!parsed.success) return { ...none, code: "reading.settings" };
  const asked = await askPages({
    endpoint,
    settings: parsed.data,
    http,
    secrets: () => undefined,
    conditional: {},
    maxBytes: 4_000_000,
    clock: Date.now,
  });
  if (asked.outcome === "failed") return { ...none, code: asked.code };
  if (asked.outcome !== "whole") throw new Error(asked.outcome);
  const pages = asked.pages.map(({ url, headers, bytes }) => ({
    url,
    bytes,
    contentType: headers["content-type"] ?? "",
  }));
  try {
    const reading = readAnswer({ kind, version: endpoint.version, settings: used }, { pages, moment: MOMENT });
    const definitions = Object.fromEntries(endpoint.metrics(parsed.data).map((metric) => [metric, 1]));
    const statement = makeStatement(reading, definitions, { moment: MOMENT, off: 0 });
    const cells = [...statement.cells.values()].map(({ shape, code, first, value }) => {
      const when = shape.grain === "state" ? "state" : `${shape.grain} ${first}`;
      return `${shape.metric} ${shape.level} ${code} ${when} = ${value}`;
    });
    const homeless = [...statement.homeless.values()].reduce((sum, rows) => sum + rows, 0);
    return { cells, homeless, bytes: Buffer.concat(pages.map(({ bytes }) => bytes)) };
  } catch (error) {
    if (error instanceof AnswerError) return { ...none, code: error.code };
    throw error;
  }
}

/** A value of a file, found another way than the readers do: by its keys, or by its line and cell. */
function valueAt(file: string, at: readonly (string | number)[]): string {
  const text = bytesOf(file).toString();
  const document: unknown = file.endsWith(".csv") ? text.split("\n").map((line) => line.split(",")) : JSON.parse(text);
  const found = at.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], document);
  return String(found).replace(/\s/g, "");
}

describe.skipIf(!FOLDER)("real answers, over HTTP", () => {
  const table: string[] = [];
  afterAll(() => console.log(`\n${table.join("\n")}\n`));
  for (const line of REAL_TABLE) {
    const { file, kind, expect: expected } = line;
    const becomes = "code" in expected ? `is told as ${expected.code}` : `is ${expected.cells} cells`;
    it(`${file} as ${kind} ${becomes}`, async () => {
      const { code, cells, homeless, bytes } = await outcomeOf(line);
      const said = code ?? `${cells.length} cells${homeless > 0 ? `, ${homeless} without a place` : ""}`;
      table.push(`${file.slice(0, 52).padEnd(52)} ${kind.padEnd(16)} ${said.padEnd(26)} ${cells[0] ?? ""}`);
      if ("code" in expected) return expect(code).toBe(expected.code);
      expect([code, cells.length, homeless]).toEqual([undefined, expected.cells, expected.homeless ?? 0]);
      if (expected.first) expect(cells[0]).toMatch(new RegExp(`^${expected.first} = -?\\d`));
      if (expected.at) expect(cells[0]).toBe(`${expected.first} = ${valueAt(file, expected.at)}`);
      expect(bytes.includes("@")).toBe(false); // no e-mail address is kept
    });
  }
  it("are all in the table", () => {
    const known = new Set(REAL_TABLE.map(({ file }) => file));
    expect(readdirSync(FOLDER ?? "").filter((file) => !known.has(file) && !TEXTS.has(file))).toEqual([]);
    expect([...known].filter((file) => !realCase(`endpoints/${file}`))).toEqual([]);
  });
});
