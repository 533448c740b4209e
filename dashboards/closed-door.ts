// The door of a Relevé that takes nothing: no token is good there.
import type { Door } from "../schemas/door.ts";
import type { JoinDoor } from "../schemas/join-door.ts";
import { RequestRefused } from "../schemas/request-refused.ts";

async function refuse(): Promise<never> {
  throw new RequestRefused("RELEVE_TOKEN", {
    en: ["no token is good here: this Relevé is only read", "ask the people who run it where to send"],
    fr: ["aucun jeton n’est valable ici : ce Relevé se lit seulement", "demandez à ceux qui le gèrent où envoyer"],
  });
}
/** Nobody joins there; there is nothing to list. */
const join: JoinDoor = {
  checkBytes: 256 * 1024,
  ...{ check: refuse, ask: refuse, settle: refuse, follow: refuse, claim: refuse, declare: refuse },
  startups: async () => [],
  requests: async (authorization) => (authorization === undefined ? [] : await refuse()),
};
export const CLOSED: Door = { push: refuse, propose: refuse, step: refuse, acknowledge: refuse, join };
