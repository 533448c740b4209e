// Definitions of metrics and lists of territories as known on a day: a pull, then other texts, over the real house.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pullNow } from "../../cli/commands/pull.ts";
import { type House, openHouse } from "../../cli/compose.ts";
import { rebuild } from "../../cli/rebuild/rebuild.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { readConfig } from "../../infra/config.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { recordReference } from "../../ingestors/reference.ts";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { CATALOGUE, metricOf } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import { type Subscription, TOPICS } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import type { Vintage } from "../../schemas/territory.ts";
import { caller } from "../support/caller.ts";
import { type Loopback, loopback, sendJson } from "../support/loopback.ts";
import { read } from "../support/rebuild-house.ts";

const KEY = "cartes_publiees";
const FIRST = metricOf(KEY) as Metric;
const text = (fr: string, en: string) => ({ fr, en });
const REWORDED: Metric = { ...FIRST, label: text("Cartes en ligne", "Maps online") };
const SECOND: Metric = { ...FIRST, version: 2, definition: text("Cartes vues un jour.", "Maps seen on a day.") };
const ADDED: Metric = { ...FIRST, key: "cartes_imprimees", label: text("Cartes imprimées", "Printed maps") };
const LATER = [...CATALOGUE.filter(({ key }) => key !== KEY), REWORDED, SECOND, ADDED];

const [EMPTY, PULLED, CHANGED] = ["2026-03-02", "2026-03-09", "2026-04-13"] as const;
const ADDRESSES = [
  `/api/v1/indicateurs?as_of=${PULLED}`,
  `/api/v1/indicateurs/cartes-publiees?as_of=${PULLED}`,
  `/api/v1/figures?startup=a-dock&as_of=${PULLED}`,
  `/api/v1/lineage?startup=a-dock&metric=${KEY}&as_of=${PULLED}`,
  `/api/v1/startups/a-dock?as_of=${PULLED}`,
  `/api/v1/recherche?q=cartes&as_of=${PULLED}`,
  `/startups/a-dock?connu-le=${PULLED}`,
  `/indicateurs/cartes-publiees.csv?panel=definitions&connu-le=${PULLED}`,
];

