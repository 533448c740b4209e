// `incubators.json` of the network's API: incubators by id; a hidden one has startups and nothing else.

import { z } from "zod";
import { pointerOf } from "../../schemas/json-pointer.ts";
import { RegistryId } from "../../schemas/registry.ts";
import { faultOf } from "./startups-json.ts";
import type { EntryFault, StatedIncubator, StatedRegistry } from "./stated.ts";
import { addressOf, Scalar } from "./text.ts";

const Entry = z.object({
  title: Scalar,
  owner: Scalar,
  website: Scalar,
  github: Scalar,
  address: Scalar,
});
const Document = z.record(z.string(), z.looseObject({ startups: z.array(z.unknown()).nullish() }));

/** Whether a JSON value is this document: objects, of which some have startups or a title. */
export function isIncubatorsJson(json: unknown): boolean {
  const parsed = Document.safeParse(json);
  return parsed.success && Object.values(parsed.data).some((one) => one.startups || typeof one.title === "string");
}

/** Reads the incubators; their startups are `startups.json`'s business, which says more of each. */
export function readIncubatorsJson(json: unknown): StatedRegistry {
  const faults: EntryFault[] = [];
  const incubators = Object.entries(Document.parse(json)).flatMap(([id, raw]): StatedIncubator[] => {
    const parsed = Entry.safeParse(raw);
    const at = pointerOf([id]);
    if (!RegistryId.safeParse(id).success) faults.push({ at, found: "not an id of the registry" });
    else if (!parsed.success) faults.push({ ...faultOf(parsed.error, at, raw), id });
    else return [cardOf(id, parsed.data)];
    return [];
  });
  return { origin: "registre", incubators, faults, complete: true };
}

function cardOf(id: string, { title, owner, website, github, address }: z.infer<typeof Entry>): StatedIncubator {
  if (title === "") return { id, visible: false };
  const links = { website: addressOf(website), github: addressOf(github) };
  return { id, visible: true, title, owner: owner.replace(/^\/organisations\//, ""), ...links, address };
}
