// A page of a list of services: filtered, ordered, twenty at a time or all of them. Pure.
import { ReleveError } from "../../schemas/errors.ts";
import { PHASES } from "../../schemas/registry-state.ts";
import { byMovement } from "../moved.ts";
import type { IncubatorRef } from "../shapes/life.ts";
import { EVERY, type ListAsked, type Order, type ServiceListModel } from "../shapes/list.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { byName } from "./base.ts";
import { entryOf, incubatorRef } from "./life.ts";
import type { Setting } from "./setting.ts";

const SIZE = 20;

/** @throws {ReleveError} RELEVE_USAGE for an incubator that the registry does not have, or a page beyond the last. */
export function listOf(setting: Setting, all: readonly ServiceModel[], query: ListAsked): ServiceListModel {
  const incubators = incubatorsToChoose(setting);
  checkIncubator(query.incubateur, incubators);
  const order = query.tri ?? "fraicheur";
  const kept = ordered(
    all.filter((service) => isKept(setting, service, query)),
    order,
  );
  const size = query.page === EVERY ? Infinity : SIZE;
  const pages = Math.max(1, Math.ceil(kept.length / size));
  const page = query.page === EVERY ? 1 : (query.page ?? 1);
  if (page > pages)
    throw new ReleveError(
      "RELEVE_UNKNOWN_CHOICE",
      `there is no page ${page}`,
      `ask for page 1 to ${pages} of ${kept.length}`,
    );
  const services = kept.slice(size * (page - 1), size * page);
  return { total: all.length, count: kept.length, page, pages, order, services, incubators };
}

/** All that some startup names, by title: one that the registry hides still has services. */
function incubatorsToChoose(setting: Setting): IncubatorRef[] {
  const { known, startups } = setting.registry;
  const ids = new Set([...known.incubators.keys(), ...[...startups.values()].flatMap((one) => one.incubators)]);
  return [...ids].map((id) => incubatorRef(setting, id)).sort((a, b) => a.title.localeCompare(b.title, "fr"));
}

function checkIncubator(asked: string | undefined, incubators: readonly IncubatorRef[]): void {
  if (asked === undefined || asked === "" || incubators.some(({ id }) => id === asked)) return;
  const allowed = incubators.map(({ id }) => id).join(", ");
  const hint = allowed === "" ? "no registry was read: there is no incubator to ask for" : `allowed: ${allowed}`;
  throw new ReleveError(
    "RELEVE_UNKNOWN_CHOICE",
    `query parameter "incubateur": there is no ${JSON.stringify(asked)}`,
    hint,
  );
}

function isKept(setting: Setting, { id, life }: ServiceModel, { incubateur, phase, origine }: ListAsked): boolean {
  if (incubateur && !entryOf(setting, id)?.incubators.includes(incubateur)) return false;
  if (phase && life?.phase !== phase) return false;
  return origine === undefined || (life?.origin ?? "déclaré") === origine;
}

function ordered(services: readonly ServiceModel[], order: Order): ServiceModel[] {
  switch (order) {
    case "nom":
      return [...services].sort(byName);
    case "variation":
      return byMovement(services).map(({ service }) => service);
    case "phase":
      return [...services].sort((a, b) => phaseRank(a) - phaseRank(b) || byName(a, b));
    case "fraicheur":
      return [...services].sort(byFreshness);
  }
}

function phaseRank({ life }: ServiceModel): number {
  const rank = (PHASES as readonly (string | null | undefined)[]).indexOf(life?.phase);
  return rank < 0 ? PHASES.length : rank;
}

/** The latest figure first; without one, those of whom a figure is expected before those of whom none is. */
function byFreshness(a: ServiceModel, b: ServiceModel): number {
  const day = ({ freshness }: ServiceModel) => freshness.last?.slice(0, 10) ?? "";
  if (day(a) !== day(b)) return day(a) < day(b) ? 1 : -1;
  const isIdle = ({ freshness }: ServiceModel) => Number(freshness.state === "idle");
  return isIdle(a) - isIdle(b) || byName(a, b);
}
