// Who carries services: the incubators, one incubator, one sponsor.
import { incubatorsOn } from "../queries/registry-lists.ts";
import type { IncubatorsModel, IncubatorsQuery, PortfolioModel, PortfolioQuery } from "../shapes/portfolio.ts";
import type { Base } from "./base.ts";
import { incubatorRef } from "./life.ts";
import { carriedOf, isPublishing, phasesOf, publishing, registeredOf, sharedOf, silentOf } from "./portfolio.ts";
import { organisationId, webAddress } from "./record.ts";

type Line = IncubatorsModel["incubators"][number];

/** Those that carry a startup of the registry on the day, or that the registry has. */
export function incubatorsModel(base: Base, { tri = "nom" }: IncubatorsQuery): IncubatorsModel {
  const { setting } = base;
  const all = registeredOf(base);
  const known = incubatorsOn(setting.registry.known, { day: setting.day });
  const named = new Set([...known.map(({ id }) => id), ...all.map(({ entry }) => entry.incubator)]);
  const lines = [...named]
    .filter((id) => id !== "")
    .map((id): Line => {
      const active = all.filter(({ entry }) => entry.active && entry.incubator === id);
      return {
        ...incubatorRef(setting, id),
        active: active.length,
        phases: phasesOf(active),
        onTime: active.filter(isPublishing).length,
        silent: silentOf(active),
        shared: all.filter(({ entry }) => entry.incubator !== id && entry.incubators.includes(id)).length,
      };
    });
  return { head: setting.head, network: publishing(all), order: tri, incubators: lines.sort(ORDER[tri]) };
}

const byTitle = (a: Line, b: Line) => a.title.localeCompare(b.title, "fr") || (a.id < b.id ? -1 : 1);
/** Without an active service there is no share: last. */
const share = ({ active, onTime }: Line) => (active === 0 ? 2 : onTime / active);
const ORDER = {
  nom: byTitle,
  services: (a: Line, b: Line) => b.active - a.active || byTitle(a, b),
  publication: (a: Line, b: Line) => share(a) - share(b) || byTitle(a, b),
} as const;

/** `undefined`: neither the registry nor any startup of it names the incubator. */
export function incubatorModel(base: Base, id: string, { impact }: PortfolioQuery): PortfolioModel | undefined {
  const { setting } = base;
  const card = setting.registry.known.incubators.get(id)?.card;
  const all = registeredOf(base);
  const own = all.filter(({ entry }) => entry.incubator === id);
  const shared = sharedOf(base, id);
  if (!card && own.length === 0 && shared.length === 0) return undefined;
  const national = impact === "national";
  return {
    head: setting.head,
    carrier: {
      kind: "incubator",
      ...incubatorRef(setting, id),
      owner: card?.owner ? organisationId(card.owner) : null,
      website: webAddress(card?.website),
    },
    ...carriedOf(base, own, national),
    national,
    shared: national ? shared.filter((row) => row.national) : shared,
  };
}

/** The services that an organisation sponsors. `undefined`: it sponsors none. */
export function sponsorModel(base: Base, id: string, { impact }: PortfolioQuery): PortfolioModel | undefined {
  const { setting } = base;
  const sponsors = (startup: string) => setting.registry.known.startups.get(startup)?.description.sponsors ?? [];
  const own = registeredOf(base).filter(({ entry }) => sponsors(entry.id).map(organisationId).includes(id));
  if (own.length === 0) return undefined;
  const national = impact === "national";
  const carrier = { kind: "sponsor", id, title: id, published: true, owner: null, website: null } as const;
  return { head: setting.head, carrier, ...carriedOf(base, own, national), national, shared: [] };
}
