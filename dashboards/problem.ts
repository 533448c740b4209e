// What a request that cannot be answered gets: one error, as RFC 9457 for machines, and a query that lists what it allows.
import type { z } from "zod";
import { ERRORS, ReleveError } from "../schemas/errors.ts";
import { type Limit, RequestRefused } from "../schemas/request-refused.ts";
import { type RowVerdict, verdictOf } from "../schemas/row-fault.ts";
import type { Lang } from "./format.ts";
import { PROBLEMS_FR } from "./words/fr-problems.ts";

/** RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly hint: string;
  readonly code: string;
  readonly instance: string;
  /** Of a request that writes: each fault with its place, the first 1000. */
  readonly errors?: readonly RowVerdict[];
  /** The limit that was passed. */
  readonly limit?: Limit;
  /** `partition:offset` of releve.edge.v1: the refused bytes are kept there. */
  readonly kept?: string;
}

/** Anything that is not ours to explain is a bug: its words stay in the log. */
export function asReleveError(error: unknown): ReleveError {
  if (error instanceof ReleveError) return error;
  return new ReleveError(
    "RELEVE_BUG",
    "Relevé met an error",
    "try again; if it lasts, tell the people who run this Relevé",
    { cause: error },
  );
}

const STATUSES = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503] as const;

export function statusOf({ code }: ReleveError): (typeof STATUSES)[number] | 500 {
  return STATUSES.find((status) => status === ERRORS[code].status) ?? 500;
}

/** An error in one language; the words of one that only speaks English stay so. */
export function problemOf(error: ReleveError, instance: string, lang: Lang = "en"): Problem {
  const { code } = error;
  const refused = error instanceof RequestRefused ? error : undefined;
  const [detail, hint] = refused?.said[lang] ?? [error.message, error.hint];
  const { faults, limit, kept } = refused?.members ?? {};
  const inFrench = (PROBLEMS_FR as Readonly<Record<string, string>>)[code];
  return {
    type: `urn:releve:error:${code}`,
    title: (lang === "fr" && inFrench) || ERRORS[code].about,
    status: statusOf(error),
    detail,
    hint,
    code,
    instance,
    ...(faults && { errors: faults.map((fault) => verdictOf(fault, lang)) }),
    ...(limit && { limit }),
    ...(kept !== undefined && { kept }),
  };
}

/** A query that cannot be understood, in parts, so that a page can say it in its language. */
export class QueryError extends ReleveError {
  /** Names that this address does not take. */
  readonly unknown: readonly string[];
  /** Names whose value is not allowed. */
  readonly invalid: readonly string[];
  /** Names it takes, each with its values when they are few. */
  readonly allowed: readonly string[];
  constructor(error: z.ZodError, query: z.ZodObject) {
    const unknown = error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
    const wrong = error.issues.filter((issue) => issue.code !== "unrecognized_keys");
    const allowed = Object.entries(query.shape).map(([name, schema]) => describe(name, schema as z.ZodType));
    const faults = [
      ...unknown.map((name) => `unknown query parameter ${JSON.stringify(name)}`),
      ...wrong.map((issue) => `query parameter "${issue.path.join(".")}": ${issue.message}`),
    ];
    const hint = allowed.length === 0 ? "this address takes no parameter" : `allowed: ${allowed.join(", ")}`;
    super("RELEVE_USAGE", faults.join("; "), hint);
    this.unknown = unknown;
    this.invalid = wrong.map((issue) => issue.path.join("."));
    this.allowed = allowed;
  }
}

/** A name, with its values when they are few: `grain (day, week, month)`. */
function describe(name: string, schema: z.ZodType): string {
  const inner = "unwrap" in schema && typeof schema.unwrap === "function" ? (schema.unwrap() as z.ZodType) : schema;
  const values = valuesOf(inner);
  return values.length === 0 ? name : `${name} (${values.join(", ")})`;
}

/** What a choice may be: its words, and how a form that is no list of words is written. */
function valuesOf(schema: z.ZodType): string[] {
  if (!("options" in schema) || !Array.isArray(schema.options)) return [];
  return schema.options.flatMap((one: string | z.ZodType) => {
    if (typeof one === "string") return [one];
    const own = valuesOf(one);
    return own.length > 0 ? own : (one.description ?? []);
  });
}

/**
 * A query's parameters, each at most once. One without a value is as if it were left out: so a form says "all".
 * @param form  a parameter without a value is as if left out: forms send "all" so
 * @throws {ReleveError} RELEVE_USAGE that names the fault and lists what is allowed.
 */
export function readQuery<Query extends z.ZodObject>(
  query: Query,
  url: string,
  { form = false }: { readonly form?: boolean } = {},
): z.infer<Query> {
  const given: Record<string, unknown> = {};
  for (const [name, value] of new URL(url).searchParams)
    if (!form || value !== "") given[name] = name in given ? [given[name], value] : value;
  const result = query.safeParse(given);
  if (!result.success) throw new QueryError(result.error, query);
  return result.data;
}
