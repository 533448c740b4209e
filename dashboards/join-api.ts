// What anyone may ask of the API to join: look at an address, ask for a source; and what the network answers.
import type { Context } from "hono";
import { z } from "zod";
import { CheckReply, CheckRequest, WebAddress } from "../schemas/check.ts";
import { Person, Reason } from "../schemas/decisions.ts";
import { ReleveError } from "../schemas/errors.ts";
import { EventId } from "../schemas/ids.ts";
import { Email, JOIN_STEPS, type JoinStep } from "../schemas/join.ts";
import { JoinTold } from "../schemas/join-door.ts";
import type { Carrying, Command } from "./command.ts";
import { jsonBody } from "./json-body.ts";
import { langAsked } from "./lang-asked.ts";

const NoQuery = z.strictObject({});
/** JSON writes a character of the answer in up to six; what is around it is small. */
const AROUND_BYTES = 64 * 1024;

const who = {
  startup: z.string().min(1).max(200).describe("id in the network's registry, or the name that one startup alone has"),
  holder: Person.describe("who asks: a team, a name or a role; no e-mail address"),
  contact: Email.describe("for the network's answer: kept beside the log, never in it"),
};
const JoinBody = z.discriminatedUnion("want", [
  z.strictObject({ want: z.literal("endpoint"), ...who, url: WebAddress.describe("which is to be asked") }),
  z.strictObject({ want: z.literal("push").describe("a program will send figures, with a token"), ...who }),
  z.strictObject({ want: z.literal("hand").describe("a team will type figures into a form"), ...who }),
]);
const Joined = z.object({
  request: JoinTold,
  follow: z.string().describe("address of the request's page; whoever has it takes the token: keep it secret"),
});
const StepBody = z.strictObject({ reason: Reason });

export const JoinRequests = z.object({ requests: z.array(JoinTold).describe("open ones first") });
export const JOIN_REQUESTS = "/api/v1/join-requests";

const STEP_ABOUT: Readonly<Record<JoinStep, string>> = {
  accept: "Accepts a request to join: its startup has the source from now on",
  decline: "Says that a request to join will not be accepted",
  end: "Ends a source that was accepted: it is asked, or taken, no more, and what it said stays",
};
const ASKED = { startup: "a-dock", want: "hand", holder: "A-Dock team", contact: "team@a-dock.example" };

export const JOIN_COMMANDS: readonly Command[] = [
  {
    path: "/api/v1/check",
    about:
      "Looks at an unknown endpoint, or an answer at hand: what can be read, the proposed file, what to ask its team",
    query: NoQuery,
    bodies: { "application/json": { schema: CheckRequest, example: { body: '{"users": 12}' } } },
    isOpen: true,
    answer: { name: "CheckReply", schema: CheckReply },
    handle: check,
  },
  {
    path: JOIN_REQUESTS,
    about: "Asks the network to take a source of a startup in (docs/join.md)",
    query: NoQuery,
    bodies: { "application/json": { schema: JoinBody, example: ASKED } },
    isOpen: true,
    answer: { name: "Joined", schema: Joined },
    handle: ask,
  },
  ...JOIN_STEPS.map(
    (step): Command => ({
      path: `${JOIN_REQUESTS}/{id}/${step}`,
      about: STEP_ABOUT[step],
      query: NoQuery,
      params: z.object({ id: EventId }),
      bodies:
        step === "accept"
          ? {}
          : { "application/json": { schema: StepBody, example: { reason: "not of the network" } } },
      answer: { name: "JoinRequest", schema: JoinTold },
      handle: (c, to) => settle(c, to, step),
    }),
  ),
];

async function check(c: Context, { door, client }: Carrying): Promise<Response> {
  const most = { bytes: door.join.checkBytes + AROUND_BYTES, setting: "RELEVE_CHECK_MAX_BYTES" };
  const request = await jsonBody(c, CheckRequest, most);
  return c.json(await door.join.check({ client: client(c), request }));
}

async function ask(c: Context, { door, client }: Carrying): Promise<Response> {
  const body = await jsonBody(c, JoinBody);
  const url = body.want === "endpoint" ? body.url : undefined;
  const lang = langAsked(c.req.header("accept-language"));
  const { request, code } = await door.join.ask({ ...body, url, lang, client: client(c) });
  return c.json({ request, follow: followPath(code) }, 201);
}

/** Where a request is followed, in French; in English it stands under `/en`. */
export const followPath = (code: string) => `/rejoindre/suivi/${code}`;

async function settle(c: Context, { door }: Carrying, step: JoinStep): Promise<Response> {
  const request = EventId.safeParse(c.req.param("id")).data;
  if (request === undefined)
    throw new ReleveError("RELEVE_UNKNOWN_REQUEST", "no such request to join", `GET ${JOIN_REQUESTS} shows them`);
  const reason = step === "accept" ? undefined : (await jsonBody(c, StepBody)).reason;
  const authorization = c.req.header("authorization");
  return c.json(await door.join.settle({ authorization, step, request, reason }));
}
