// Which metrics the settings of a source name.
import { describe, expect, it } from "vitest";
import { catalogueFrom } from "../../dashboards/models/catalogue.ts";
import { metricsOf } from "../../dashboards/models/subject.ts";
import { Declaration } from "../../schemas/source.ts";

/** The log defines nothing: the release's own. */
const setting = { catalogue: catalogueFrom([], { isNow: true }) };

function named(settings: object): string[] {
  const sources = [{ source: "site", kind: "csv", settings }];
  const declaration = Declaration.parse({ startup: "a-dock", name: "À quai", sources });
  return metricsOf({ sources: new Map(), declaration, setting }, "site");
}

describe("the metrics of a source", () => {
  it("are those that its settings map, wherever the kind puts them", () => {
    expect(named({ metric: "visiteurs" })).toEqual(["visiteurs"]);
    expect(named({ figures: [{ metric: "visites" }, { metric: "trajets" }] })).toEqual(["visites", "trajets"]);
    expect(named({ metrics: { tu: { metric: "utilisateurs", levels: ["siret"] } } })).toEqual(["utilisateurs"]);
  });
  it("are none of the columns and words of the answer that happen to be called alike", () => {
    const where = [{ column: "type", equals: "demarches" }];
    expect(named({ figures: [{ metric: "dossiers_deposes", value: "visites", where }] })).toEqual(["dossiers_deposes"]);
    expect(named({ figures: [{ metric: "no_such_metric", value: "n" }] })).toEqual([]);
  });
});
