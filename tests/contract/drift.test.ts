// A source whose answers change their shape, and what people say of that: from a real endpoint to the page, the API, the
// command line, and the tables that a rebuild fills anew.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuild } from "../../cli/rebuild/rebuild.ts";
import type { Doubt } from "../../dashboards/shapes/doubts.ts";
import { caller } from "../support/caller.ts";
import { type Answer, type DoubtHouse, openDoubtHouse } from "../support/doubt-house.ts";
import { contents } from "../support/rebuild-house.ts";

const month = (m: string, visits: unknown) => ({ m, visits });
const good = (published: unknown = "57 911") => ({
  open: { "Jeux publiés": published },
  months: [month("2026-01", 1204), month("2026-02", 1388)],
});
const DRIFTED: Readonly<Record<string, Answer>> = {
  gone: { body: { ...good(), months: [{ m: "2026-01", visites: 1204 }] } },
  type: { body: good({ total: 57_911 }) },
  size: { body: good("57 911 000") },
  page: { type: "text/html", body: "<!doctype html><title>Maintenance</title><h1>Bientôt de retour</h1>" },
};
const STARTUPS = Object.keys(DRIFTED);
const answers = new Map<string, Answer>();
const saying = (all: Readonly<Record<string, Answer>>) => {
  for (const [startup, answer] of Object.entries(all)) answers.set(startup, answer);
};
const allGood = () => saying(Object.fromEntries(STARTUPS.map((startup) => [startup, { body: good() }])));

let place: DoubtHouse;
/** What a reader reads. */
const textOf = async (path: string) => (await place.html(path)).replace(/<[^>]+>/g, "");
const doubts = async (instant?: string): Promise<Doubt[]> => {
  const models = instant === undefined ? place.models : place.models.at(Date.parse(instant));
  return (await models.doubts({ page: 1, code: "shape.drifted" })).doubts;
};
const drifted = async (startup: string) => {
  const found = (await doubts()).find((one) => one.startup.id === startup);
  if (!found) throw new Error(`no drift of ${startup}`);
  return found;
};

beforeAll(async () => {
  allGood();
  place = await openDoubtHouse(STARTUPS, answers, "2026-03-01T05:00:00Z");
  for (const day of ["01", "02"]) await place.pull(`2026-03-${day}T05:00:00Z`);
  saying(DRIFTED);
  await place.pull("2026-03-03T05:00:00Z");
}, 60_000);
afterAll(() => place?.close());

describe("a source whose answer changes its shape", () => {
  const EXPECTED: Readonly<Record<string, readonly [seen: string, pointer: string, before: string, now: string]>> = {
    gone: ["answer.shape", "/months/*/visits", "number 1204", "nothing"],
    type: ["values.unreadable", "/open/Jeux publiés", "text 57 911", "object null"],
    size: ["bounds", "/open/Jeux publiés", "text 57 911", "text 57 911 000"],
    page: ["answer.html", "", "json null", "page Maintenance"],
  };
  for (const startup of STARTUPS)
    it(`is doubted with the difference shown, before and now: ${startup}`, async () => {
      const [seen, pointer, before, now] = EXPECTED[startup] ?? [];
      const doubt = await drifted(startup);
      const [first] = doubt.differences;
      const words = (one: { type: string; example: string | null } | null | undefined) =>
        one ? `${one.type} ${one.example}` : "nothing";
      expect([doubt.seen, first?.pointer, words(first?.before), words(first?.now)]).toEqual([
        seen,
        pointer,
        before,
        now,
      ]);
      expect(doubt.since).toBe("2026-03-03T05:00:00.000Z");
    });
  it("keeps its last good figures, with their date", async () => {
    for (const startup of STARTUPS) {
      const model = await place.models.startup(startup, {});
      const figure = model?.panels.find(({ figure: one }) => one.metric.key === "jeux_de_donnees")?.figure;
      expect([startup, figure?.value, figure?.day]).toEqual([startup, "57911", "2026-03-02"]);
    }
  });
  it("shows it on the page of doubts and on its own, in words", async () => {
    expect(await place.html("/doutes?startup=page")).toContain(
      "La réponse entière : avant : données (JSON) → maintenant : page web « Maintenance »",
    );
    const own = await place.html("/startups/gone");
    expect(own).toContain(
      "<code>/months/*/visits</code> : n’est plus là ; avant : nombre 1 204".replace(" 204", "\u202f204"),
    );
    expect(own).toContain("Les derniers chiffres bons sont du 2 mars 2026.");
    expect(await place.html("/en/startups/size")).toContain(
      "of another size; before: text “57 911” → now: text “57 911 000”",
    );
  });
  it("tells it at the command line, with the reject or the hold", async () => {
    const { said } = await place.run("rejects", "list", "size", "--json");
    const [held] = (JSON.parse(said) as { rejects: { offset: number; code: string }[] }).rejects;
    expect(held?.code).toBe("hold.bounds");
    const shown = await place.run("rejects", "show", "size", String(held?.offset));
    expect(shown.said).toContain('differs   /open/Jeux publiés: text "57 911" → text "57 911 000"');
  });
  it("is refused of a time of which nothing can be known, by each list alike", async () => {
    for (const asOf of ["2030-01-01", "2025-01-01"])
      for (const list of [
        ["rejects", "list"],
        ["decisions", "list"],
        ["doubts", "list"],
        ["figures", "--hash"],
      ])
        expect(await place.run(...list, "--as-of", asOf), `${list} ${asOf}`).toEqual({
          exit: 2,
          said: expect.stringMatching(/^RELEVE_UNKNOWN_DAY/),
        });
    expect(await place.run("decisions", "list", "--as-of", "2026-03-03")).toMatchObject({ exit: 0 });
  });
  it("is the same doubt the day after, though the bytes came again", async () => {
    const before = await drifted("page");
    saying({ size: { body: good() } });
    await place.pull("2026-03-04T05:00:00Z");
    expect(await drifted("page")).toMatchObject({
      id: before.id,
      since: before.since,
      differences: before.differences,
    });
  });
});

