// The description of the API (OpenAPI 3.1): each address with its parameters, its answer and every way it can fail.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { RowVerdict } from "../schemas/row-fault.ts";
import { jsonSchema, type Parameter } from "./parameters.ts";

/** RFC 9457, with what to do and a stable code. */
const Problem = z.object({
  type: z.string().describe("urn:releve:error:<code>"),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  hint: z.string().describe("what to do"),
  code: z.string().regex(/^RELEVE_[A-Z_]+$/),
  instance: z.string().describe("the path that was asked"),
  errors: z
    .array(RowVerdict)
    .optional()
    .describe("of a request that writes: each fault with its place, the first 1000"),
  limit: z
    .object({
      name: z.string(),
      most: z.number(),
      setting: z.string().optional().describe("what an operator may raise"),
    })
    .optional()
    .describe("the limit that was passed"),
  kept: z.string().optional().describe("partition:offset of releve.edge.v1: the refused bytes are kept there"),
});

const ETAG = {
  ETag: {
    description: "of these bytes: send it back in If-None-Match",
    required: true,
    schema: { type: "string", pattern: '^"[A-Za-z0-9_-]{27}"$' },
  },
} as const;
const ALLOW = {
  Allow: { description: "the methods there are", required: true, schema: { type: "string" } },
} as const;
const RETRY = {
  "Retry-After": { description: "seconds", required: true, schema: { type: "string", pattern: "^[0-9]+$" } },
} as const;
const IF_NONE_MATCH: Parameter = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "ETags that are known already: 304 when one of them still holds",
  schema: { type: "string" },
};

const WWW_AUTHENTICATE = {
  "WWW-Authenticate": { description: "how to say who asks", required: true, schema: { type: "string" } },
} as const;
const IDEMPOTENCY_KEY: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "a repeat under the same key counts once; events carry their own id instead",
  schema: { type: "string", pattern: "^[!-~]{1,200}$" },
};
const TOKEN = "token";

/** What a body says in one form. */
export interface DescribedBody {
  readonly schema: z.ZodType;
  /** Left out: of texts, which the documentation shows. */
  readonly example?: unknown;
}
export interface DescribedCommand extends Pick<Described, "path" | "about" | "parameters"> {
  /** By media type; empty: no body. */
  readonly bodies: Readonly<Record<string, DescribedBody>>;
  readonly answer: { readonly name: string; readonly schema: z.ZodType };
  /** Takes the header Idempotency-Key. */
  readonly hasKey: boolean;
  /** Takes no token. */
  readonly isOpen: boolean;
}
export interface Described {
  /** As OpenAPI writes it. */
  readonly path: string;
  readonly about: string;
  readonly parameters: readonly Parameter[];
  readonly answer: { readonly name: string; readonly schema: z.ZodType } | "csv";
  /** Ways to fail that not every address has. */
  readonly fails: readonly (404 | 422)[];
}

const FAILS = {
  404: "there is no such thing",
  422: "a question that is understood and has no answer: the hint says which one has",
} as const;

/** Adds addresses to the description, each schema under its name once. */
export class Description {
  readonly #registry: OpenAPIHono["openAPIRegistry"];
  readonly #named = new Set<string>();

  constructor(app: OpenAPIHono) {
    this.#registry = app.openAPIRegistry;
  }

  #component(name: string, schema: z.ZodType) {
    type Component = Parameters<OpenAPIHono["openAPIRegistry"]["registerComponent"]>[2];
    if (!this.#named.has(name))
      this.#registry.registerComponent("schemas", name, jsonSchema(schema, "output") as Component);
    this.#named.add(name);
    return { $ref: `#/components/schemas/${name}` };
  }

