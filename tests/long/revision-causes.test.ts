// Why a figure is another one than it was: each cause of a revision, with the old and the new figure and since when it is
// known, as the real program tells it by its page, its API, its CSV and its command.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cause, Revision, RevisionsModel } from "../../dashboards/shapes/revisions.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { EndpointAnswered, type FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { approved, newProposal, undone } from "../support/decisions.ts";
import { type Folder, folder } from "../support/directory.ts";
import { declared, entryOf, pageOf, pushed } from "../support/facts.ts";
import { type Lasting, releve, served } from "../support/program.ts";
import { tell } from "../support/tell.ts";

const files: Folder = folder();
const data = join(files.path, "data");
const env = { RELEVE_DIRECTORY: files.path };
let server: Lasting & { url: string };
/** The log's time of what is said next. */
let now = 0;
let log: EventLog;
/** Says facts at their own times. @returns the offset of the last one */
async function say(...facts: readonly FactEvent[]): Promise<number> {
  let offset = -1;
  for (const fact of facts) {
    now = Date.parse(fact.at);
    offset = (await log.append(TOPICS.facts, [entryOf(fact)])).at(-1)?.offset ?? -1;
  }
  return offset;
}

const DECLARED = "2026-02-20";
const METRIC = "jeux_de_donnees";
interface Mapping {
  readonly url: string;
  readonly figures: readonly { readonly metric: string }[];
}
const settings = (pointer: string) => ({
  url: "https://x.example.org/stats",
  figures: [{ metric: METRIC, value: pointer }],
});
const MONTHS = {
  url: "https://x.example.org/stats",
  figures: [
    {
      metric: "rdv_pris",
      rows: "/months/*",
      value: "/total",
      period: { pointer: "/month", grain: "month", format: "iso-month" },
    },
  ],
};
const hand = (startup: string) =>
  declared({ startup, name: startup, sources: [{ source: "p", kind: "push" }] }, DECLARED);
const sends = (startup: string, at: string, value: number, metric = METRIC) =>
  pushed({ startup, source: "p", at }, [{ metric, value }]);
/** The endpoint's own numbers, and which of them is the figure. */
function says(startup: string, at: string, body: object, how: Mapping = settings("/total")): EndpointAnswered {
  const when = `${at}T12:00:00.000Z`;
  const definitions = Object.fromEntries(how.figures.map(({ metric }) => [metric, 1]));
  const reader = { kind: "json", version: 1, settings: how, definitions };
  const common = { type: "endpoint.answered", id: newEventId(Date.parse(when)), at: when, startup, source: "s" };
  return EndpointAnswered.parse({
    ...{ ...common, reader, receivedAt: when, elapsedMs: 5 },
    pages: [pageOf(JSON.stringify(body))],
  });
}
const place = { metric: METRIC, definition: 1, territory: { level: "france" as const, code: "FR" } };
/** A decision about a service, approved on one day of March and undone on another. */
async function decide(startup: string, decision: Parameters<typeof approved>[1], on: string, until: string) {
  const proposal = newProposal();
  await say(approved({ startup, at: on, proposal }, decision), undone({ startup, at: until, proposal }));
}

beforeAll(async () => {
  log = await openLmdbLog({ folder: join(data, "log"), clock: () => now });
  await say(...["retire", "retenu", "corrige"].map(hand));
  await say(
    declared(
      {
        startup: "relecture",
        name: "relecture",
        sources: [{ source: "s", kind: "json", settings: settings("/total") }],
      },
      DECLARED,
    ),
  );
  await say(sends("retire", "2026-03-01", 5));
  const wrong = await say(sends("retire", "2026-03-02", 50));
  await decide("retire", { what: "answers.withdrawn", source: "p", facts: [wrong] }, "2026-03-04", "2026-03-06");

  await say(sends("retenu", "2026-03-01", 5, "adresses_certifiees"));
  const held = await say(sends("retenu", "2026-03-02", 50_000, "adresses_certifiees"));
  await decide("retenu", { what: "hold.released", source: "p", fact: held }, "2026-03-04", "2026-03-06");

  await say(sends("corrige", "2026-03-01", 7));
  const corrected = (rest: object) => ({ what: "figure.corrected" as const, ...place, value: "8", ...rest });
  await decide("corrige", corrected({}), "2026-03-04", "2026-03-06");
  // Of days that were over: what is known of today stays.
  await decide("corrige", corrected({ value: "9", from: "2026-03-02", to: "2026-03-03" }), "2026-03-08", "2026-03-09");

  const first = says("relecture", "2026-03-01", { total: 100, kept: 40 });
  await say(first, says("relecture", "2026-03-03", { total: 100, kept: 40 }));
  const reader = { ...first.reader, settings: settings("/kept") };
  await decide("relecture", { what: "reading.adopted", source: "s", reader }, "2026-03-04", "2026-03-06");

  const months = (at: string, total: number) => says("redit", at, { months: [{ month: "2026-01", total }] }, MONTHS);
  await say(
    declared({ startup: "redit", name: "redit", sources: [{ source: "s", kind: "json", settings: MONTHS }] }, DECLARED),
    months("2026-03-01", 10),
    months("2026-03-08", 12),
  );
  await log.close();
  server = await served(["--data", data], { env });
  expect(await releve(["process", "--data", data], { env })).toMatchObject({ exit: 0 });
}, 120_000);
afterAll(async () => {
  await server?.end("SIGKILL");
  files.remove();
});

