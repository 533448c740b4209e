// Golden logs: facts as a release wrote them, read by today's code, and what they say at some instants.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHouse } from "../../cli/compose.ts";
import { figuresIn } from "../../dashboards/models/changed-figures.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { loadRegistry } from "../../dashboards/queries/registry.ts";
import { incubatorsOn, startupsOn } from "../../dashboards/queries/registry-lists.ts";
import { publishedReports } from "../../dashboards/queries/reports.ts";
import { readConfig } from "../../infra/config.ts";
import type { OpenedWarehouse } from "../../infra/warehouse/clickhouse.ts";
import { dayOf } from "../../schemas/period.ts";
import { TOPICS } from "../../schemas/ports.ts";
import type { Territories } from "../../schemas/territory.ts";
import { type GoldenRecord, goldenLog } from "./golden-facts.ts";
import { read } from "./rebuild-house.ts";

export const GOLDEN = join(import.meta.dirname, "../fixtures/golden");
const [FACTS, EXPECTED] = ["log.jsonl", "expected.txt"];

export async function goldenOf(version: string): Promise<{ records: GoldenRecord[]; expected: string }> {
  const text = await readFile(join(GOLDEN, version, FACTS ?? ""), "utf8");
  const records = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as GoldenRecord);
  return { records, expected: await readFile(join(GOLDEN, version, EXPECTED ?? ""), "utf8") };
}

/** Reads a golden log into an empty house, and says what was known at the end of each day on which it has a fact. */
export async function answersTo(records: readonly GoldenRecord[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "releve-golden-"));
  let now = 0;
  const house = await openHouse(readConfig({ RELEVE_DATA: folder }), { clock: () => now });
  try {
    for (const { topic, key, time, fact } of records) {
      now = Date.parse(time);
      await house.log.append(topic, [{ key, value: Buffer.from(JSON.stringify(fact)) }]);
    }
    const running = await house.process();
    await read(house);
    await running.stop();
    const days = [...new Set(records.map(({ time }) => time.slice(0, 10)))].sort();
    const startups = [...new Set(records.flatMap(({ topic, key }) => (topic === TOPICS.facts ? [key] : [])))].sort();
    const warehouse = await house.live();
    const said: string[] = [];
    for (const day of days) said.push(...(await known(warehouse, house.territories, { day, startups })));
    for (const { week, at } of await publishedReports(warehouse)) said.push(`report ${week} of ${dayOf(at)}`);
    return `${said.join("\n")}\n`;
  } finally {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function known(
  warehouse: OpenedWarehouse,
  territories: Territories,
  { day, startups }: { readonly day: string; readonly startups: readonly string[] },
): Promise<string[]> {
  const asOf = Date.parse(`${day}T12:00:00Z`);
  const frame = { ...(await openFrame(warehouse, asOf)), recordedMax: asOf };
  const registry = await openFrame(warehouse, asOf, TOPICS.registry);
  const figures = await figuresIn(warehouse, { territories, frame, registry });
  const lines = [`as of ${day}`];
  for (const startup of startups) {
    const own = [...(await figures(startup)).values()].map(
      ({ metric, version, level, code, dims, grain, first, value }) =>
        `  ${[startup, `${metric}@${version}`, level, code, dims, grain, first].filter(Boolean).join(" ")} = ${value}`,
    );
    lines.push(...own.sort());
  }
  const network = await loadRegistry(warehouse, registry);
  for (const { id, name, phase, present, aliases } of startupsOn(network, { day }))
    lines.push(`  registry ${id} "${name}" ${phase} ${present ? "present" : "gone"} ${aliases.join()}`);
  for (const { id, title } of incubatorsOn(network, { day })) lines.push(`  incubator ${id} "${title}"`);
  return lines.map((line) => line.trimEnd());
}

/** Writes the golden log of a release that is about to be: once, and never again. */
async function write(version: string): Promise<void> {
  const records = goldenLog();
  await writeFile(
    join(GOLDEN, version, FACTS ?? ""),
    `${records.map((record) => JSON.stringify(record)).join("\n")}\n`,
  );
  await writeFile(join(GOLDEN, version, EXPECTED ?? ""), await answersTo(records));
}
if (process.argv[1] === import.meta.filename) await write(process.argv[2] ?? "");
