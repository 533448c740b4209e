// A small network, fed through the real house: a set, a flow with its ratio, two sources in conflict, and one that fails.

import { FiguresQuery } from "../../dashboards/shapes/figures.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import { addDays } from "../../schemas/period.ts";
import { answered, declared, failed, pushed, type Stated } from "./facts.ts";
import type { House } from "./house.ts";

/** Members of `communes_couvertes`. */
export const communes = (codes: readonly string[]): Stated[] =>
  codes.map((code) => ({ metric: "communes_couvertes", level: "commune", code, value: 1 }));
/** The figures that a query gives, its defaults filled in. */
export const figures = (house: House, query: Record<string, unknown>) =>
  house.models.figures(FiguresQuery.parse(query));
type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;
/** A panel of a startup's page. */
export async function panel<Kind extends Panel["kind"]>(
  house: House,
  kind: Kind,
  id: string,
  metric: string,
  query: object = {},
) {
  const model = await house.models.startup(id, query);
  return model?.panels.find((one) => one.figure.metric.key === metric && one.kind === kind) as PanelOf<Kind>;
}
const MONDAYS = Array.from({ length: 12 }, (_, at) => addDays("2024-09-02", 7 * at));
const AIN = ["01001", "01002", "01004", "01005", "01006"];

/** Eleven weeks of facts from 2024-08-30 to 2024-11-18, a Monday. */
export async function feedNetwork(house: House): Promise<void> {
  await house.append(
    declared(
      {
        startup: "adresses",
        name: "Adresses",
        sources: [
          { source: "communes", kind: "anct", every: "week", settings: { url: "https://adresses.example.org/x" } },
        ],
      },
      "2024-08-30",
    ),
    declared(
      {
        startup: "rdv",
        name: "RDV",
        sources: [
          {
            source: "stats",
            kind: "json",
            every: "week",
            settings: { url: "https://rdv.example.org", figures: [{ metric: "rdv_pris" }] },
          },
        ],
        milestones: [
          { metric: "rdv_pris", until: "2024-09-15", label: "Bilan" },
          { metric: "rdv_pris", until: "2030-01-01", label: "Plus tard" },
        ],
      },
      "2024-08-30",
    ),
    declared({ startup: "urba", name: "Urba", sources: [{ source: "s", kind: "json", every: "week" }] }, "2024-08-30"),
    declared(
      {
        startup: "deux",
        name: "Deux sources",
        sources: [
          { source: "a", kind: "json", every: "week", expiresAfterDays: 20, label: "Source A" },
          { source: "b", kind: "push" },
        ],
        order: { jeux_de_donnees: ["a", "b"] },
      },
      "2024-08-30",
    ),
    declared({ startup: "muet", name: "Muet", sources: [{ source: "s", kind: "json" }] }, "2024-08-30"),
  );
  for (const [week, day] of MONDAYS.entries()) {
    await house.append(
      answered({ startup: "adresses", source: "communes", at: day }, communes(AIN.slice(0, week < 9 ? 4 : 5))),
      answered({ startup: "rdv", source: "stats", at: day }, weeksOf(week)),
      failed({ startup: "muet", source: "s", at: day }, { status: 503, page: 3, code: "RELEVE_ANSWER_INCOMPLETE" }),
    );
    if (week >= 4)
      await house.append(
        answered({ startup: "urba", source: "s", at: day }, communes(["01001", "69385", "69381", "98735", "80999"])),
      );
  }
  await house.append(
    answered({ startup: "deux", source: "a", at: "2024-10-28" }, [{ metric: "jeux_de_donnees", value: "10" }]),
    pushed({ startup: "deux", source: "b", at: "2024-10-29" }, [{ metric: "jeux_de_donnees", value: "12" }]),
    pushed({ startup: "deux", source: "b", at: "2024-10-30" }, [
      { metric: "utilisateurs_actifs_mois", grain: "month", first: "2024-09-01", value: 40 },
      { metric: "utilisateurs_actifs_mois", grain: "month", first: "2024-08-01", value: 35 },
    ]),
  );
  await house.caughtUp();
}

/** Each week since July, of two départements: 10 and 5 booked, 2 and 1 missed; the second joins on 2024-09-02. */
function weeksOf(week: number): Stated[] {
  const rows: Stated[] = [];
  for (let first = "2024-07-01"; first < (MONDAYS[week] as string); first = addDays(first, 7))
    for (const [code, booked, missed] of [
      ["62", 10, 2],
      ["59", 5, 1],
    ] as const)
      if (code === "62" || first >= "2024-09-02")
        for (const [metric, value] of [
          ["rdv_pris", booked],
          ["rdv_manques", missed],
        ] as const)
          rows.push({ metric, level: "departement", code, grain: "week", first, value });
  return rows;
}
