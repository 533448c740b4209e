// A house whose figures are proved: one startup with an endpoint, a push, a metric of its own and a correction, beside a
// neighbour in the same partition; and the commands, run here on it or on nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Call, runCommand } from "../../cli/command.ts";
import { declare } from "../../cli/commands/pull.ts";
import { loadAll } from "../../cli/commands.ts";
import { type House, openHouse } from "../../cli/compose.ts";
import { readConfig } from "../../infra/config.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { EndpointAnswered, type FactEvent } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { caller } from "./caller.ts";
import { approved, proposed } from "./decisions.ts";
import { entryOf, pageOf, pushed, unchanged } from "./facts.ts";
import { read } from "./rebuild-house.ts";

export const STARTUP = "a-dock";
export const MEALS = "own_flow_a_dock__repas";
export const STATE = "jeux_de_donnees";
/** Of another startup: its facts are between those of the first, and something that is none. */
export const NEIGHBOUR = Array.from({ length: 500 }, (_, at) => `service-${at}`).find(
  (name) => partitionOf(name) === partitionOf(STARTUP),
) as string;

const words = (fr: string, en: string) => ({ fr, en });
const DECLARED = Declaration.parse({
  startup: STARTUP,
  name: "À quai",
  sources: [
    {
      ...{ source: "stats", kind: "json" },
      settings: { url: "https://x.example.org/stats", figures: [{ metric: STATE, value: "/total" }] },
    },
    { source: "sent", kind: "push" },
  ],
  metrics: [
    {
      key: MEALS,
      label: words("Repas servis", "Meals served"),
      definition: words("Repas servis à quai dans la période.", "Meals served at the dock in the period."),
      unit: words("repas", "meals"),
      additive: true,
    },
  ],
});
const BESIDE = Declaration.parse({ startup: NEIGHBOUR, name: "À côté", sources: [{ source: "sent", kind: "push" }] });

export interface ProofHouse {
  /** Where nothing of the house is: proofs stand here. */
  readonly empty: string;
  /** A command on the house; once it is closed, on nothing. */
  run(...argv: readonly string[]): Promise<{ readonly exit: number; readonly out: string }>;
  close(): Promise<void>;
  remove(): void;
}

export async function openProofHouse(): Promise<ProofHouse> {
  const [folder, empty] = ["house", "empty"].map((name) => mkdtempSync(join(tmpdir(), `releve-proof-${name}-`))) as [
    string,
    string,
  ];
  let now = Date.parse("2026-03-01T05:00:00.000Z");
  const house = await openHouse(readConfig({ RELEVE_DATA: folder }), { clock: () => now });
  await feed(house, (at) => {
    now = Date.parse(at);
  });
  const running = await house.process();
  await read(house);
  await running.stop();
  let open = true;
  const commands = await loadAll();
  return {
    empty,
    async run(...argv) {
      const io = { ...caller(), cwd: empty };
      const nothing = () => Promise.reject(new Error("a proof is verified without a house"));
      const call = { io, inServe: false, house: open ? async () => house : nothing } as unknown as Call;
      const exit = await runCommand(argv, call, commands);
      return { exit, out: io.said.join("") };
    },
    async close() {
      if (open) await house.close();
      open = false;
    },
    remove: () => {
      for (const one of [folder, empty]) rmSync(one, { recursive: true, force: true });
    },
  };
}

/** What came and was decided, day by day. */
async function feed(house: House, on: (at: string) => void): Promise<void> {
  const add = async (fact: FactEvent) => {
    on(fact.at);
    const [place] = await house.log.append(TOPICS.facts, [entryOf(fact)]);
    return place?.offset ?? -1;
  };
  const send = (startup: string, day: string, value: number, first: string) =>
    add(
      pushed({ startup, source: "sent", at: day }, [
        { metric: startup === STARTUP ? MEALS : "rdv_pris", grain: "month", first, value },
      ]),
    );
  await declare(house, [DECLARED, BESIDE]);
  const answer = await add(answered("2026-03-01T06:00:00.000Z"));
  await send(NEIGHBOUR, "2026-03-02", 7, "2026-02-01");
  await house.log.append(TOPICS.facts, [{ key: NEIGHBOUR, value: Buffer.from("not JSON") }]);
  await send(STARTUP, "2026-03-02", 40, "2026-02-01");
  await add(unchanged({ startup: STARTUP, source: "stats", at: "2026-03-03" }, answer));
  const decision = {
    what: "figure.corrected" as const,
    ...{ metric: STATE, definition: 1, from: "2026-03-01", value: "499" },
    territory: { level: "france" as const, code: "FR" },
  };
  const proposal = proposed({ startup: STARTUP, at: "2026-03-04T10:00:00.000Z" }, decision);
  await add(proposal);
  await add(approved({ startup: STARTUP, at: "2026-03-04T11:00:00.000Z", proposal: proposal.id }, decision));
  await send(NEIGHBOUR, "2026-03-05", 8, "2026-02-01");
  await send(STARTUP, "2026-03-06", 41, "2026-02-01");
  on("2026-03-07T12:00:00.000Z");
}

function answered(at: string): EndpointAnswered {
  const { settings } = DECLARED.sources[0] as { settings: Record<string, unknown> };
  return EndpointAnswered.parse({
    ...{ type: "endpoint.answered", id: newEventId(Date.parse(at)), at, startup: STARTUP, source: "stats" },
    reader: { kind: "json", version: 1, settings, definitions: { [STATE]: 1 } },
    ...{ receivedAt: at, elapsedMs: 80, pages: [pageOf(JSON.stringify({ total: 500 }))] },
  });
}
