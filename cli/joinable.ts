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
/** A name that is unknown is looked for again, but not for each wrong letter that somebody types. */
const AGAIN_MS = 500;

export interface JoinableStartups {
  /** By name. */
  all(): Promise<readonly Joinable[]>;
  /** By id, or by a name that one alone has. @throws {RequestRefused} RELEVE_UNKNOWN_STARTUP */
  named(text: string): Promise<Joinable>;
}

/** @param contact  whom to write to about this Relevé; empty: nobody said */
export function openJoinable(
  log: CanRead,
  directory: () => Promise<readonly Declaration[]>,
  contact = "",
): JoinableStartups {
  let looking: Promise<readonly Joinable[]> | undefined;
  let kept: { readonly at: number; readonly all: readonly Joinable[] } | undefined;
  const look = async (): Promise<readonly Joinable[]> => {
    const registry = await knownRegistry(log);
    const found = new Map<string, Joinable>();
    for (const { startup, name } of await directory()) found.set(startup, { id: startup, name });
    for (const one of registry.startups.values())
      if (isPresent(one)) found.set(one.id, { id: one.id, name: one.name || one.id });
    kept = { at: performance.now(), all: [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "fr")) };
    return kept.all;
  };
  const all = async () => (kept && performance.now() - kept.at < KEPT_MS ? kept.all : await look());
  return {
    all,
    async named(text) {
      const first = await all();
      const before = kept?.at;
      const found = namedIn(first, text);
      if (found.one) return found.one;
      // it may have been added since: one look for all who miss at once
      if (before !== undefined && performance.now() - before > AGAIN_MS)
        looking ??= look().finally(() => {
          looking = undefined;
        });
      const again = namedIn((await looking) ?? first, text);
      if (again.one) return again.one;
      throw unknown(text, again.several, contact);
    },
  };
}

function namedIn(known: readonly Joinable[], text: string) {
  const byId = known.find(({ id }) => id === text.trim());
  const several = known.filter(({ name }) => plain(name) === plain(text));
  return { one: byId ?? (several.length === 1 ? several[0] : undefined), several };
}

function unknown(text: string, several: readonly Joinable[], contact: string): RequestRefused {
  const ids = several.map(({ id }) => id).join(", ");
  if (ids !== "")
    return new RequestRefused("RELEVE_UNKNOWN_STARTUP", {
      en: [`several startups have this name: ${ids}`, "write the id of yours"],
      fr: [`plusieurs services ont ce nom : ${ids}`, "écrivez l’identifiant du vôtre"],
    });
  const shown = text.trim().slice(0, 100);
  const whom =
    contact === ""
      ? { en: "the people who run this Relevé", fr: "ceux qui gèrent ce Relevé" }
      : { en: contact.replace(/^mailto:/, ""), fr: contact.replace(/^mailto:/, "") };
  return new RequestRefused("RELEVE_UNKNOWN_STARTUP", {
    en: [
      `the network's registry has no startup "${shown}"`,
      `choose it in the list, or write its id in the registry; if it is not there, ask ${whom.en} to add it`,
    ],
    fr: [
      `le registre du réseau n’a pas de service « ${shown} »`,
      `choisissez-le dans la liste, ou écrivez son identifiant ; s’il n’y est pas, demandez à ${whom.fr} de l’ajouter`,
    ],
  });
}
