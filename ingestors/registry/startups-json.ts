// `startups.json` of the network's API, v2.6 and v2.7: one entry a startup, and the incubators that the site shows.
import { z } from "zod";
import { type Description, NetworkEvent, PhaseInterval, RegistryId, type StatsPage } from "../../schemas/registry.ts";
import { type EntryFault, placed, type StatedIncubator, type StatedRegistry, type StatedStartup } from "./stated.ts";
import { AdvisoryDay, addressOf, Day, idOf, Scalar, Scalars } from "./text.ts";

/** An id, maybe with the path that v2.6 leaves before it. */
const Id = Scalar.transform(idOf);
const Reference = z.object({ data: z.object({ id: Id }).nullish() }).nullish();
export const RawPhase = z
  .object({ name: Scalar.pipe(PhaseInterval.shape.phase), start: Day, end: AdvisoryDay })
  .transform(({ name, ...rest }) => ({ phase: name, ...rest }));
const RawEvent = z
  .object({ name: Scalar.pipe(NetworkEvent.shape.event), date: Day, comment: Scalar })
  .transform(({ name, ...rest }) => ({ event: name, ...rest }));

const Attributes = z.object({
  name: Scalar,
  pitch: Scalar,
  stats_url: Scalar,
  impact_url: Scalar,
  budget_url: Scalar,
  dashlord_url: Scalar,
  link: Scalar,
  repository: Scalar,
  analyse_risques: Scalar,
  analyse_risques_url: Scalar,
  accessibility_status: Scalar,
  events: z.array(RawEvent).nullish(),
  phases: z.array(RawPhase).nullish(),
  sponsors: Scalars,
  thematiques: Scalars,
  technos: Scalars,
});
type Attributes = z.infer<typeof Attributes>;
const Entry = z.object({
  id: Scalar.pipe(RegistryId),
  attributes: Attributes,
  relationships: z
    .object({ incubator: Reference, incubators: z.object({ data: z.array(z.object({ id: Id })) }).nullish() })
    .nullish(),
});
const Included = z.object({
  id: Id.pipe(RegistryId),
  attributes: z.object({ title: Scalar, owner: Scalar, website: Scalar, github: Scalar }),
});
const Document = z.object({ data: z.array(z.unknown()), included: z.array(z.unknown()).optional() });

/** Whether a JSON value is this document. */
export const isStartupsJson = (json: unknown): boolean => Document.safeParse(json).success;

/** Reads the document. A field that it leaves out for want of content is "", one that its version lacks is not said. */
export function readStartupsJson(json: unknown): StatedRegistry {
  const { data, included } = Document.parse(json);
  const faults: EntryFault[] = [];
  const startups = entries(data, "/data", Entry, faults).map(startupOf);
  const repeated = startups.filter(({ id }, at) => startups.findIndex((other) => other.id === id) < at);
  for (const { id } of repeated) faults.push({ at: "/data", id, found: `${id} is listed more than once` });
  const distinct = startups.filter((one) => !repeated.some(({ id }) => id === one.id));
  const shown = included && entries(included, "/included", Included, faults).map(incubatorOf);
  const incubators = shown && [...shown, ...hiddenOf(distinct, shown)];
  return { origin: "registre", startups: distinct, ...(incubators && { incubators }), faults, complete: true };
}

function entries<T>(list: readonly unknown[], at: string, schema: z.ZodType<T>, faults: EntryFault[]): T[] {
  return list.flatMap((raw, index) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return [parsed.data];
    faults.push(faultOf(parsed.error, `${at}/${index}`, raw));
    return [];
  });
}

/** Where an entry is at fault, and whose it is as far as that can be told. */
export function faultOf(error: z.ZodError, at: string, raw: unknown): EntryFault {
  const issue = error.issues[0];
  const id = z.object({ id: RegistryId }).safeParse(raw).data?.id;
  const path = issue?.path.map((step) => `/${String(step)}`).join("") ?? "";
  return { at: `${at}${path}`, found: issue?.message ?? "not an entry", ...(id !== undefined && { id }) };
}

function startupOf({ id, attributes, relationships }: z.infer<typeof Entry>): StatedStartup {
  const all = relationships?.incubators?.data.map((one) => one.id).filter((one) => RegistryId.safeParse(one).success);
  const description: Description = {
    pitch: attributes.pitch,
    incubator: relationships?.incubator?.data?.id ?? "",
    ...(all && { incubators: [...new Set(all)] }),
    link: addressOf(attributes.link),
    repository: addressOf(attributes.repository),
    impactUrl: addressOf(attributes.impact_url),
    budgetUrl: addressOf(attributes.budget_url),
    dashlordUrl: addressOf(attributes.dashlord_url),
    riskAnalysis: attributes.analyse_risques,
    riskAnalysisUrl: addressOf(attributes.analyse_risques_url),
    accessibility: attributes.accessibility_status,
    sponsors: attributes.sponsors,
    thematics: attributes.thematiques,
    technos: attributes.technos,
  };
  return {
    id,
    name: attributes.name || id,
    description,
    statsPage: statsPageOf(attributes),
    phases: placed(attributes.phases ?? []),
    events: attributes.events ?? [],
  };
}

/** The site makes up `<link>/stats` for whoever only says "yes, there is one", even without a link. */
function statsPageOf({ stats_url: given, link }: Attributes): StatsPage {
  return { url: addressOf(given), given, derived: given !== "" && given === `${link}/stats` };
}

function incubatorOf({ id, attributes }: z.infer<typeof Included>): StatedIncubator {
  const { title, owner, website, github } = attributes;
  return {
    id,
    visible: true,
    title,
    owner: owner.replace(/^\/organisations\//, ""),
    website: addressOf(website),
    github: addressOf(github),
  };
}

/** Startups may name incubators that the site does not show. */
function hiddenOf(startups: readonly StatedStartup[], shown: readonly StatedIncubator[]): StatedIncubator[] {
  const named = startups.flatMap(({ description: { incubator, incubators } }) => [
    incubator ?? "",
    ...(incubators ?? []),
  ]);
  const hidden = new Set(named.filter((id) => RegistryId.safeParse(id).success && !shown.some((one) => one.id === id)));
  return [...hidden].map((id) => ({ id, visible: false }));
}
