// An invented network's requests to join, for the walk over all pages: every state, and an answer that is looked at.
import { checkForAnyone } from "../../cli/check.ts";
import { CLOSED } from "../../dashboards/closed-door.ts";
import { loadTerritories } from "../../infra/territories.ts";
import type { Door } from "../../schemas/door.ts";
import type { Followed, JoinDoor, JoinTold } from "../../schemas/join-door.ts";

const request = (at: number, rest: Partial<JoinTold>): JoinTold => ({
  id: `0193e3a0-0000-7000-8000-00000000000${at}`,
  ...{ startup: "rdv-solidarites", name: "RDV Service Public", want: "endpoint", holder: "Atelier" },
  ...{ address: "https://rdv.example/stats", kind: "json", metrics: ["rdv_pris"], figures: 48, source: null },
  ...{ asked: "2026-11-20T10:00:00.000Z", state: "open", settled: null, by: null, reason: null },
  ...rest,
});
const settled = { settled: "2026-11-21T10:00:00.000Z", by: "Marie" };
const noAddress = { address: null, kind: null, figures: null, metrics: [] };
const REQUESTS: readonly JoinTold[] = [
  request(1, {}),
  request(2, { ...noAddress, want: "hand", name: "Mes Adresses", startup: "mes-adresses" }),
  request(3, { ...settled, state: "accepted", source: "site", name: "Ma Carto", startup: "carto" }),
  request(4, { ...noAddress, ...settled, want: "push", state: "declined", reason: "Hors périmètre" }),
];
/** Codes of the links, by what their page shows. */
export const CODES = { open: "o".repeat(32), hand: "h".repeat(32), asked: "e".repeat(32) } as const;
const FOLLOWED: Readonly<Record<string, Followed>> = {
  [CODES.open]: { ...request(1, {}), tokenTaken: false, own: [] },
  [CODES.hand]: {
    ...request(2, { ...noAddress, ...settled, want: "hand", state: "accepted", source: "saisie" }),
    tokenTaken: false,
    own: [],
  },
  [CODES.asked]: { ...request(3, { ...settled, state: "accepted", source: "site" }), tokenTaken: false, own: [] },
};

/** Looks at pasted answers as the real one does, and records nothing. */
export async function fixedDoor(): Promise<Door> {
  const http = () => Promise.reject(new Error("the walk asks nobody"));
  const look = checkForAnyone({ http, territories: await loadTerritories(), clock: Date.now, allowLoopback: false });
  const join: JoinDoor = {
    ...CLOSED.join,
    check: ({ request: asked }) => look(asked),
    startups: async () => [
      { id: "mes-adresses", name: "Mes Adresses" },
      { id: "rdv-solidarites", name: "RDV Service Public" },
    ],
    requests: async () => REQUESTS,
    follow: async (code) => FOLLOWED[code] ?? CLOSED.join.follow(code),
    claim: async () => ({ token: `releve_${"0".repeat(33)}` }),
  };
  return { ...CLOSED, join };
}
