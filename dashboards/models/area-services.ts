// The services of a territory, in three states: used here, not used here, no detail for such a territory.
import { toMicro } from "../../schemas/decimal.ts";
import { LEVELS } from "../../schemas/territory.ts";
import { Remembered } from "../queries/remembered.ts";
import type { Reference, ServiceHere, TerritoryModel } from "../shapes/territory.ts";
import { type Area, speaksOf, territoryRef } from "./area.ts";
import { changeOf, countsOn, coverage, sinceOf } from "./area-coverage.ts";
import { figuresHere } from "./area-figures.ts";
import type { Footprint, ServiceFootprint } from "./footprint.ts";
import { freshnessOfStartup, startupRef } from "./services.ts";

/** @param around  territories to compare with, the nearest first */
export function servicesHere(footprint: Footprint, area: Area, around: readonly Area[]): TerritoryModel["services"] {
  const all = footprint.services.map((service) => ({ service, here: serviceHere(footprint, service, area, around) }));
  const used = all.filter(({ here }) => isUsed(here));
  const rest = all.filter(({ here }) => !isUsed(here));
  const gives = ({ service, here }: (typeof all)[number]) =>
    here.expired === null && speaksOf(area.level).some((level) => service.levels.has(level));
  return {
    used: used.map(({ here }) => here).sort(mostCommunes),
    unused: rest
      .filter(gives)
      .map(({ here }) => here)
      .sort(byName),
    silent: rest
      .filter((one) => !gives(one))
      .map(({ here }) => here)
      .sort(byName),
  };
}

/** A commune of its own, or more than nothing in a figure for this territory. A published zero is no use. */
function isUsed({ communes, figures }: ServiceHere): boolean {
  return communes !== null || figures.some(({ value }) => value !== null && toMicro(value) > 0n);
}

const byName = (a: ServiceHere, b: ServiceHere) => a.service.name.localeCompare(b.service.name, "fr");
const mostCommunes = (a: ServiceHere, b: ServiceHere) =>
  Number(b.communes?.communes.part ?? 0) - Number(a.communes?.communes.part ?? 0) || byName(a, b);

/** What a service says of a territory, as its words alone give it. */
type Told = Pick<ServiceHere, "communes" | "figures">;
const toldBy = new Remembered<Told>();
/** Few enough to be kept, and large enough to be worth it. */
const KEPT = new Set<Area["level"]>(["france", "region", "departement"]);

function toldHere(footprint: Footprint, service: ServiceFootprint, area: Area, around: readonly Area[]): Told {
  const make = (): Told => ({
    communes: communesHere(footprint, service, area, around),
    figures: figuresHere(service, area),
  });
  const { day, territories, catalogue } = footprint.setting;
  const key = [area.level, area.place.code, territories.vintage, catalogue.id, ...footprint.days.all].join(" ");
  return KEPT.has(area.level) ? toldBy.once(service.startup, day, key, make) : make();
}

function serviceHere(
  footprint: Footprint,
  service: ServiceFootprint,
  area: Area,
  around: readonly Area[],
): ServiceHere {
  const { startup, communes, levels } = service;
  return {
    service: startupRef(startup),
    freshness: freshnessOfStartup(startup),
    levels: LEVELS.filter((level) => levels.has(level)),
    ...toldHere(footprint, service, area, around),
    expired: communes?.expired ?? null,
  };
}

function communesHere(
  footprint: Footprint,
  { communes }: ServiceFootprint,
  area: Area,
  around: readonly Area[],
): ServiceHere["communes"] {
  if (!communes) return null;
  const shares = coverage(footprint, communes.members, area.communes);
  const since = sinceOf([communes], area.communes);
  if (!since || shares.communes.part === "0") return null;
  const change = changeOf(footprint, countsOn(footprint, communes.members, area.communes));
  const references = around.map(
    (other): Reference => ({
      territory: territoryRef(other.place),
      covered: coverage(footprint, communes.members, other.communes),
    }),
  );
  return { ...shares, ...since, change, references };
}