  #problem(description: string, headers?: typeof ALLOW | typeof RETRY) {
    const schema = this.#component("Problem", Problem);
    return { description, content: { "application/problem+json": { schema } }, ...(headers && { headers }) };
  }

  add({ path, about, parameters, answer, fails }: Described): void {
    const content =
      answer === "csv"
        ? { "text/csv": { schema: { type: "string" as const }, example: "day,value\r\n2026-03-01,1204.5\r\n" } }
        : { "application/json": { schema: this.#component(answer.name, answer.schema) } };
    this.#register(path, about, [...parameters, IF_NONE_MATCH], {
      200: { description: about, headers: ETAG, content },
      ...(path.includes("{") && { 301: { description: "the same under the address that it has now" } }),
      304: { description: "nothing changed since the ETag that was sent", headers: ETAG },
      400: this.#problem("a request that cannot be understood: the hint lists what is allowed"),
      ...Object.fromEntries(fails.map((status) => [status, this.#problem(FAILS[status])])),
      405: this.#problem("a method that this address does not take", ALLOW),
      500: this.#problem("a fault of Relevé"),
      503: this.#problem("the store does not answer", RETRY),
    });
  }

  /** An address that takes a request with a token, and writes. */
  addCommand({ path, about, parameters, bodies, answer, hasKey, isOpen }: DescribedCommand): void {
    if (!this.#named.has(TOKEN)) {
      this.#registry.registerComponent("securitySchemes", TOKEN, { type: "http", scheme: "bearer" });
      this.#named.add(TOKEN);
    }
    const content = { "application/json": { schema: this.#component(answer.name, answer.schema) } };
    const done = { description: about, content };
    const media = Object.entries(bodies).map(([type, { schema, example }]) => [
      type,
      { schema: jsonSchema(schema, "input"), ...(example !== undefined && { example }) },
    ]);
    const required = media.length > 0;
    const responses = {
      200: { ...done, description: `${about}; nothing new was recorded, or a step was taken` },
      201: { ...done, description: `${about}; recorded` },
      400: this.#problem("a request that cannot be understood: errors says where"),
      ...(!isOpen && {
        401: { ...this.#problem("no token, or one that is not good"), headers: WWW_AUTHENTICATE },
        403: this.#problem("a token that is not for this"),
      }),
      404: this.#problem(FAILS[404]),
      405: this.#problem("a method that there is not", ALLOW),
      409: this.#problem("the id was used for another content, or this was asked or decided before"),
      413: this.#problem("beyond a limit, which is told"),
      415: this.#problem("a form that is not read here"),
      422: this.#problem("what is asked for cannot be done: rows, a decision, an address; errors says which"),
      429: this.#problem(`too many requests ${isOpen ? "from one address" : "with one token"}`, RETRY),
      500: this.#problem("a fault of Relevé"),
      503: this.#problem("the log does not answer: nothing was recorded, send it again", RETRY),
    };
    this.#register(path, about, [...parameters, ...(hasKey ? [IDEMPOTENCY_KEY] : [])], responses, {
      method: "post",
      ...(!isOpen && { security: [{ [TOKEN]: [] }] }),
      ...(required && { requestBody: { required, content: Object.fromEntries(media) } }),
    });
  }

  /** An address that answers with its own model when it fails, and never with 304. */
  addHealth(path: string, about: string, model: { readonly name: string; readonly schema: z.ZodType }): void {
    const content = { "application/json": { schema: this.#component(model.name, model.schema) } };
    this.#register(path, about, [], {
      200: { description: "it can", content },
      400: this.#problem("a request that cannot be understood"),
      405: this.#problem("only GET and HEAD", ALLOW),
      500: this.#problem("a fault of Relevé"),
      503: { description: "it cannot, and which part", content },
    });
  }

  #register(
    path: string,
    summary: string,
    parameters: readonly Parameter[],
    responses: object,
    { method = "get", ...more }: { readonly method?: "get" | "post"; readonly [member: string]: unknown } = {},
  ): void {
    const name = path.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase());
    type Route = Parameters<OpenAPIHono["openAPIRegistry"]["registerPath"]>[0];
    const route = {
      method,
      path,
      operationId: method + name,
      summary,
      parameters: [...parameters],
      responses,
      ...more,
    };
    this.#registry.registerPath(route as unknown as Route);
  }
}
