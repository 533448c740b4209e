// The network's registry into the log: what a document says against what the log says, and only the difference appended.
import type { HttpAsk } from "../schemas/endpoint.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type CanAppend, type CanRead, TOPICS } from "../schemas/ports.ts";
import { NetworkFact, registryKey } from "../schemas/registry.ts";
import { isPresent } from "../schemas/registry-state.ts";
import type { Signal } from "../schemas/signals.ts";
import { type Change, changesOf, lossOf } from "./registry/changes.ts";
import { DeclaredServices, declaredRegistry } from "./registry/declared.ts";
import { detailsAddress, withDetails } from "./registry/details.ts";
import { isIncubatorsJson, readIncubatorsJson } from "./registry/incubators-json.ts";
import { knownRegistry } from "./registry/known.ts";
import { isStartupsJson, readStartupsJson } from "./registry/startups-json.ts";
import type { EntryFault, StatedRegistry } from "./registry/stated.ts";

export interface RegistryPorts {
  readonly log: CanAppend & CanRead;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly signal: Signal;
}
export interface RegistryDocument {
  /** File or URL, as people know it. */
  readonly name: string;
  readonly text: string;
}
export interface Imported {
  /** Startups that were read. */
  readonly startups: number;
  readonly incubators: number;
  readonly appended: number;
  /** Entries that could not be read: what stood before of them stays. */
  readonly faults: readonly EntryFault[];
}
export interface ImportOptions {
  /** Takes a document although it lacks more than one startup in ten. */
  readonly acceptLoss?: boolean | undefined;
  /** With a URL: asks each startup's own file for what `startups.json` does not say. */
  readonly http?: HttpAsk | undefined;
  readonly abort?: AbortSignal | undefined;
}

/** Facts handed to the log at a time. An import that is cut short is completed by the next one. */
const AT_ONCE = 500;

/**
 * Appends what `startups.json` (v2.6, v2.7) or `incubators.json` says and the log does not. The same document again
 * appends nothing.
 * @throws {ReleveError} RELEVE_FILE when it is neither document; RELEVE_REGISTRY_HELD when more than one startup in ten
 *   is missing from it, and then nothing is appended; RELEVE_LOG_UNAVAILABLE.
 */
export async function importRegistry(
  ports: RegistryPorts,
  document: RegistryDocument,
  { acceptLoss = false, http, abort }: ImportOptions = {},
): Promise<Imported> {
  const stated = readDocument(document);
  const known = await knownRegistry(ports.log);
  const loss = lossOf(known, stated);
  if (loss.held && !acceptLoss) {
    ports.signal("registry held", { rows: loss.lost.length, detail: document.name.replace(/\?.*$/, "") });
    const some = loss.lost.slice(0, 5).join(", ");
    throw new ReleveError(
      "RELEVE_REGISTRY_HELD",
      `${document.name} lacks ${loss.lost.length} of the ${loss.known} startups of the registry (${some}…): nothing was appended`,
      "import it again when it is whole; if they did leave the registry, add --accept-loss",
    );
  }
  const address = http && stated.startups && detailsAddress(document.name);
  const startups = http && address && stated.startups && (await withDetails(stated.startups, address, http, abort));
  return append(ports, changesOf(known, { ...stated, ...(startups && { startups }) }), stated);
}

/**
 * Appends services that are not in the registry, from a file of one (`DeclaredService`) or of a list.
 * @throws {ReleveError} RELEVE_FILE when the file has another shape; RELEVE_USAGE when the registry has the id.
 */
export async function addServices(ports: RegistryPorts, document: RegistryDocument): Promise<Imported> {
  const parsed = DeclaredServices.safeParse(jsonOf(document));
  if (!parsed.success) {
    const union = parsed.error.issues[0];
    const deeper = union?.code === "invalid_union" ? union.errors.flat() : parsed.error.issues;
    const issue = deeper.find(({ path }) => path.length > 0) ?? deeper[0];
    const at = issue?.path.map((step) => `/${String(step)}`).join("") || "/";
    const hint = "docs/registry.md shows what the file holds";
    throw new ReleveError("RELEVE_FILE", `${document.name}, at ${at}: ${issue?.message ?? "not a service"}`, hint);
  }
  const known = await knownRegistry(ports.log);
  for (const { startup } of parsed.data) {
    const taken = known.startups.get(startup);
    if (taken?.origin !== "registre" || !isPresent(taken)) continue;
    const hint = "the registry speaks for it: correct it there, or choose another id";
    throw new ReleveError("RELEVE_USAGE", `${startup} is in the network's registry (${taken.name})`, hint);
  }
  const stated = declaredRegistry(parsed.data);
  return append(ports, changesOf(known, stated), stated);
}

async function append(ports: RegistryPorts, changes: readonly Change[], stated: StatedRegistry): Promise<Imported> {
  const facts = changes.map((change) =>
    NetworkFact.parse({ ...change, id: ports.newId(), at: new Date(ports.clock()).toISOString() }),
  );
  for (let from = 0; from < facts.length; from += AT_ONCE) {
    const entries = facts.slice(from, from + AT_ONCE);
    await ports.log.append(
      TOPICS.registry,
      entries.map((fact) => ({ key: registryKey(fact), value: Buffer.from(JSON.stringify(fact)) })),
    );
  }
  const startups = stated.startups?.length ?? 0;
  ports.signal("registry imported", { rows: facts.length, rejects: stated.faults.length });
  return { startups, incubators: stated.incubators?.length ?? 0, appended: facts.length, faults: stated.faults };
}

function readDocument(document: RegistryDocument): StatedRegistry {
  const json = jsonOf(document);
  if (isStartupsJson(json)) return readStartupsJson(json);
  if (isIncubatorsJson(json)) return readIncubatorsJson(json);
  throw new ReleveError(
    "RELEVE_FILE",
    `${document.name} is neither startups.json (an object with the list "data") nor incubators.json (objects with "startups")`,
    "give one of both documents of the network's API, v2.6 or v2.7",
  );
}

function jsonOf({ name, text }: RegistryDocument): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ReleveError("RELEVE_FILE", `${name} is not JSON: ${error.message}`, "look whether it was cut short");
  }
}
