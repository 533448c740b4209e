// The facts of the network's registry: who is in it, in which phase, under which name. Topic releve.registry.v1; the key
// is the startup's id, or `incubator:<id>`. Past tense, strict, additive change only.
import { z } from "zod";
import { EventId, Instant } from "./ids.ts";

/**
 * An id of the registry (`a-dock`, `data.gouv.fr`, `auxAJ`, `données-et-territoires`): opaque, case-sensitive, and wider
 * than the ids that state figures. Encode it in URLs.
 */
export const RegistryId = z
  .string()
  .regex(/^(?=.*[\p{L}\p{N}])[^\s/\\:\p{C}]{1,128}$/u, "an id without space, slash or colon; at most 128 characters");

/** `registre`: read from the network's registry; `déclaré`: registered beside it (`releve registry add`). */
export const Origin = z.enum(["registre", "déclaré"]);
export type Origin = z.infer<typeof Origin>;

const Word = z.string().max(200);
const Text = z.string().max(20_000);
/** A web address, or "": none was published, or nothing that can be opened. */
const Link = z.string().max(4000);
const Words = z.array(Text);
/** Phase and event names are the registry's own, unaccented; a name that is new there is no error here. */
const Name = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, "lower-case letters, digits, - and _");

const fact = <Type extends string>(type: Type) => ({
  type: z.literal(type),
  id: EventId.describe("UUIDv7; the same id twice is one fact delivered twice"),
  at: Instant.describe("when the writer made the fact; what counts is the log's own time"),
});
const ofStartup = { startup: RegistryId };

/** What a startup says of itself. A key that is left out is not known; "" and [] say that there is none. */
export const Description = z.strictObject({
  pitch: Text.optional(),
  incubator: z.string().max(128).optional().describe("id of the one that counts it; it may not exist"),
  incubators: z.array(RegistryId).optional().describe("all that carry it, when there are several (since v2.7)"),
  programme: Word.optional().describe("of a service outside the registry: startup de territoire, TNT…"),
  owner: Word.optional().describe("who carries a service outside the registry"),
  link: Link.optional(),
  repository: Link.optional(),
  impactUrl: Link.optional().describe("a document on its impact, for people"),
  budgetUrl: Link.optional(),
  dashlordUrl: Link.optional(),
  riskAnalysis: Word.optional().describe("as published: true, false or nothing"),
  riskAnalysisUrl: Link.optional(),
  accessibility: Word.optional(),
  sponsors: Words.optional(),
  thematics: Words.optional(),
  technos: Words.optional(),
  userTypes: Words.optional().describe("as published, in free spelling; only the per-startup v3 has them"),
});
export type Description = z.infer<typeof Description>;

/** The page where a startup shows its figures to people. */
export const StatsPage = z.strictObject({
  url: Link,
  given: Link.describe("as published: may be no address, such as a bare `/stats`"),
  derived: z.boolean().describe("the registry made it up as `<link>/stats`"),
});
export type StatsPage = z.infer<typeof StatsPage>;

/** A phase begins at its start and lasts until the next start; `end` is advice. */
export const PhaseInterval = z.strictObject({
  phase: Name,
  start: z.iso.date(),
  end: z.union([z.iso.date(), z.literal("")]),
  place: z.int().min(0).max(255).describe("how many phases with the same start are listed before it: 0 is the first"),
});
export type PhaseInterval = z.infer<typeof PhaseInterval>;

/** Something that happened to a startup in the network: committee, product_launch, national_impact, fast, end… */
export const NetworkEvent = z.strictObject({ event: Name, date: z.iso.date(), comment: Text });
export type NetworkEvent = z.infer<typeof NetworkEvent>;

export const IncubatorCard = z.strictObject({
  title: Text,
  visible: z.boolean().describe("whether the registry shows it; a hidden one still has startups"),
  owner: Word.optional(),
  website: Link.optional(),
  github: Link.optional(),
  address: Text.optional(),
});
export type IncubatorCard = z.infer<typeof IncubatorCard>;

