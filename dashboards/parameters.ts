// What an address takes, from its zod schemas: for the API's description and for the page that explains the API.
import { z } from "zod";

export type JsonSchema = Record<string, unknown>;
export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: string | number;
}

/** Values that are right in form; whether there is such a thing depends on the Relevé that is asked. */
const EXAMPLES: Readonly<Record<string, string>> = {
  id: "a-dock",
  startup: "a-dock",
  source: "stats",
  metric: "reservations",
  day: "2026-03-01",
  from: "2026-01-01",
  to: "2026-02-28",
};

/** A schema as zod writes it: JSON Schema 2020-12, which is OpenAPI 3.1's. A date's pattern says its format again: left out. An instant's stays, for it says more: UTC, with Z. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema: own }) => {
      // zod leaves a default out where a text becomes a number, for it is not that text.
      if (zodSchema instanceof z.ZodDefault && own.default === undefined) own.default = zodSchema.def.defaultValue;
      if (own.format === "date") delete own.pattern;
    },
  });
  return anyJson(rest);
}

/** zod says "any JSON" by a definition that refers to itself, under a name of its own: in OpenAPI that is no schema at all. */
function anyJson({ $defs, ...schema }: JsonSchema): JsonSchema {
  if ($defs === undefined) return schema;
  const text = JSON.stringify(schema).replaceAll(/\{"\$ref":"#\/\$defs\/__schema\d+"\}/g, '{"description":"any JSON"}');
  return JSON.parse(text) as JsonSchema;
}

export function queryParameters(query: z.ZodObject): Parameter[] {
  return parametersIn(query, "query");
}

/** The names in an address's braces, in their form. @param forms  left out: any text without a slash */
export function pathParameters(path: string, forms?: z.ZodObject): Parameter[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name ? [name] : []));
  const form = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
  return parametersIn(forms ?? z.object(Object.fromEntries(names.map((name) => [name, form]))), "path");
}

/** A choice between a word and another form is text, as all that an address says. */
function parametersIn(schema: z.ZodObject, place: "query" | "path"): Parameter[] {
  const { properties = {}, required = [] } = jsonSchema(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => {
    const example = Array.isArray(own.enum) ? undefined : EXAMPLES[name];
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(typeof description === "string" && { description }),
      schema: Array.isArray(own.anyOf) ? { type: "string", ...own } : own,
      ...(example !== undefined && { example }),
    };
  });
}
