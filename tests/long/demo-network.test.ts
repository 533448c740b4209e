import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { weeklyPulls } from "../../cli/demo/calendar.ts";
import { type Network, startNetwork } from "../../cli/demo/network.ts";
import { openHttpClient } from "../../infra/http/client.ts";
import { loadTerritories } from "../../infra/territories.ts";
import { type Asked, askPages } from "../../ingestors/ask-pages.ts";
import { checkDeclaration } from "../../ingestors/declarations.ts";
import { endpointOf, readAnswer } from "../../ingestors/endpoints/index.ts";
import { metricOf } from "../../schemas/catalogue.ts";
import { isState } from "../../schemas/catalogue-model.ts";
import { AnswerError } from "../../schemas/errors.ts";
import { addDays, dayOf, startOfDay } from "../../schemas/period.ts";
import type { Reading } from "../../schemas/statement.ts";
import { hasForm, type Territories } from "../../schemas/territory.ts";

const PULLS = weeklyPulls();
const NEW_YEARS_EVE = startOfDay("2024-12-31") + 20 * 3_600_000;
const http = openHttpClient({
  timeoutMs: 10_000,
  allowLoopback: true,
  contact: "tests@example.org",
  maxBytes: 10_000_000,
  maxUnpackedBytes: 10_000_000,
});

let cog: Territories;
let network: Network;
let now = PULLS[0]!;
beforeAll(async () => {
  cog = await loadTerritories();
  network = await startNetwork({ seed: 2024, clock: () => now, territories: cog });
});
afterAll(() => network.stop());

async function ask(name: string, { at, from = network, source = 0 }: { at: number; from?: Network; source?: number }) {
  now = at;
  const { kind, settings } = from.declarations.find(({ startup }) => startup === name)!.sources[source]!;
  const endpoint = endpointOf(kind)!;
  const asked = await askPages({
    endpoint,
    settings: endpoint.settings.parse(settings),
    http,
    secrets: () => undefined,
    conditional: {},
    maxBytes: 50_000_000,
    clock: () => now,
  });
  return { asked, reader: { kind, version: endpoint.version, settings: endpoint.settings.parse(settings) as never } };
}
/** A reading, or why there is none: the code of a failed pull or of a reject. */
async function read(...question: Parameters<typeof ask>): Promise<Reading | string> {
  const { asked, reader } = await ask(...question);
  if (asked.outcome !== "whole") return `${codeOf(asked)} on page ${asked.outcome === "failed" ? asked.page : 0}`;
  const pages = asked.pages.map(({ url, headers, bytes }) => ({
    url,
    contentType: headers["content-type"] ?? "",
    bytes,
  }));
  try {
    return readAnswer(reader, { pages, moment: question[1].at });
  } catch (error) {
    if (error instanceof AnswerError) return error.code;
    throw error;
  }
}
const codeOf = (asked: Asked) => (asked.outcome === "failed" ? asked.code : asked.outcome);
async function whole(...question: Parameters<typeof ask>): Promise<Reading> {
  const reading = await read(...question);
  if (typeof reading === "string") throw new Error(`${question[0]}: ${reading}`);
  return reading;
}
const bytesOf = async (...question: Parameters<typeof ask>) => {
  const { asked } = await ask(...question);
  return asked.outcome === "whole" ? Buffer.concat(asked.pages.map(({ bytes }) => bytes)).toString() : codeOf(asked);
};
const figureOf = ({ rows }: Reading, metric: string, code = "FR") =>
  rows.find((row) => row.metric === metric && row.code === code)?.value;
const members = ({ rows }: Reading, metric: string) =>
  new Set(rows.filter((row) => row.metric === metric && row.value !== "0").map(({ code }) => code));
const sources = () =>
  network.declarations.flatMap(({ startup, sources }) =>
    sources.flatMap(({ kind }, source) => (kind === "push" ? [] : [{ startup, source }])),
  );
/** The pulls by week, of the weeks in which the directory has the startup. */
const pullsOf = (name: string) =>
  [...PULLS.entries()].filter(([, at]) => network.directoryOn(dayOf(at)).some(({ startup }) => startup === name));
/** Those that do not answer any more, and the week of 2024 from which they do not. */
const SILENT: Readonly<Record<string, number>> = { pcrs: 0, "carnet-de-chantier": 41, "navette-rurale": 50 };

