// How pages and reports say which list counts, what a change of list does, and which codes no list has.
import { describe, expect, it } from "vitest";
import type { Models } from "../../dashboards/model.ts";
import { perimeterLine } from "../../dashboards/report/story-lines.ts";
import { telling } from "../../dashboards/report/telling.ts";
import { createApp } from "../../dashboards/routes.tsx";
import { Report } from "../../dashboards/shapes/report.ts";
import { fixedModels, overview, startup } from "../support/models.ts";
import { invented } from "../support/report-model.ts";
import { departement } from "../support/territory-model.ts";

const perimeter = { value: "-64", from: "2024", to: "2025" } as const;
const text = async (path: string, models: Partial<Models> = {}) => {
  const reply = await createApp({ models: { ...fixedModels(), ...models } }).request(path);
  const body = await reply.text();
  return body
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/\s+/g, " ");
};
const EFFECT = "effet du périmètre : −64 communes (fusions au 1er janvier 2025)";

describe("the perimeter's effect", () => {
  it("stands beside the network's change, in both languages", async () => {
    const { coverage } = overview;
    if (!coverage) throw new Error("the invented overview has a coverage");
    const models = { overview: async () => ({ ...overview, coverage: { ...coverage, change: "0", perimeter } }) };
    expect(await text("/", models)).toContain(`stable en 4 semaines · ${EFFECT}`);
    expect(await text("/en", models)).toContain("effect of perimeter: −64 communes (merged on 1 January 2025)");
    expect(await text("/")).not.toContain("périmètre :");
  });
  it("stands beside the change of a set on a startup's page", async () => {
    const panels = startup.panels.map((panel) => ({
      ...panel,
      figure: {
        ...panel.figure,
        change: { kind: "difference", since: "2024-12-16", until: "2025-01-13", value: "3", perimeter } as const,
      },
    }));
    const words = await text("/startups/rdv-solidarites", {
      startup: async () => ({ ...startup, panels }) as typeof startup,
    });
    expect(words).toMatch(/\+3 [^·]* en 4 semaines · effet du périmètre : −64 /);
  });
  it("is told of a territory, and that nobody left", async () => {
    const coverage = { ...departement.coverage, perimeter: { value: "4", from: "2023", to: "2024" } as const };
    const words = await text("/territoires/departement/62", { territory: async () => ({ ...departement, coverage }) });
    expect(words).toContain("Effet du périmètre : +4 communes (communes rétablies au 1er janvier 2024)");
    expect(words).toContain("Ce n’est ni une adhésion ni un départ");
  });
  it("names both lists when several years lie between", async () => {
    const coverage = { ...departement.coverage, perimeter: { value: "-70", from: "2022", to: "2025" } as const };
    const words = await text("/territoires/departement/62", { territory: async () => ({ ...departement, coverage }) });
    expect(words).toContain("−70 communes (listes officielles de 2022 à 2025)");
  });
  it("has its place in the weekly report, apart from adoption; reports of before have none", () => {
    const told = Report.parse({ ...invented, perimeter: { coverage: [], entered: 0, left: 0, list: perimeter } });
    expect(perimeterLine(told, telling("fr"))).toMatchObject({
      lead: "Effet de périmètre, à part de l’adoption",
      text: expect.stringContaining(EFFECT),
    });
    expect(Report.parse(invented).perimeter.list).toBeUndefined();
  });
});

describe("the list that counts", () => {
  const of2024 = { overview: async () => ({ ...overview, head: { ...overview.head, vintage: "2024" } }) };
  it("is chosen in the bar, and said when it is not the present one", async () => {
    expect(await text("/?millesime=2024", of2024)).toContain(
      "Communes, populations et rattachements de la liste officielle de 2024.",
    );
    expect(await text("/")).not.toContain("rattachements de la liste officielle");
    const reply = await createApp({ models: { ...fixedModels(), ...of2024 } }).request("/?millesime=2024");
    expect(await reply.text()).toMatch(/<select name="millesime">.*<option value="2024" selected="">2024<\/option>/s);
  });
});

describe("codes that no list has", () => {
  it("are counted by source on the page of quality, with some of them", async () => {
    const words = await text("/qualite");
    expect(words).toContain("Codes inconnus");
    expect(words).toContain("7 commune 80901, commune 80902, commune 80903, commune 80904, commune 80905…");
    expect(await text("/qualite.csv?panel=unmatched")).toContain("commune,80907");
  });
  it("stand with all else that is known of a source on the startup's page", async () => {
    const sources = startup.sources.map((source) => ({
      ...source,
      unmatched: { count: 1, codes: [{ level: "commune", code: "80999" } as const] },
    }));
    const words = await text("/startups/rdv-solidarites", { startup: async () => ({ ...startup, sources }) });
    expect(words).toContain(
      "1 code (commune 80999 ). Codes de territoires qu’aucune liste officielle n’a".replace(" )", ")"),
    );
  });
});
