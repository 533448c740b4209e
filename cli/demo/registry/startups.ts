// All startups that the simulated registry ever lists. One more is an entry in the list of its domain.

import { FOR_ADMINISTRATIONS } from "./administrations.ts";
import { DECLARED_CARDS } from "./declared.ts";
import { FOR_ECOLOGY } from "./ecology.ts";
import { INCUBATORS } from "./incubators.ts";
import type { Listed } from "./listed.ts";
import { FOR_OTHERS } from "./others.ts";
import { FOR_PEOPLE } from "./people.ts";
import { FOR_TERRITORIES } from "./territories.ts";
import { FOR_WORK_AND_SCHOOL } from "./work-and-school.ts";

export const LISTED: readonly Listed[] = [
  ...FOR_TERRITORIES,
  ...FOR_ADMINISTRATIONS,
  ...FOR_ECOLOGY,
  ...FOR_WORK_AND_SCHOOL,
  ...FOR_PEOPLE,
  ...FOR_OTHERS,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** What the directory says of a service, beside its sources: the same words as the registry's. */
export interface Card {
  readonly startup: string;
  readonly name: string;
  readonly pitch: string;
  readonly owner: string;
}
const cards = new Map<string, Card>();
for (const { id, name, pitch, incubator, owner } of LISTED) {
  const carrier = owner ?? INCUBATORS.find((one) => one.id === incubator)?.title ?? "";
  cards.set(id, { startup: id, name, pitch, owner: carrier });
}
for (const { startup, name, pitch = "", owner = "" } of DECLARED_CARDS) {
  cards.set(startup, { startup, name, pitch, owner });
}

/** @throws {TypeError} when neither the simulated registry nor a declared file has the id: a bug of the demo. */
export function cardOf(id: string): Card {
  const card = cards.get(id);
  if (!card) throw new TypeError(`the simulated network has no startup ${id}`);
  return card;
}
