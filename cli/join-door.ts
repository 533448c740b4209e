// The door for who joins: looks at addresses, takes requests, lets the network decide, gives tokens and takes figures.
import type { ContactFile } from "../infra/contacts.ts";
import { addressShown } from "../ingestors/check/ask.ts";
import { hasSecret } from "../ingestors/check/kind.ts";
import { askToJoin, CODE, type Joining } from "../ingestors/join/ask.ts";
import { claimToken, isClaimed } from "../ingestors/join/claim.ts";
import type { JoinRequest } from "../ingestors/join/known.ts";
import { settle } from "../ingestors/join/settle.ts";
import { keptText } from "../ingestors/kept-text.ts";
import type { PushDoor } from "../ingestors/push/door.ts";
import { formFault } from "../ingestors/push/form.ts";
import { bearerOf, forStartup } from "../ingestors/tokens/allowed.ts";
import type { Issuing } from "../ingestors/tokens/issue.ts";
import { Person } from "../schemas/decisions.ts";
import { Email } from "../schemas/join.ts";
import type { JoinAsked, JoinDoor } from "../schemas/join-door.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { Declaration } from "../schemas/source.ts";
import type { Territories } from "../schemas/territory.ts";
import type { CheckDoor } from "./check-door.ts";
import { ownMetrics, takeTyped } from "./hand-door.ts";
import { inOrder, toldOf } from "./join-told.ts";
import type { JoinableStartups } from "./joinable.ts";

export interface JoiningDoor extends Joining, Issuing {
  readonly check: CheckDoor;
  readonly checkBytes: number;
  readonly contacts: ContactFile;
  readonly startups: JoinableStartups;
  readonly push: PushDoor;
  readonly territories: Territories;
  readonly allowLoopback: boolean;
  readonly directory: () => Promise<readonly Declaration[]>;
  /** Is called when a request was accepted or ended: declares what is new, and asks a new endpoint. */
  readonly settled: (request: JoinRequest) => Promise<void>;
}

export function openJoinDoor(joining: JoiningDoor): JoinDoor {
  const { check, startups, requests, contacts } = joining;
  const follow = async (code: string): Promise<JoinRequest> => {
    const request = CODE.test(code) ? await requests.followed(code) : undefined;
    if (request) return request;
    throw new RequestRefused("RELEVE_UNKNOWN_REQUEST", {
      en: ["no request has this link", "copy the whole link, as it was shown after the request"],
      fr: ["aucune demande n’a ce lien", "copiez le lien entier, tel qu’il a été montré après la demande"],
    });
  };
  /** One person at a time: two clicks do not accept twice. */
  let turn: Promise<unknown> = Promise.resolve();
  return {
    checkBytes: joining.checkBytes,
    async check({ client, request }) {
      check.take(client);
      return await check.look(request);
    },
    startups: () => startups.all(),
    async ask(asked) {
      check.take(asked.client);
      return await ask(asked, joining);
    },
    async requests(authorization) {
      const token = authorization === undefined ? undefined : await bearerOf(joining.tokens, authorization, "decide");
      const known = token ? await contacts.all() : {};
      const isTheirs = ({ startup }: JoinRequest) => token?.startup === undefined || token.startup === startup;
      const contactOf = (one: JoinRequest) => (isTheirs(one) ? known[one.id]?.address : undefined);
      return inOrder(await requests.all()).map((one) => toldOf(one, contactOf(one)));
    },
    async settle({ authorization, step, request, reason = "" }) {
      const token = await bearerOf(joining.tokens, authorization, "decide");
      forStartup(token, (await requests.one(request))?.startup);
      const why = keptText(reason);
      const done = turn.then(async () => {
        const rules = { allowLoopback: joining.allowLoopback };
        const after = await settle({ ...joining, rules }, { step, request, author: token.holder, reason: why });
        if (step !== "accept") await contacts.forget(request);
        if (step !== "decline") await joining.settled(after);
        return toldOf(after);
      });
      turn = done.catch(() => undefined);
      return await done;
    },
    async follow(code) {
      const request = await follow(code);
      const own = (await ownMetrics(joining, request.startup)).map(({ key, label }) => ({ key, label }));
      return { ...toldOf(request), tokenTaken: await isClaimed(joining, request), own };
    },
    async claim(code) {
      const { text } = await claimToken(joining, await follow(code));
      return { token: text };
    },
    declare: (asked) => takeTyped(asked, joining),
  };
}

async function ask(asked: JoinAsked, joining: JoiningDoor): ReturnType<JoinDoor["ask"]> {
  const { want, holder, contact, lang, url } = asked;
  refuseForm(asked);
  const { id: startup, name } = await joining.startups.named(asked.startup);
  const declared = (await joining.directory()).find((one) => one.startup === startup);
  const found = want === "endpoint" ? await foundAt(url ?? "", { startup, name }, joining) : undefined;
  const { id, code } = await askToJoin(joining, {
    ...{ startup, name, want, holder: holder.trim(), declared },
    ...(found && { found }),
  });
  await joining.contacts.keep(id, { address: contact.trim(), lang });
  const request = await joining.requests.one(id);
  if (!request) throw new TypeError("the log took a request and does not have it");
  return { request: toldOf(request), code };
}

function refuseForm({ holder, contact, want, url }: JoinAsked): void {
  const faults = [
    ...(Person.safeParse(holder.trim()).success ? [] : [formFault("/holder", holder, "Équipe À quai · À quai team")]),
    ...(Email.safeParse(contact.trim()).success ? [] : [formFault("/contact", contact, "ada@example.org")]),
    ...(want === "endpoint" && !/^https?:\/\/\S+$/.test(url ?? "") ? [formFault("/url", url ?? "", "https://…")] : []),
  ];
  if (faults.length === 0) return;
  throw new RequestRefused(
    "RELEVE_USAGE",
    {
      en: ["this request cannot be understood; errors says where", "correct it, and send it again"],
      fr: ["cette demande n’est pas comprise ; errors dit où", "corrigez-la, puis renvoyez-la"],
    },
    { faults },
  );
}

/**
 * What is recorded is what is read there now: a mapping that somebody sent along is not taken. The address is asked as it
 * would be kept, without what may be secret: each later pull asks it so.
 */
async function foundAt(url: string, names: { startup: string; name: string }, { check }: JoiningDoor) {
  const kept = addressShown(url);
  const { proposal, address, cellCount, outcome, reason, askTeam } = await check.look({ url: kept }, names);
  const [source] = proposal?.sources ?? [];
  if (source && outcome === "readable") return { source, address, figures: cellCount };
  if (hasSecret(url)) throw new RequestRefused("RELEVE_NO_FIGURE", WITHOUT_TOKEN);
  throw new RequestRefused("RELEVE_NO_FIGURE", {
    en: [
      `no figure can be read there: ${reason?.en ?? ""}`,
      askTeam?.en ?? "give the address of the figures themselves",
    ],
    fr: [
      `aucun chiffre ne peut y être lu : ${reason?.fr ?? ""}`,
      askTeam?.fr ?? "donnez l’adresse des chiffres eux-mêmes",
    ],
  });
}

const WITHOUT_TOKEN = {
  en: [
    "this address holds a token or a password, which is never kept, and without it no figure can be read there",
    "ask your technical team for an address that answers without a token; or choose to send or to type your figures",
  ],
  fr: [
    "cette adresse contient un jeton ou un mot de passe, qui n’est jamais gardé, et sans lui aucun chiffre ne peut y être lu",
    "demandez à votre équipe technique une adresse qui répond sans jeton ; ou choisissez d’envoyer ou de saisir vos chiffres",
  ],
} as const;
