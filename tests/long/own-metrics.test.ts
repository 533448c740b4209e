// A metric that a startup defines for itself, by the real program: on its page, exported, traced; never in the network's sums.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, folder, pushStartup } from "../support/directory.ts";
import { type Lasting, releve, served } from "../support/program.ts";
import { send } from "../support/push-door.ts";

const MEALS = "own_flow_a_dock__repas_servis";
const DELAY = "own_gauge_a_dock__delai";
const words = (fr: string, en: string) => ({ fr, en });
const own = [
  {
    key: MEALS,
    label: words("Repas servis", "Meals served"),
    definition: words("Repas servis à quai dans la période.", "Meals served at the dock in the period."),
    unit: words("repas", "meals"),
    additive: true,
  },
  {
    key: DELAY,
    label: words("Délai d’accostage", "Time to dock"),
    definition: words("Délai médian avant d’accoster.", "Median time until a boat can dock."),
    unit: words("minutes", "minutes"),
    good: "down",
  },
];
let files: Folder;
let server: Lasting & { url: string };
let env: Record<string, string>;
const tokens = new Map<string, string>();
beforeAll(async () => {
  files = folder();
  files.write("a-dock.json", { ...pushStartup("a-dock"), metrics: own });
  files.write("b-dock.json", pushStartup("b-dock"));
  env = { RELEVE_DIRECTORY: files.path };
  const data = ["--data", join(files.path, "data")];
  server = await served(data, { env });
  for (const startup of ["a-dock", "b-dock"])
    tokens.set(startup, (await releve(["token", "create", startup, "--holder", "T", ...data], { env })).out.trim());
});
afterAll(async () => {
  await server?.end("SIGTERM");
  files?.remove();
});
const push = (startup: string, body: unknown) => send(server.url, tokens.get(startup) ?? "", body);
const text = async (path: string) => (await fetch(`${server.url}${path}`)).text();

describe("a startup's own metric", () => {
  it("is pushed by its key, by its startup alone, and never without its definition", async () => {
    const rows = [
      { metric: MEALS, value: 40_123, period: "2026-09" },
      { metric: MEALS, value: 1_877, period: "2026-10" },
      { metric: DELAY, value: "12.5" },
    ];
    expect((await push("a-dock", rows)).status).toBe(201);
    for (const [startup, metric] of [
      ["b-dock", MEALS],
      ["a-dock", "own_flow_a_dock__autre"],
    ] as const) {
      const refused = await push(startup, { metric, value: 1, period: "2026-10" });
      expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, "metric.unknown"]);
    }
  });
  it("is on its page under its own words, in both languages, with its unit", async () => {
    await expect.poll(() => text("/en/startups/a-dock"), { timeout: 20_000 }).toContain("Time to dock");
    const [fr, en] = [await text("/startups/a-dock"), await text("/en/startups/a-dock")];
    for (const word of ["Repas servis", "Délai d’accostage", "12,5", "minutes"]) expect(fr).toContain(word);
    for (const word of ["Meals served", "Time to dock", "1,877"]) expect(en).toContain(word);
  });
  it("is exported, traced to its push, and added up only where its definition says so", async () => {
    const page = (await text("/startups/a-dock")).replaceAll("&amp;", "&");
    const [, href = ""] = /href="(\/startups\/a-dock\.csv[^"]*repas[^"]*)"/.exec(page) ?? [];
    const csv = await text(href);
    expect(csv).toContain("1877");
    const at = `startup=a-dock&metric=${MEALS}&level=france&territory=FR&grain=month&first=2026-10-01`;
    const lineage = await text(`/api/v1/lineage?${at}`);
    expect(lineage).toContain("1877");
    expect(lineage).toContain("declaration.received");
    const summed = await text(
      `/api/v1/figures?startup=a-dock&metric=${MEALS}&sum=time&grain=month&from=2026-09-01&to=2026-10-31`,
    );
    expect(summed).toContain("42000");
    const refused = await text(`/api/v1/figures?startup=a-dock&metric=${DELAY}&sum=territory`);
    expect(refused).toContain("l’équipe n’a pas dit que ces chiffres s’additionnent");
  });
  it("is in no list and no sum of the network", async () => {
    for (const path of ["/indicateurs", "/en/indicateurs", "/", "/en"]) {
      const page = await text(path);
      expect(page.length).toBeGreaterThan(1000);
      expect(page, path).not.toContain(MEALS.replaceAll("_", "-"));
    }
    const across = await fetch(
      `${server.url}/api/v1/figures?metric=${MEALS}&sum=services&grain=month&from=2026-10-01&to=2026-10-31`,
    );
    expect(await across.text()).toContain("les services ne comptent pas la même chose");
  });
});

describe("the directory", () => {
  it("refuses an own metric that is named after another startup, or half defined", async () => {
    const [meals] = own;
    files.write("c-dock.json", { ...pushStartup("c-dock"), metrics: [meals] });
    const checked = await releve(["directory", "check"], { env });
    expect(checked.exit).not.toBe(0);
    expect(checked.out + checked.err).toContain("own_flow_c_dock__");
    files.write("c-dock.json", {
      ...pushStartup("c-dock"),
      metrics: [{ ...meals, key: "own_flow_c_dock__x", unit: { fr: "x" } }],
    });
    const half = await releve(["directory", "check"], { env });
    expect(half.exit).not.toBe(0);
    expect(half.out + half.err).toContain("/metrics/0/unit/en");
  });
});
