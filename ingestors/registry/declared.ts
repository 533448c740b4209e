// A service outside the registry, in a file of its own: startup de territoire, programme, local incubator.
import { z } from "zod";
import { NetworkEvent, PhaseInterval, RegistryId } from "../../schemas/registry.ts";
import { placed, type StatedIncubator, type StatedRegistry, type StatedStartup } from "./stated.ts";

const text = z.string().max(2000).default("");
const link = z.union([z.httpUrl(), z.literal("")]).default("");
const words = z.array(z.string().min(1).max(200)).default([]);
const Incubator = z.strictObject({
  id: RegistryId,
  title: z.string().min(1).max(200),
  owner: text,
  website: link,
});

/** The file's shape: one of these, or a list of them. It is whole: what is left out is none. */
export const DeclaredService = z.strictObject({
  startup: RegistryId,
  name: z.string().min(1).max(200),
  pitch: text,
  programme: z.string().max(200).default("").describe("startup de territoire, TNT…"),
  owner: z.string().max(200).default("").describe("the authority that carries it"),
  incubator: z.union([RegistryId, Incubator]).optional().describe("one of the registry, by its id, or a local one"),
  link,
  statsUrl: link,
  repository: link,
  sponsors: words,
  thematics: words,
  userTypes: words,
  phases: z.array(PhaseInterval.omit({ place: true }).extend({ end: PhaseInterval.shape.end.default("") })).min(1),
  events: z.array(NetworkEvent.extend({ comment: NetworkEvent.shape.comment.default("") })).default([]),
  aliases: z.array(RegistryId).default([]),
});
export type DeclaredService = z.infer<typeof DeclaredService>;
export const DeclaredServices = z.union([z.array(DeclaredService).min(1), DeclaredService.transform((one) => [one])]);

/** What a file's services state: only themselves, nothing disappears. */
export function declaredRegistry(services: readonly DeclaredService[]): StatedRegistry {
  const incubators = services.flatMap(({ incubator }): StatedIncubator[] =>
    typeof incubator === "object" ? [{ visible: true, ...incubator }] : [],
  );
  return { origin: "déclaré", startups: services.map(startupOf), incubators, faults: [], complete: false };
}

function startupOf(service: DeclaredService): StatedStartup {
  const { startup, name, incubator, statsUrl, phases, events, aliases, ...description } = service;
  return {
    id: startup,
    name,
    description: { ...description, incubator: typeof incubator === "object" ? incubator.id : (incubator ?? "") },
    statsPage: { url: statsUrl, given: statsUrl, derived: false },
    phases: placed(phases),
    events,
    aliases,
  };
}
