// The catalogue as known at an instant: what the log had defined by then, else the release's own.
import { describe, expect, it } from "vitest";
import { catalogueFrom, catalogueOf, toldOnce } from "../../dashboards/models/catalogue.ts";
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { CATALOGUE } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { DefinedMetric } from "../../schemas/reference-state.ts";
import { emptyRegistry } from "../../schemas/registry-state.ts";
import type { SignalFields } from "../../schemas/signals.ts";

const [first, second, third] = CATALOGUE as [Metric, Metric, Metric];
const OWN = [first, second, third];
const said = (text: string, more: object = {}): Metric => ({
  ...second,
  label: { fr: text, en: text },
  ...more,
});

let place = 0;
function defined(metric: Metric, more: object = {}): DefinedMetric {
  place += 1;
  const { key, version } = metric;
  const definition = canonicalJson({ ...metric, ...more });
  const at = { partition: 0, offset: place, id: `fact-${place}`, recordedAt: place * 1000 };
  return { metric: key, version, sha256: sha256(definition), definition, at };
}
const then = (...all: DefinedMetric[]) => catalogueFrom(all, { isNow: false, own: OWN });
const now = (...all: DefinedMetric[]) => catalogueFrom(all, { isNow: true, own: OWN });
const keys = (metrics: readonly Metric[]) => metrics.map(({ key, version }) => `${key}@${version}`);

describe("the catalogue of a log that defines no metric", () => {
  it("is the release's own, of which the log has no fact", () => {
    for (const catalogue of [then(), now()]) {
      expect(catalogue.metricsInForce()).toEqual(OWN);
      expect(catalogue.metricOf(second.key)).toBe(second);
      expect(catalogue.historyOf(second.key)).toEqual([
        { metric: second, sha256: sha256(canonicalJson(second)), at: undefined },
      ]);
    }
  });
});

describe("the catalogue of a log that defines metrics", () => {
  it("has those alone, in the release's order, and those that the release does not have after them, by key", () => {
    const other = (key: string) => defined({ ...first, key });
    const catalogue = then(other("zebres"), defined(third), other("abeilles"), defined(first));
    expect(keys(catalogue.metricsInForce())).toEqual(
      keys([first, third, { ...first, key: "abeilles" }, { ...first, key: "zebres" }]),
    );
    expect(catalogue.metricOf(second.key)).toBeUndefined();
    expect(catalogue.historyOf(second.key)).toEqual([]);
  });
  it("shows the text recorded last, at the greatest version", () => {
    const catalogue = then(defined(said("Un")), defined(said("Deux", { version: 2 })), defined(said("Un, autrement")));
    expect(catalogue.metricOf(second.key)).toMatchObject({ version: 2, label: { fr: "Deux" } });
    expect(catalogue.metricOf(second.key, 1)?.label.fr).toBe("Un, autrement");
    const texts = catalogue.historyOf(second.key).map(({ metric: { version, label } }) => `${version} ${label.fr}`);
    expect(texts).toEqual(["2 Deux", "1 Un, autrement", "1 Un"]);
  });
  it("knows since when, also where two pulls at once recorded the same", () => {
    const once = defined(said("Un"));
    const catalogue = then(once, defined(said("Un")));
    expect(catalogue.historyOf(second.key).map(({ at }) => at)).toEqual([once.at]);
    expect(catalogue.definitionOf(second.key, 1)?.at).toEqual(once.at);
  });
  it("tells a figure stated at a version that it does not have in the release's words", () => {
    const catalogue = then(defined(first));
    expect(catalogue.metricOf(second.key, second.version)).toBe(second);
    expect(catalogue.keys).toEqual([first, second, third].map(({ key }) => key));
  });
  it("is filled, as of now, with what the release defines and nobody recorded yet", () => {
    const catalogue = now(defined(said("Un")));
    expect(keys(catalogue.metricsInForce())).toEqual(keys(OWN));
    expect(catalogue.metricOf(second.key)?.label.fr).toBe("Un");
    expect(catalogue.historyOf(first.key)).toMatchObject([{ metric: first, at: undefined }]);
  });
});

describe("a definition that this release cannot read", () => {
  const told: SignalFields[] = [];
  const reading = (...all: DefinedMetric[]) =>
    catalogueFrom(all, { isNow: false, own: OWN, signal: (_, fields) => void told.push(fields ?? {}) });
  it("is the release's own text of that version, without the fact that says otherwise, and is told", () => {
    const later = defined(said("Un"), { colour: "blue" });
    expect(reading(defined(first), later).definitionOf(second.key, 1)).toMatchObject({ metric: second, at: undefined });
    expect(told).toMatchObject([{ event: later.at.id, detail: `${second.key}@1: shown as this release defines it` }]);
  });
  it("is left out where the release has no such version, and is told", () => {
    told.length = 0;
    const catalogue = reading(defined(second), defined(said("Deux", { version: 2 }), { kind: "vector" }));
    expect(catalogue.metricOf(second.key)).toBe(second);
    expect(told).toMatchObject([{ detail: `${second.key}@2: left out` }]);
  });
});

describe("a fault of one definition", () => {
  it("is told once, however often the registry is read", () => {
    const lines: SignalFields[] = [];
    const signal = toldOnce((_, fields) => void lines.push(fields ?? {}));
    const all = [defined(said("Un"), { colour: "blue" }), defined(said("Deux", { version: 2 }), { kind: "vector" })];
    for (let read = 0; read < 3; read++) catalogueFrom(all, { isNow: true, own: OWN, signal });
    expect(lines.map(({ event }) => event)).toEqual(all.map(({ at }) => at.id));
  });
});

describe("the catalogue of a registry", () => {
  it("is made once, and has the same name for the same definitions", () => {
    const [one, other] = [defined(first), defined(first)];
    const registry = emptyRegistry({ definitions: [one], lists: [] });
    expect(catalogueOf(registry, { isNow: false })).toBe(catalogueOf(registry, { isNow: false }));
    expect(then(one).id).toBe(then(other).id);
    expect(then(one).id).not.toBe(then(one, defined(said("Un"))).id);
  });
});