describe("the simulated network over HTTP", () => {
  it("has declarations that the directory accepts", () => {
    for (const declaration of network.declarations)
      expect(checkDeclaration(`${declaration.startup}.json`, declaration, { allowLoopback: true }).faults).toEqual([]);
    expect(network.declarations.length).toBeGreaterThanOrEqual(32);
  });

  it("is read whole by the ordinary readers through the year, but for the weeks in which something fails", async () => {
    const table: string[] = [];
    for (const { startup, source } of sources()) {
      const bad: string[] = [];
      let rows = 0;
      for (const [week, at] of pullsOf(startup)) {
        const reading = await read(startup, { at, source });
        if (typeof reading === "string") bad.push(`${week}: ${reading}`);
        else {
          rows += reading.rows.length;
          if (reading.rows.length === 0) bad.push(`${week}: no row`);
          checkRows(startup, reading);
        }
      }
      table.push(
        `${startup}/${source}: ${rows} rows; ${bad.length > 20 ? `${bad.length} times ${bad[0]}` : bad.join(", ") || "never fails"}`,
      );
      const lasting = PULLS.length - (SILENT[startup] ?? PULLS.length);
      expect([startup, bad.length >= lasting - 2 && bad.length < lasting + 6]).toEqual([startup, true]);
    }
    console.log(table.join("\n"));
    const said = table.join("\n");
    expect(said).toMatch(/mes-adresses\/0.*RELEVE_ANSWER_INCOMPLETE|mes-adresses\/0.*on page 3/);
    for (const part of ["answer.html", "no row", "RELEVE_ENDPOINT_REFUSED", "RELEVE_ENDPOINT_UNREACHABLE"])
      expect(said).toContain(part);
  });

  it("answers on the last days of the year, but for the four that its pages show as failing", async () => {
    const failing: string[] = [];
    for (const { startup, source } of sources())
      if (typeof (await read(startup, { at: NEW_YEARS_EVE, source })) === "string") failing.push(startup);
    expect(failing.sort()).toEqual(["carnet-de-chantier", "ile-en-ligne", "navette-rurale", "pcrs"]);
  });

  it("gives the same bytes for the same seed and day, and others for another seed", async () => {
    const day = { at: PULLS[47]! };
    const again = await startNetwork({ seed: 2024, clock: () => now, territories: cog });
    const other = await startNetwork({ seed: 2025, clock: () => now, territories: cog });
    for (const name of ["mes-adresses", "rdv-solidarites", "umap", "camino", "docurba"]) {
      const bytes = await bytesOf(name, day);
      expect((await bytesOf(name, { ...day, from: again })) === bytes ? "same" : name).toBe("same");
      expect((await bytesOf(name, { ...day, from: other })) === bytes ? name : "other").toBe("other");
    }
    await Promise.all([again.stop(), other.stop()]);
  });

  it("weighs one commune less in the endpoint when one is left out", async () => {
    const at = PULLS[51]!;
    const all = members(await whole("mes-adresses", { at }), "communes_couvertes");
    expect(all.size).toBe(23_500);
    const commune = [...all][7_000]!;
    const without = { startup: "mes-adresses", commune };
    const less = await startNetwork({ seed: 2024, clock: () => now, territories: cog, without });
    const left = members(await whole("mes-adresses", { at, from: less }), "communes_couvertes");
    expect([...all].filter((code) => !left.has(code))).toEqual([commune]);
    expect(left.size).toBe(23_499);
    await less.stop();
  });

  it("loses more than a fifth of Docurba's communes once, for good, and of the Suite's establishments for one week", async () => {
    const sizes = async (name: string, metric: string) => {
      const found: number[] = [];
      for (const at of PULLS) {
        const reading = await read(name, { at });
        if (typeof reading !== "string") found.push(members(reading, metric).size);
      }
      return found;
    };
    const falls = (found: readonly number[]) =>
      found.flatMap((size, at) => (at > 0 && size < 0.8 * found[at - 1]! ? [at] : []));
    const docurba = await sizes("docurba", "communes_couvertes");
    const [fall, ...more] = falls(docurba);
    expect(more).toEqual([]);
    expect(docurba[fall! + 1]).toBeLessThan(0.85 * docurba[fall! - 1]!);
    const suite = await sizes("suite-territoriale", "utilisateurs");
    const [dip, ...others] = falls(suite);
    expect(others).toEqual([]);
    expect(suite[dip! + 1]).toBeGreaterThanOrEqual(suite[dip! - 1]!);
  });

  it("lets a counter fall once, and says null for a region until the autumn", async () => {
    const totals: number[] = [];
    const nulls: number[] = [];
    for (const at of PULLS) {
      const counter = await read("rendez-vous-en-mairie", { at });
      if (typeof counter !== "string") totals.push(Number(figureOf(counter, "rdv_cumules")));
      const canteens = await read("ma-cantine", { at });
      if (typeof canteens !== "string") nulls.push(canteens.rows.filter(({ value }) => value === null).length);
    }
    expect(totals.filter((count, at) => at > 0 && count < totals[at - 1]!).length).toBe(1);
    expect([nulls[0], nulls.at(-1)]).toEqual([1, 0]);
  });

  it("has two sources that disagree about some of the same weeks", async () => {
    const [first, second] = await Promise.all([0, 1].map((source) => whole("covoiturage", { at: PULLS[50]!, source })));
    const words = new Map(first!.rows.map(({ period, value }) => [period?.first, value]));
    const shared = second!.rows.filter(({ period }) => words.has(period?.first));
    expect(shared.length).toBeGreaterThan(50);
    expect(shared.filter(({ period, value }) => words.get(period?.first) !== value).length).toBeGreaterThan(3);
  });

  it("answers thirteen sliding months, and repeats the same bytes while nothing changes", async () => {
    const days = (await whole("la-salle-sur-demande", { at: PULLS[50]! })).rows.flatMap(
      ({ period }) => period?.first ?? [],
    );
    expect([days[0], days.at(-1)]).toEqual([addDays("2024-12-16", -396), "2024-12-15"]);
    const texts = new Set<string>();
    for (const week of [48, 49, 50, 51]) texts.add(await bytesOf("data.gouv.fr", { at: PULLS[week]! }));
    expect(texts.size).toBe(1);
  });

  it("is gone once stopped, and does not know other addresses", async () => {
    const gone = await startNetwork({ seed: 1, clock: () => now, territories: cog });
    expect((await fetch(`${gone.origin}/nowhere`)).status).toBe(404);
    await gone.stop();
    await expect(fetch(gone.origin)).rejects.toThrow();
  });
});

/** Every row has its cell, its territory's form and a value, or a null; every metric the period that it needs. */
function checkRows(startup: string, { rows }: Reading): void {
  for (const { metric, level, code, period, value } of rows) {
    const kind = metricOf(metric)?.kind;
    const sound = kind && code !== undefined && hasForm(level, code) && value !== undefined;
    if (!sound || isState(kind) !== (period === undefined)) throw new Error(`${startup}: ${metric} ${code} ${value}`);
  }
}
