import { describe, expect, it } from "vitest";
import { doubtId, isSame, seenOf, toldOf } from "../../dashboards/findings/acknowledged.ts";
import { type Found, found } from "../../dashboards/findings/finding.ts";
import type { Acknowledgement } from "../../dashboards/queries/acknowledgements.ts";

const at = (day: string) => Date.parse(`${day}T12:00:00.000Z`);
/** Monday the 2nd: the network's from the start of Friday the 6th. */
const fell = (more: Partial<Found> = {}): Found =>
  found("figure.fell", at("2026-03-02"), {
    metric: "rdv_pris",
    period: { grain: "month", first: "2026-02-01", last: "2026-02-28" },
    seen: "400",
    against: "1004",
    ...more,
  });
const people = (seen: string, count = 1): Found =>
  found("population.exceeded", at("2026-03-02"), {
    metric: "utilisateurs",
    territory: { level: "commune", code: "01001" },
    ...{ seen, against: "780", count },
  });
const taken = (day: string, until: string, doubt = fell()): Acknowledgement => ({
  ...{ doubt: seenOf(doubt), by: "Ada", reason: "a holiday", until, recorded: at(day) },
});

describe("an acknowledgement", () => {
  it("speaks of the doubt with the same evidence, and of no new one", () => {
    const { doubt } = taken("2026-03-03", "expected");
    expect(isSame(doubt, fell({ since: at("2026-03-09") }))).toBe(true);
    expect(isSame(doubt, fell({ seen: "40" }))).toBe(false);
    expect(isSame(doubt, fell({ period: { grain: "month", first: "2026-03-01", last: "2026-03-31" } }))).toBe(false);
    expect(isSame(doubt, { ...fell(), code: "figure.jumped" })).toBe(false);
  });
  it("of a state holds while the figures stay within a tenth, of no more places", () => {
    const { doubt } = taken("2026-03-03", "expected", people("1000"));
    expect(isSame(doubt, people("1100"))).toBe(true);
    expect(isSame(doubt, people("900"))).toBe(true);
    expect(isSame(doubt, people("1101"))).toBe(false);
    expect(isSame(doubt, people("1000", 2))).toBe(true); // the very same evidence
    expect(isSame(doubt, people("1001", 2))).toBe(false);
  });
  it("names its doubt by an id that is another one when the evidence is", () => {
    expect(doubtId("a", fell())).toBe(doubtId("a", fell({ count: 4, since: at("2026-03-09") })));
    expect(doubtId("a", fell())).not.toBe(doubtId("a", fell({ seen: "40", evidence: "40 1004" })));
    expect(doubtId("a", fell())).not.toBe(doubtId("b", fell()));
  });
});

describe("whom a doubt concerns", () => {
  const told = (own: readonly Acknowledgement[], now: string) => toldOf(fell(), "team", { own, now: at(now) });
  const FRIDAY = Date.parse("2026-03-05T23:00:00.000Z");
  it("is the team, and the network once three working days are over", () => {
    expect(told([], "2026-03-05")).toMatchObject({ team: at("2026-03-02"), network: null, told: "team" });
    expect(told([], "2026-03-06")).toMatchObject({ team: at("2026-03-02"), network: FRIDAY, told: "network" });
  });
  it("stays the team for as long as an acknowledgement holds, and is the network's from the day after", () => {
    const own = [taken("2026-03-03", "2026-03-10")];
    expect(told(own, "2026-03-10")).toMatchObject({ network: null, told: "team", acknowledged: { by: "Ada" } });
    const over = told(own, "2026-03-11");
    expect(over).toMatchObject({ network: Date.parse("2026-03-10T23:00:00.000Z"), told: "network" });
    expect(over.acknowledged).toBeUndefined();
  });
  it("stays the team for good when the figure is as expected", () => {
    expect(told([taken("2026-03-03", "expected")], "2027-01-01")).toMatchObject({ network: null, told: "team" });
  });
  it("keeps that the network was told, when somebody took note only then", () => {
    const late = told([taken("2026-03-09", "2026-03-20")], "2026-03-10");
    expect(late).toMatchObject({ network: FRIDAY, told: "team", acknowledged: { until: "2026-03-20" } });
  });
  it("goes by the last of several acknowledgements", () => {
    const own = [taken("2026-03-03", "expected"), taken("2026-03-10", "2026-03-12")];
    expect(told(own, "2026-03-09")).toMatchObject({ network: null, told: "team" });
    expect(told(own, "2026-03-13")).toMatchObject({ network: Date.parse("2026-03-12T23:00:00.000Z"), told: "network" });
  });
  it("is the network or who runs Relevé at once, when that is who can mend it", () => {
    const own = { own: [], now: at("2026-03-02") };
    expect(toldOf(fell(), "network", own)).toMatchObject({ team: null, network: at("2026-03-02"), told: "network" });
    expect(toldOf(fell(), "operator", own)).toMatchObject({ team: null, network: null, told: "operator" });
  });
});