interface Told {
  readonly startup: string;
  readonly cause: Cause;
  /** `null`: nobody decided it. */
  readonly undone: boolean | null;
  /** The day on which it became known, and the first day that is told otherwise. */
  readonly known: string;
  readonly first: string;
  readonly old: string | null;
  readonly new: string | null;
}
const toldOf = ({ startup, cause, decision, known, cells }: Revision): Told[] =>
  cells.map(({ first, old, new: value }) => ({
    ...{ startup: startup.id, cause, undone: decision?.undone ?? null, known: known.slice(0, 10) },
    ...{ first, old, new: value },
  }));
const told = (...[startup, cause, isUndone, known, first, old, value]: [string, Cause, boolean | null, ...string[]]) =>
  ({ startup, cause, undone: isUndone, known, first, old, new: value }) as Told;

const EXPECTED: readonly Told[] = [
  told("corrige", "correction", true, "2026-03-09", "2026-03-02", "9", "7"),
  told("corrige", "correction", false, "2026-03-08", "2026-03-02", "7", "9"),
  told("corrige", "correction", true, "2026-03-06", "2026-03-06", "8", "7"),
  told("corrige", "correction", false, "2026-03-04", "2026-03-04", "7", "8"),
  told("redit", "restated", null, "2026-03-08", "2026-01-01", "10", "12"),
  told("relecture", "reading", true, "2026-03-06", "2026-03-01", "40", "100"),
  told("relecture", "reading", false, "2026-03-04", "2026-03-01", "100", "40"),
  told("retenu", "released", true, "2026-03-06", "2026-03-02", "50000", "5"),
  told("retenu", "released", false, "2026-03-04", "2026-03-02", "5", "50000"),
  told("retire", "withdrawn", true, "2026-03-06", "2026-03-02", "5", "50"),
  told("retire", "withdrawn", false, "2026-03-04", "2026-03-02", "50", "5"),
];
const inOrder = (all: readonly Told[]) =>
  [...all].sort((a, b) => a.startup.localeCompare(b.startup) || b.known.localeCompare(a.known));

/** What the page says of a cause, and of its undoing. */
const WORDS: Readonly<Record<string, string>> = {
  correction: "correction",
  reading: "relecture des mêmes octets",
  released: "réponse retenue, comptée depuis",
  restated: "redit autrement par la source",
  withdrawn: "réponse retirée",
};
const spaced = (text: string) => text.replace(/\s+/g, " ");

describe("the cause of a revised figure", () => {
  let model: RevisionsModel;
  it("is told by the API, with old, new and when, for decisions of every kind and their undoing", async () => {
    model = (await (await fetch(`${server.url}/api/v1/revisions`)).json()) as RevisionsModel;
    expect(inOrder(model.revisions.flatMap(toldOf))).toEqual(EXPECTED);
    for (const { cause, decision, fact } of model.revisions) {
      expect([cause, decision?.author]).toEqual([cause, cause === "restated" ? undefined : "Ada"]);
      if (decision) expect(fact.type).toBe(decision.undone ? "decision.undone" : "decision.approved");
    }
    const causes = new Set(model.revisions.map(({ cause }) => cause));
    tell(`causes of revisions: ${model.total} revisions, ${causes.size} causes, 5 of them undone`);
  });
  it("is told by the page, in words that tell a decision from its undoing", async () => {
    const page = spaced(await (await fetch(`${server.url}/revisions`)).text()).replace(/<[^>]+>/g, "");
    for (const { startup, cause, undone: isUndone, old, new: value } of EXPECTED) {
      const words = isUndone ? `annulation (${WORDS[cause]})` : WORDS[cause];
      const number = (text: string | null) => Number(text).toLocaleString("fr-FR").replace(/\s/g, " ");
      const line = new RegExp(`${startup}, [^→]*${number(old)} → ${number(value)} [^→]*${escaped(` · ${words} · `)}`);
      expect(page).toMatch(line);
    }
  });
  it("is told by the CSV and the command", async () => {
    const csv = await (await fetch(`${server.url}/revisions.csv`)).text();
    const printed = await releve(["revisions", "--data", data], { env });
    expect(printed).toMatchObject({ exit: 0, err: "" });
    for (const { startup, cause, undone: isUndone, known, first, old, new: value } of EXPECTED) {
      const people = isUndone === null ? ",,," : `,${isUndone},Ada,Grace`;
      expect(csv).toMatch(
        new RegExp(`^${known}[^,]*,${startup},.*,${first},.*,${old},${value},${cause},.*${people}\\r?$`, "m"),
      );
      const named = isUndone ? `${cause} undone` : cause;
      const line = new RegExp(`^${known}\\S* +${startup} .* ${first}( to \\S+)? +${old} +${value} +${named}(:| )`, "m");
      expect(printed.out).toMatch(line);
    }
    const json = await releve(["revisions", "--data", data, "--json"], { env });
    expect(JSON.parse(json.out).revisions).toEqual(model.revisions);
  });
  it("is what can be asked for", async () => {
    for (const cause of new Set(EXPECTED.map((one) => one.cause))) {
      const reply = await fetch(`${server.url}/api/v1/revisions?cause=${cause}`);
      const { revisions } = (await reply.json()) as RevisionsModel;
      expect(inOrder(revisions.flatMap(toldOf))).toEqual(EXPECTED.filter((one) => one.cause === cause));
    }
  });
});

const escaped = (text: string) => text.replace(/[()]/g, "\\$&");
