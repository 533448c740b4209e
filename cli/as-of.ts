// `--as-of`: what was known then, on the command line.
import { Option } from "commander";
import { AsOf, instantOf } from "../dashboards/as-of.ts";
import { checkKnown, firstKnownOf, latestOf } from "../dashboards/models/known.ts";
import { type Frame, NOW, openFrame } from "../dashboards/queries/frame.ts";
import { ReleveError } from "../schemas/errors.ts";
import { TOPICS } from "../schemas/ports.ts";
import type { House } from "./compose.ts";

export const asOfOption = () =>
  new Option("--as-of <instant>", "what was known then: a day in Paris (its end), or a UTC instant");

/** Milliseconds since 1970; now when left out. @param flag  as it was written @throws {ReleveError} RELEVE_USAGE */
export function asOfInstant(text: string | undefined, flag = "--as-of"): number {
  const read = AsOf.safeParse(text);
  if (read.success) return instantOf(read.data) ?? NOW;
  const hint = "a day such as 2026-03-01, or a UTC instant such as 2026-03-01T12:00:00Z";
  throw new ReleveError("RELEVE_USAGE", `${flag}: found "${text}"`, hint);
}

/**
 * What was known at an instant, by the same rule as the pages.
 * @throws {ReleveError} RELEVE_UNKNOWN_DAY before the first fact, and for the future
 */
export async function knownFrame({ live, clock }: Pick<House, "live" | "clock">, instant: number): Promise<Frame> {
  const warehouse = await live();
  const frame = await openFrame(warehouse, instant);
  if (instant === NOW) return frame;
  const registry = await openFrame(warehouse, instant, TOPICS.registry);
  checkKnown(instant, await firstKnownOf(warehouse)(), latestOf({ clock, demo: false }, frame, registry));
  return frame;
}

/** The same of the registry, by the same rule. @throws {ReleveError} RELEVE_UNKNOWN_DAY */
export async function knownRegistry(house: Pick<House, "live" | "clock">, instant: number): Promise<Frame> {
  await knownFrame(house, instant);
  return openFrame(await house.live(), instant, TOPICS.registry);
}