describe("a doubt that somebody takes note of", () => {
  const path = (id: string) => `/api/v1/doutes/${id}/acknowledge`;
  const known = { reason: "a move of our server", until: "2026-03-10" };
  it("needs a token of its startup, or one to decide", async () => {
    const { id } = await drifted("page");
    expect(await place.post(path(id), undefined, known)).toMatchObject({ status: 401 });
    const other = await place.token("push", "Team gone", "gone");
    expect(await place.post(path(id), other, known)).toMatchObject({ status: 403 });
    const own = await place.token("push", "Team page", "page");
    expect(await place.post(path("0123456789abcdef"), own, known)).toMatchObject({
      status: 404,
      body: { code: "RELEVE_UNKNOWN_DOUBT" },
    });
    expect(await place.post(path(id), own, { ...known, until: "2026-03-03" })).toMatchObject({ status: 422 });
    expect(await place.post(path(id), own, { ...known, until: "tomorrow" })).toMatchObject({ status: 400 });
  });
  it("says by whom, when, why and until when; the same again is the same", async () => {
    const { id } = await drifted("page");
    const own = await place.token("push", "Team page", "page");
    const told = { doubt: id, startup: "page", code: "shape.drifted", by: "Team page", ...known };
    const [one, other] = await Promise.all([place.post(path(id), own, known), place.post(path(id), own, known)]);
    expect([one.status, other.status].sort()).toEqual([200, 201]);
    for (const { body } of [one, other]) expect(body).toEqual(told);
    await place.read();
    expect(await place.post(path(id), own, known)).toEqual({ status: 200, body: told });
    expect((await drifted("page")).acknowledged).toEqual({ by: "Team page", at: "2026-03-04T05:00:00.000Z", ...known });
    expect(await textOf("/doutes?startup=page")).toContain(
      "Pris en compte par Team page le 4 mars 2026, jusqu’au 10 mars 2026 : a move of our server",
    );
  });
  it("is listed, shown and acknowledged at the command line, as expected for as long as nothing changes", async () => {
    const { id } = await drifted("type");
    expect((await place.run("doubts", "list", "type")).said).toContain(id);
    const args = ["--by", "marie", "--reason", "we write to ada@example.org"];
    expect((await place.run("doubts", "acknowledge", id, ...args)).exit).not.toBe(0);
    expect(await place.run("doubts", "acknowledge", id, ...args, "--expected")).toMatchObject({ exit: 0 });
    const { said } = await place.run("doubts", "show", id);
    expect(said).toContain("marie at 2026-03-04T05:00:00.000Z, as expected");
    expect(said).not.toContain("example.org");
    expect((await doubts()).map(({ acknowledged }) => acknowledged !== null)).toEqual([false, true, true]);
  });
  it("is back when its evidence changes, and when the day is over", async () => {
    saying({ type: { body: { ...good(true), months: [] } } });
    await place.pull("2026-03-11T05:00:00Z");
    expect((await drifted("type")).acknowledged).toBeNull();
    const page = await drifted("page");
    expect(page).toMatchObject({ acknowledged: null, told: "network", network: "2026-03-10T23:00:00.000Z" });
  });
  it("is known on a past day as it was known then", async () => {
    const then = (await doubts("2026-03-05T12:00:00Z")).find(({ startup }) => startup.id === "page");
    expect(then).toMatchObject({ told: "team", network: null, acknowledged: { by: "Team page" } });
    const before = (await doubts("2026-03-03T12:00:00Z")).find(({ startup }) => startup.id === "page");
    expect(before).toMatchObject({ acknowledged: null, team: "2026-03-03T05:00:00.000Z" });
    expect(await textOf("/doutes?connu-le=2026-03-05")).toContain("Pris en compte par Team page");
    expect(await textOf("/doutes?connu-le=2026-03-03")).not.toContain("Pris en compte par");
  });
  it("goes when the answer is as before, and a rebuild gives the same tables and doubts", async () => {
    allGood();
    await place.pull("2026-03-12T05:00:00Z");
    expect(await doubts()).toEqual([]);
    const [tables, then] = [await contents(await place.house.live()), await doubts("2026-03-05T12:00:00Z")];
    const done = await rebuild(place.house, caller(), { purpose: "rebuild", keepDays: 7, beside: true });
    expect(done).toMatchObject({ outcome: "live", changes: { tables: [] } });
    expect(await contents(await place.house.live())).toEqual(tables);
    expect(await doubts("2026-03-05T12:00:00Z")).toEqual(then);
  }, 60_000);
});
