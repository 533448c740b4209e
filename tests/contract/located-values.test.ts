// Where the values of an answer stand in its bytes, for every kind: what is told of a value that cannot be read.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadTerritories } from "../../infra/territories.ts";
import { ENDPOINTS, readingWith } from "../../ingestors/endpoints/index.ts";
import type { Settings } from "../../schemas/source.ts";
import type { Located, Reading } from "../../schemas/statement.ts";

const FIXTURES = "tests/fixtures/endpoints";
const MOMENT = "2026-11-22T08:00:00Z";
const readAnswer = readingWith(await loadTerritories());

interface Example {
  readonly name: string;
  readonly settings: Settings;
  readonly bodies: readonly Buffer[];
  read(): Reading;
}
function examplesOf(kind: string, version: number): Example[] {
  return readdirSync(join(FIXTURES, kind)).flatMap((name) => {
    const folder = join(FIXTURES, kind, name);
    const files = readdirSync(folder);
    const open = (file: string) => readFileSync(join(folder, file));
    const own = `expected-${version}.txt`;
    if (String(open(files.includes(own) ? own : "expected.txt")).startsWith("answer.")) return []; // nothing is read
    const { settings, moment = MOMENT } = JSON.parse(String(open("case.json")));
    const sent = files.filter((file) => file.startsWith("page-"));
    const pages = sent.map((file) => ({
      url: "https://a-dock.example/stats",
      contentType: file.endsWith(".csv") ? "text/csv" : "",
      bytes: open(file),
    }));
    const read = () => readAnswer({ kind, version, settings }, { pages, moment: Date.parse(moment) });
    return [{ name, settings, bodies: pages.map(({ bytes }) => bytes), read }];
  });
}

/** The value at a JSON Pointer, which may begin with the page it is in. */
function standsAt(bodies: readonly Buffer[], pointer: string): unknown {
  const [, page = "1", keys = ""] = /^(?:page (\d+): )?(.*)$/.exec(pointer) ?? [];
  const names = keys.split("/").slice(1);
  return names.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    JSON.parse(String(bodies[Number(page) - 1])),
  );
}
const isOfTable = ({ pointer }: Located) => /^(?:record|line) \d+/.test(pointer);
const isWholeText = ({ pointer }: Located) => pointer === ""; // an answer that is one bare number

for (const { kind, version } of ENDPOINTS) {
  describe(`${kind} ${version}`, () => {
    it.each(examplesOf(kind, version))("tells where each value of $name stands", ({ settings, bodies, read }) => {
      const { rows, locate } = read();
      const located = locate?.(rows.map((_, at) => at)) ?? new Map<number, Located>();
      const lost = rows.filter(({ value }, at) => value !== undefined && !located.has(at));
      expect(lost).toEqual([]);
      const inJson = [...located.values()].filter((one) => !isOfTable(one) && !isWholeText(one));
      for (const { pointer, value } of inJson) {
        const found = standsAt(bodies, pointer);
        const isOfSettings = typeof found === "object" && typeof value !== "object"; // said of every row: its row is named
        if (isOfSettings) expect(JSON.stringify(settings)).toContain('"value":');
        else expect([pointer, found]).toEqual([pointer, value]);
      }
    });
  });
}