export const StartupRegistered = z.strictObject({
  ...fact("startup.registered"),
  ...ofStartup,
  name: Text,
  origin: Origin,
});
export const StartupRenamed = z.strictObject({ ...fact("startup.renamed"), ...ofStartup, name: Text, before: Text });
/** All that is known of its description, not the change alone. */
export const StartupDescribed = z.strictObject({
  ...fact("startup.described"),
  ...ofStartup,
  description: Description,
});
export const StatsPageChanged = z.strictObject({
  ...fact("stats_page.changed"),
  ...ofStartup,
  ...StatsPage.shape,
  before: Link,
});
export const PhaseEntered = z.strictObject({ ...fact("phase.entered"), ...ofStartup, ...PhaseInterval.shape });
/** Its end or its place among phases of the same start became another; a start that moves is withdrawn and entered. */
export const PhaseCorrected = z.strictObject({ ...fact("phase.corrected"), ...ofStartup, ...PhaseInterval.shape });
/** The registry lists it no more: it never was. */
export const PhaseWithdrawn = z.strictObject({
  ...fact("phase.withdrawn"),
  ...ofStartup,
  phase: Name,
  start: z.iso.date(),
});
export const StartupDisappeared = z.strictObject({ ...fact("startup.disappeared"), ...ofStartup });
export const StartupReappeared = z.strictObject({ ...fact("startup.reappeared"), ...ofStartup });
export const NetworkEventRecorded = z.strictObject({
  ...fact("network_event.recorded"),
  ...ofStartup,
  ...NetworkEvent.shape,
});
export const NetworkEventWithdrawn = z.strictObject({
  ...fact("network_event.withdrawn"),
  ...ofStartup,
  ...NetworkEvent.shape,
});
/** A former id still leads to the startup. Never taken back: old links are for ever. */
export const AliasDeclared = z.strictObject({ ...fact("alias.declared"), ...ofStartup, alias: RegistryId });
export const IncubatorRegistered = z.strictObject({
  ...fact("incubator.registered"),
  incubator: RegistryId,
  origin: Origin,
  ...IncubatorCard.shape,
});
export const IncubatorChanged = z.strictObject({
  ...fact("incubator.changed"),
  incubator: RegistryId,
  ...IncubatorCard.shape,
});

/** Every fact of the network's registry by its type. */
export const NETWORK_EVENTS = {
  "startup.registered": StartupRegistered,
  "startup.renamed": StartupRenamed,
  "startup.described": StartupDescribed,
  "stats_page.changed": StatsPageChanged,
  "phase.entered": PhaseEntered,
  "phase.corrected": PhaseCorrected,
  "phase.withdrawn": PhaseWithdrawn,
  "startup.disappeared": StartupDisappeared,
  "startup.reappeared": StartupReappeared,
  "network_event.recorded": NetworkEventRecorded,
  "network_event.withdrawn": NetworkEventWithdrawn,
  "alias.declared": AliasDeclared,
  "incubator.registered": IncubatorRegistered,
  "incubator.changed": IncubatorChanged,
} as const;

const startupFacts = [
  StartupRegistered,
  StartupRenamed,
  StartupDescribed,
  StatsPageChanged,
  PhaseEntered,
  PhaseCorrected,
  PhaseWithdrawn,
  StartupDisappeared,
  StartupReappeared,
  NetworkEventRecorded,
  NetworkEventWithdrawn,
  AliasDeclared,
] as const;
export const StartupFact = z.discriminatedUnion("type", [...startupFacts]);
export const IncubatorFact = z.discriminatedUnion("type", [IncubatorRegistered, IncubatorChanged]);
export const NetworkFact = z.discriminatedUnion("type", [...startupFacts, IncubatorRegistered, IncubatorChanged]);
export type StartupFact = z.infer<typeof StartupFact>;
export type IncubatorFact = z.infer<typeof IncubatorFact>;
export type NetworkFact = z.infer<typeof NetworkFact>;

/** The log's key of a fact: all that is said of one startup, or incubator, stays in order. */
export function registryKey(said: NetworkFact): string {
  return "startup" in said ? said.startup : `incubator:${said.incubator}`;
}
