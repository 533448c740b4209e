// Faults that are more than one death at one place, each with the proof that it happened.
import { broker } from "./broker.ts";
import { diskFull } from "./disk-full.ts";
import { redelivery } from "./redelivery.ts";
import type { Scenario } from "./scenario.ts";
import { twoServes } from "./two-serves.ts";
import { zombie, zombieOverKafka } from "./zombie.ts";

export const SCENARIOS = {
  redelivery,
  "two-serves": twoServes,
  zombie,
  "disk-full": diskFull,
  broker,
  "zombie-kafka": zombieOverKafka,
} as const satisfies Record<string, Scenario>;
