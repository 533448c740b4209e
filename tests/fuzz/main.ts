// `npm run api-fuzz -- --minutes 5`: a small house is served, and schemathesis asks it everything its description allows, and
// what it does not. Nothing may answer 5xx, in another shape, or accept what it says it refuses.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createApp } from "../../dashboards/routes.tsx";
import { startServer } from "../../infra/http/server.ts";
import { answered, declared } from "../support/facts.ts";
import { openHouse } from "../support/house.ts";
import { feedNetwork } from "../support/network.ts";
import { tell } from "../support/tell.ts";
import { openFuzzedDoor } from "./door.ts";
import { fuzz, installed } from "./schemathesis.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, seed: { type: "string", default: "1" } },
});
const minutes = Number(values.minutes);
/** Fewer would mean that it did not really ask. */
const LEAST_A_MINUTE = 200;

async function main(): Promise<number> {
  const program = await installed();
  if (program === undefined) return 0;
  const house = await openHouse();
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  try {
    await feedNetwork(house);
    // The names that the description gives as examples.
    await house.append(
      declared({ startup: "a-dock", name: "A-Dock", sources: [{ source: "stats", kind: "json" }] }, "2024-11-18"),
      answered({ startup: "a-dock", source: "stats", at: "2024-11-18" }, [{ metric: "utilisateurs", value: 12 }]),
    );
    await house.caughtUp();
    const { door, token } = await openFuzzedDoor(house);
    const app = createApp({
      models: house.models,
      door,
      signal: (name, fields) => {
        if (name === "request answered")
          statuses.set(Number(fields?.status), (statuses.get(Number(fields?.status)) ?? 0) + 1);
        if (name === "request failed") faults.push(`${fields?.code}: ${fields?.detail}`);
      },
    });
    const server = await startServer({ fetch: app.fetch, port: 0, host: "127.0.0.1" });
    const config = fileURLToPath(new URL("schemathesis.toml", import.meta.url));
    const seed = Number(values.seed);
    const clean = await fuzz(program, { url: server.url, seconds: minutes * 60, seed, config, token });
    await server.stop();
    return verdict(clean, statuses, faults);
  } finally {
    await house.close();
  }
}

function verdict(clean: boolean, statuses: ReadonlyMap<number, number>, faults: readonly string[]): number {
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const by = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  tell(`${total} requests answered in ${minutes} min — ${by.join(", ")}`);
  for (const fault of new Set(faults)) tell(`server error: ${fault}`);
  const least = LEAST_A_MINUTE * minutes;
  if (total < least) tell(`too few requests: ${total}, at least ${least} were expected`);
  const isGood = clean && faults.length === 0 && total >= least && (statuses.get(200) ?? 0) > 0;
  tell(isGood ? "1 passed, 0 failed" : "0 passed, 1 failed");
  return isGood ? 0 : 1;
}

process.exitCode = await main();
