// The description of the API (OpenAPI 3.1): each address with its parameters, its answer and every way it can fail.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
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
      405: this.#problem("only GET and HEAD: nothing is written here", ALLOW),
      500: this.#problem("a fault of Relevé"),
      503: this.#problem("the store does not answer", RETRY),
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

  #register(path: string, summary: string, parameters: readonly Parameter[], responses: object): void {
    const operationId = `get${path.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, first: string) => first.toUpperCase())}`;
    type Route = Parameters<OpenAPIHono["openAPIRegistry"]["registerPath"]>[0];
    const route = { method: "get", path, operationId, summary, parameters: [...parameters], responses };
    this.#registry.registerPath(route as unknown as Route);
  }
}
