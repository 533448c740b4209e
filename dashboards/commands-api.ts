// What is written over HTTP, as data: figures that a startup sends, and what operators decide. Each request is carried to
// the door, which knows tokens, logs and rules.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { STEPS } from "../schemas/door.ts";
import { ReleveError } from "../schemas/errors.ts";
import { EventId, SourceId } from "../schemas/ids.ts";
import { EVENT_TYPE, EventBody, JsonBody } from "../schemas/push-request.ts";
import { PushVerdict } from "../schemas/push-verdict.ts";
import type { Carrying, Command } from "./command.ts";
import { JOIN_COMMANDS } from "./join-api.ts";
import { jsonBody } from "./json-body.ts";
import { langAsked } from "./lang-asked.ts";
import { matchOf } from "./match.ts";
import type { Description } from "./openapi.ts";
import { pathParameters, queryParameters } from "./parameters.ts";
import { readQuery } from "./problem.ts";
import { AcknowledgementBody, AcknowledgementTold, DecisionTold, ProposalBody, ReasonBody } from "./shapes/commands.ts";
import { DoubtId } from "./shapes/doubts.ts";

const yes = z.enum(["true", "false"]).default("false");
const DryRun = { "dry-run": yes.describe("true: tells what would become of it, and records nothing") };
const PushQuery = z.strictObject({
  ...DryRun,
  partial: yes.describe("true: takes the rows that can be taken; false: all or none"),
  source: SourceId.optional().describe("of the startup's sources of kind push; left out: the only one"),
});
const ProposalQuery = z.strictObject(DryRun);
const NoQuery = z.strictObject({});

const STEP_ABOUT = {
  approve: "Puts a proposal in force; another person than its author",
  decline: "Says that a proposal will not be approved",
  undo: "Asks that a decision be undone; it is when a second person asks the same",
} as const;

const ROW = { metric: "jeux_de_donnees", value: "36" };
const EVENT = { specversion: "1.0", id: "2026-11-20", source: "/cron", type: EVENT_TYPE, data: ROW };
const PROPOSAL = {
  startup: "a-dock",
  reason: "counted twice in October",
  decision: {
    ...{ what: "figure.corrected", metric: "jeux_de_donnees", definition: 1, value: "36" },
    territory: { level: "france", code: "FR" },
  },
};

const COMMANDS: readonly Command[] = [
  {
    path: "/api/v1/declarations",
    about: "Figures that a startup sends itself: JSON, lines, CSV, CloudEvents (docs/push.md)",
    query: PushQuery,
    bodies: {
      "application/json": { schema: JsonBody, example: ROW },
      "application/cloudevents+json": { schema: EventBody, example: EVENT },
      "application/cloudevents-batch+json": { schema: z.array(EventBody).min(1), example: [EVENT] },
      "application/x-ndjson": { schema: z.string() },
      "text/csv": { schema: z.string() },
    },
    hasKey: true,
    answer: { name: "PushVerdict", schema: PushVerdict },
    handle: push,
  },
  {
    path: "/api/v1/decisions",
    about: "Proposes a decision about figures; the author is the token's holder (docs/decide.md)",
    query: ProposalQuery,
    bodies: { "application/json": { schema: ProposalBody, example: PROPOSAL } },
    answer: { name: "DecisionTold", schema: DecisionTold },
    handle: propose,
  },
  ...STEPS.map(
    (step): Command => ({
      path: `/api/v1/decisions/{id}/${step}`,
      about: STEP_ABOUT[step],
      query: NoQuery,
      params: z.object({ id: EventId }),
      bodies:
        step === "approve"
          ? {}
          : { "application/json": { schema: ReasonBody, example: { reason: "the import was right" } } },
      answer: { name: "DecisionTold", schema: DecisionTold },
      handle: (c, to) => take(c, to, step),
    }),
  ),
  {
    path: "/api/v1/doutes/{id}/acknowledge",
    about: "Says that a doubt is known: by the team with its token to push, or with one to decide (docs/decide.md)",
    query: NoQuery,
    params: z.object({ id: DoubtId }),
    bodies: {
      "application/json": {
        schema: AcknowledgementBody,
        example: { reason: "a move of our server", until: "2999-12-31" },
      },
    },
    answer: { name: "AcknowledgementTold", schema: AcknowledgementTold },
    handle: acknowledge,
  },
  ...JOIN_COMMANDS,
];

/** Adds the routes and describes them. */
export function addCommands(app: OpenAPIHono, description: Description, to: Carrying): void {
  for (const { path, about, query, params, bodies, hasKey, isOpen, answer, handle } of COMMANDS) {
    const parameters = [...pathParameters(path, params), ...queryParameters(query)];
    description.addCommand({
      path,
      about,
      parameters,
      bodies,
      answer,
      hasKey: hasKey === true,
      isOpen: isOpen === true,
    });
    app.post(matchOf(path), (c: Context) => {
      return handle(c, to, readQuery(query, c.req.url) as never);
    });
  }
}

async function push(c: Context, { door }: Carrying, query: z.infer<typeof PushQuery>): Promise<Response> {
  const { "dry-run": dryRun, partial, source } = query;
  const { isNew, verdict } = await door.push({
    authorization: c.req.header("authorization"),
    headers: headersOf(c),
    body: c.req.raw.body ?? nothing(),
    source,
    partial: partial === "true",
    dryRun: dryRun === "true",
    lang: langAsked(c.req.header("accept-language")),
  });
  return c.json(verdict, isNew ? 201 : 200);
}

async function propose(c: Context, { door }: Carrying, query: z.infer<typeof ProposalQuery>): Promise<Response> {
  const { "dry-run": dryRun } = query;
  const body = await jsonBody(c, ProposalBody);
  const authorization = c.req.header("authorization");
  const told = await door.propose({ ...body, authorization, dryRun: dryRun === "true" });
  return c.json(told, dryRun === "true" ? 200 : 201);
}

async function take(c: Context, { door }: Carrying, step: (typeof STEPS)[number]): Promise<Response> {
  const proposal = EventId.safeParse(c.req.param("id")).data;
  if (proposal === undefined)
    throw new ReleveError(
      "RELEVE_UNKNOWN_DECISION",
      "no such proposal",
      "GET /api/v1/decisions shows them with their ids",
    );
  const reason = step === "approve" ? undefined : (await jsonBody(c, ReasonBody)).reason;
  return c.json(await door.step({ authorization: c.req.header("authorization"), step, proposal, reason }));
}

async function acknowledge(c: Context, { door }: Carrying): Promise<Response> {
  const id = DoubtId.safeParse(c.req.param("id")).data;
  if (id === undefined)
    throw new ReleveError("RELEVE_UNKNOWN_DOUBT", "no such doubt", "GET /api/v1/doutes shows them with their ids");
  const body = await jsonBody(c, AcknowledgementBody);
  const authorization = c.req.header("authorization");
  const { isNew, ...told } = await door.acknowledge({ ...body, authorization, doubt: id });
  return c.json(told, isNew ? 201 : 200);
}

/** The headers that a push is read by, names in lower case. */
function headersOf(c: Context): Record<string, string> {
  const read = ["content-type", "content-encoding", "content-length", "idempotency-key"];
  return Object.fromEntries(
    Object.entries(c.req.header()).filter(([name]) => read.includes(name) || name.startsWith("ce-")),
  );
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
