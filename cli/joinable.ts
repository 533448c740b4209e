// Startups that may join: those of the network's registry, and those of the directory.

import { plain } from "../ingestors/push/row.ts";
import { knownRegistry } from "../ingestors/registry/known.ts";
import type { CanRead } from "../schemas/ports.ts";
import { isPresent } from "../schemas/registry-state.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { Declaration } from "../schemas/source.ts";

export interface Joinable {
  readonly id: string;
  readonly name: string;
}
/** The registry changes about once a day; folding it takes a moment. */
const KEPT_MS = 60_000;

export interface JoinableStartups {
  /** By name. */
  all(): Promise<readonly Joinable[]>;
  /** By id, or by a name that one alone has. @throws {RequestRefused} RELEVE_UNKNOWN_STARTUP */
  named(text: string): Promise<Joinable>;
}

export function openJoinable(log: CanRead, directory: () => Promise<readonly Declaration[]>): JoinableStartups {
  let kept: { readonly at: number; readonly all: readonly Joinable[] } | undefined;
  const all = async (): Promise<readonly Joinable[]> => {
    if (kept && performance.now() - kept.at < KEPT_MS) return kept.all;
    const registry = await knownRegistry(log);
    const found = new Map<string, Joinable>();
    for (const { startup, name } of await directory()) found.set(startup, { id: startup, name });
    for (const one of registry.startups.values())
      if (isPresent(one)) found.set(one.id, { id: one.id, name: one.name || one.id });
    kept = { at: performance.now(), all: [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "fr")) };
    return kept.all;
  };
  return {
    all,
    async named(text) {
      const known = await all();
      const byId = known.find(({ id }) => id === text.trim());
      const byName = known.filter(({ name }) => plain(name) === plain(text));
      const found = byId ?? (byName.length === 1 ? byName[0] : undefined);
      if (found) return found;
      throw unknown(text, byName);
    },
  };
}

function unknown(text: string, several: readonly Joinable[]): RequestRefused {
  const ids = several.map(({ id }) => id).join(", ");
  if (ids !== "")
    return new RequestRefused("RELEVE_UNKNOWN_STARTUP", {
      en: [`several startups have this name: ${ids}`, "write the id of yours"],
      fr: [`plusieurs services ont ce nom : ${ids}`, "écrivez l’identifiant du vôtre"],
    });
  const shown = text.trim().slice(0, 100);
  return new RequestRefused("RELEVE_UNKNOWN_STARTUP", {
    en: [`the network's registry has no startup "${shown}"`, "choose it in the list, or write its id in the registry"],
    fr: [
      `le registre du réseau n’a pas de service « ${shown} »`,
      "choisissez-le dans la liste, ou écrivez son identifiant dans le registre",
    ],
  });
}
