// Which services moved most, by a written rule: the change over the span relative to what was there before. Pure.
import { toMicro } from "../schemas/decimal.ts";
import type { Change, Figure } from "./figure.ts";
import { isIll } from "./queries/freshness.ts";
import type { ServiceModel } from "./shapes/service.ts";

const NAMED = 2;

/** How much a figure changed, as a part of what was there before, in millionths; 0 when it cannot be said. */
export function relativeChange({ change, value }: Figure): bigint {
  if (!change || value === null || isUnlike(change)) return 0n;
  const difference =
    change.kind === "difference" ? toMicro(change.value) : toMicro(change.now) - toMicro(change.before ?? "0");
  const before = change.kind === "difference" ? toMicro(value) - difference : toMicro(change.before ?? "0");
  if (before === 0n || difference === 0n) return 0n;
  const size = (difference * 1_000_000n) / before;
  return size < 0n ? -size : size;
}

/** A flow that nothing is there to compare with, or nothing that is as old as it. */
const isUnlike = (change: Change) => change.kind === "flow" && (change.before === null || change.compared === "unlike");

/** Services by how much their main figure moved, the greatest first; those that did not move, by name, at the end. */
export function byMovement(services: readonly ServiceModel[]): { service: ServiceModel; size: bigint }[] {
  return services
    .map((service) => ({ service, size: service.figures[0] ? relativeChange(service.figures[0]) : 0n }))
    .sort((a, b) =>
      a.size === b.size ? a.service.name.localeCompare(b.service.name, "fr") : a.size > b.size ? -1 : 1,
    );
}

/** The services whose main figure moved most, greatest first. */
export function movedMost(services: readonly ServiceModel[]): { service: ServiceModel; figure: Figure }[] {
  return byMovement(services)
    .flatMap(({ service, size }) => (size > 0n && service.figures[0] ? [{ service, figure: service.figures[0] }] : []))
    .slice(0, NAMED);
}

/** The first service whose source is not well, and once was: of one that never answered nothing was lost. */
export function firstIll(services: readonly ServiceModel[]): ServiceModel | undefined {
  return services.find(({ freshness }) => isIll(freshness) && freshness.state !== "never");
}
