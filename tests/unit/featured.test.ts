import { describe, expect, it } from "vitest";
import type { Figure } from "../../dashboards/figure.ts";
import { featured } from "../../dashboards/models/featured.ts";
import type { ServiceModel } from "../../dashboards/shapes/service.ts";
import { figure, fresh, month } from "../support/figures.ts";

const service = (id: string, figures: Figure[], freshness = fresh()): ServiceModel => ({
  id,
  name: id,
  owner: "",
  life: null,
  freshness,
  figures,
  milestones: [],
  before: [],
  trend: [],
});
const reach = (part: string) => figure("communes_couvertes", part, { share: { part, whole: "34875" } });
const use = figure("dossiers_deposes", "8930", { period: month });
const change = figure("part_rdv_manques", "10.4", { mark: "impact" });
const ids = (services: ServiceModel[]) => featured(services).map(({ id }) => id);

describe("the three services that the overview shows", () => {
  it("tell of reach, of use and of impact, whatever their order", () => {
    expect(ids([service("c", [change]), service("b", [use]), service("a", [reach("10")])])).toEqual(["a", "b", "c"]);
  });
  it("are first those whose team quoted a total, however much others tell", () => {
    const quoted = {
      ...service("quoted", [use]),
      milestones: [{ label: "Bilan", since: "2020-05-01", until: "2022-08-31", value: "816000", territories: null }],
    };
    expect(ids([service("b", [use, change, use]), quoted, service("c", [use, use])])[0]).toBe("quoted");
  });
  it("are on time and have a value", () => {
    const silent = figure("communes_couvertes", null, { absence: "said" });
    expect(
      ids([service("late", [reach("9")], fresh("late")), service("none", [silent]), service("empty", [])]),
    ).toEqual([]);
  });
  it("are, of those that tell the same, the one with most figures, then the widest reach, then by name", () => {
    expect(
      ids([service("near", [reach("5")]), service("far", [reach("50")]), service("two", [reach("1"), use])]),
    ).toEqual(["two", "far", "near"]);
    expect(ids([service("y", [use]), service("x", [use])])).toEqual(["x", "y"]);
  });
  it("are never more than three, nor one twice", () => {
    const all = ["a", "b", "c", "d", "e"].map((id) => service(id, [reach("1"), use, change]));
    expect(ids(all)).toEqual(["a", "b", "c"]);
  });
});