let folder: string;
let server: Loopback;
let house: House;
let running: Subscription;
/** One for all: what it keeps in memory must not outlive a definition. */
let app: ReturnType<typeof createApp>;
let now = Date.parse(`${EMPTY}T08:00:00Z`);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "releve-definitions-"));
  server = await loopback((_, response) => sendJson(response, { n: 120 }));
  const config = readConfig({ RELEVE_DATA: folder, RELEVE_ALLOW_LOOPBACK: "1" });
  house = await openHouse(config, { clock: () => now });
  app = createApp({ models: house.models() });
  running = await house.process();
  await reference(CATALOGUE, "2025");
  now = Date.parse(`${PULLED}T08:00:00Z`);
  const settings = { url: server.url, figures: [{ metric: KEY, value: "/n" }] };
  const declaration = { startup: "a-dock", name: "À quai", sources: [{ source: "site", kind: "json", settings }] };
  const io = caller();
  expect(await pullNow(house, config, io, [Declaration.parse(declaration)], { quiet: true })).toMatchObject({
    results: [{ startup: "a-dock", outcome: "answered" }],
  });
  await read(house);
  now = Date.parse(`${PULLED}T20:00:00Z`);
});
afterAll(async () => {
  await running.stop();
  await house.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function reference(catalogue: readonly Metric[], vintage: Vintage): Promise<number> {
  const territories = { ...house.territories, vintage, sha256: sha256(`list of ${vintage}`) };
  return recordReference({ log: house.log, clock: house.clock, territories, catalogue });
}
async function ask(path: string): Promise<{ status: number; body: string; cache: string | null }> {
  const reply = await app.request(path);
  return { status: reply.status, body: await reply.text(), cache: reply.headers.get("cache-control") };
}
const json = async (path: string) => JSON.parse((await ask(path)).body);
const bodies = async () => Promise.all(ADDRESSES.map(async (path) => [path, (await ask(path)).body] as const));
const page = async (known?: string) =>
  (await ask(`/indicateurs/cartes-publiees${known ? `?connu-le=${known}` : ""}`)).body;
const place = (known: string) => json(`/api/v1/lineage?startup=a-dock&metric=${KEY}&as_of=${known}`);

let before: Awaited<ReturnType<typeof bodies>>;

describe("a definition that was in use when a figure came", () => {
  it("is that of the log, with its fact's place and hash, and nothing says that it changed", async () => {
    before = await bodies();
    const { figure, metric, definition } = await place(PULLED);
    expect([figure.value, metric.version, metric.label.fr]).toEqual(["120", 1, FIRST.label.fr]);
    expect(definition).toMatchObject({ topic: TOPICS.registry, partition: partitionOf(KEY) });
    for await (const { value } of house.log.read(TOPICS.registry, definition.partition, definition.offset)) {
      const fact = JSON.parse(value.toString("utf8"));
      expect(fact).toMatchObject({ type: "metric.defined", metric: KEY, id: definition.id, sha256: definition.sha256 });
      expect(definition.sha256).toBe(sha256(canonicalJson(fact.definition)));
      break;
    }
    expect(await page(PULLED)).not.toContain("a changé");
    expect((await ask("/api/v1/territoires/france")).body).toContain(FIRST.label.fr);
  });
  it("is the same to the byte after other texts, a version and a metric were defined", async () => {
    now = Date.parse(`${CHANGED}T08:00:00Z`);
    expect(await reference(LATER, "2026")).toBe(4);
    await read(house);
    now = Date.parse(`${CHANGED}T20:00:00Z`);
    expect(await bodies()).toEqual(before);
    expect((await ask(`/api/v1/indicateurs/cartes-imprimees?as_of=${PULLED}`)).status).toBe(404);
  });
  it("is another one now, and every text has its day", async () => {
    const { entry, versions } = await json("/api/v1/indicateurs/cartes-publiees");
    expect(entry.metric).toMatchObject({ version: 2, definition: SECOND.definition });
    const told = versions.map((one: { version: number; label: { fr: string }; since: string; current: boolean }) => [
      one.version,
      one.label.fr,
      one.since.slice(0, 10),
      one.current,
    ]);
    expect(told).toEqual([
      [2, FIRST.label.fr, CHANGED, true],
      [1, "Cartes en ligne", CHANGED, false],
      [1, FIRST.label.fr, EMPTY, false],
    ]);
    expect((await ask("/api/v1/indicateurs/cartes-imprimees")).status).toBe(200);
    expect((await place(CHANGED)).metric.label.fr).toBe("Cartes en ligne");
    expect((await ask("/api/v1/territoires/france")).body).toContain("Cartes en ligne");
    expect((await json(`/api/v1/startups/a-dock`)).panels[0].figure.metric.label.fr).toBe("Cartes en ligne");
  });
  it("is told in JSON: known then, now, that it changed and when, and never for ever", async () => {
    const path = "/api/v1/indicateurs/cartes-publiees/definition";
    expect(await json(`${path}?as_of=${PULLED}`)).toMatchObject({
      ...{ metric: KEY, changed: true, known: { version: 1, definition: FIRST.definition }, now: { version: 2 } },
      sentence: {
        fr: "Cette définition a changé le 13 avril 2026.",
        en: "This definition changed on 13 April 2026.",
      },
    });
    expect((await ask(`${path}?as_of=${PULLED}`)).cache).toBe("no-cache");
    expect(await json(path)).toMatchObject({ changed: false, sentence: null });
  });
  it("says on its page of then that it changed, when, and where the present one is", async () => {
    const { body, cache } = await ask(`/indicateurs/cartes-publiees?connu-le=${PULLED}`);
    expect(body).toContain(`<p class="lead">${FIRST.definition.fr}`);
    expect(body).toMatch(
      /Cette définition a changé le 13 avril 2026\. <a href="\/indicateurs\/cartes-publiees">Voir celle d’aujourd’hui/,
    );
    expect(cache).toBe("no-cache");
    expect(await page()).not.toContain("a changé");
    expect((await ask(`/en/indicateurs/cartes-publiees?connu-le=${PULLED}`)).body).toContain(
      "This definition changed on 13 April 2026.",
    );
  });
  it("is the same after a rebuild", async () => {
    const rebuilt = await rebuild(house, caller(), { purpose: "rebuild", keepDays: 7, beside: true });
    expect(rebuilt).toMatchObject({ outcome: "live", changes: { tables: [] } });
    expect(await bodies()).toEqual(before);
    expect((await json("/api/v1/indicateurs/cartes-publiees")).versions).toHaveLength(3);
  });
});

describe("the list of territories that was in use on a day", () => {
  it("is named, beside the one that the figures are counted with", async () => {
    const head = async (known: string) => (await json(`/api/v1/overview?as_of=${known}`)).head;
    expect(await head(EMPTY)).toMatchObject({ vintage: "2025", countedWith: house.territories.vintage });
    expect((await head(PULLED)).vintage).toBe(house.territories.vintage);
    const sentence = "la liste officielle 2025 des communes était en usage";
    expect((await ask(`/?connu-le=${EMPTY}`)).body).toContain(sentence);
    expect((await ask(`/?connu-le=${PULLED}`)).body).not.toContain(sentence);
  });
});
