// ClickHouse's HTTP protocol, as far as our client and curl use it: what a request asks, and how a fault is told.
import { randomUUID } from "node:crypto";
import { ReleveError } from "../../schemas/errors.ts";
import { bindingOf, unboundIn } from "./parameters.ts";

/** One statement, ready for a connection. */
export interface Asked {
  readonly id: string;
  readonly sql: string;
  /** SET statements that bind the parameters, to stand before the SQL; "" when it has none. */
  readonly binding: string;
  readonly database: string;
  /** Format of the answer when the SQL names none. */
  readonly format: string;
  /** The rows of an INSERT, when the SQL came in the address. */
  readonly body: Buffer | undefined;
}
/** A request that is refused before any SQL runs. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Ends with the request on a server; here every answer is whole before it begins. */
const NEEDLESS = new Set(["wait_end_of_query", "query_id", "session_id", "user", "password", "role"]);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws {Refused} when the request has no SQL, or a setting outside its SQL: that would outlive the query here. */
export function askedOf(method: string, url: URL, body: Buffer): Asked {
  if (method !== "GET" && method !== "POST") throw new Refused(`method ${method}: only GET and POST are understood`);
  const inAddress = url.searchParams.get("query");
  const sql = inAddress ?? body.toString();
  if (sql.trim() === "") throw new Refused("the request has no query");
  const texts: Record<string, string> = {};
  let database = "default";
  let format = "TabSeparated";
  for (const [name, value] of url.searchParams) {
    if (name === "query" || NEEDLESS.has(name)) continue;
    if (name === "database") database = value;
    else if (name === "default_format") format = value;
    else if (name.startsWith("param_") && NAME.test(name)) texts[name.slice("param_".length)] = value;
    else throw new Refused(`setting ${name}: write settings inside the SQL (SETTINGS ${name} = …)`);
  }
  if (!NAME.test(database)) throw new Refused(`not a database name: ${database}`);
  const unbound = unboundIn(sql, Object.keys(texts));
  if (unbound) throw new Refused(`no value for the parameter ${unbound}`);
  const rows = inAddress !== null && body.length > 0 ? body : undefined;
  const id = url.searchParams.get("query_id") ?? randomUUID();
  return { id, sql, binding: bindingOf(texts), database, format, body: rows };
}

/** A fault as ClickHouse tells it: status, exception code, and the text that clients parse. */
export function faultOf(error: unknown): { status: number; code: string; text: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Refused) return told(400, "36", message, "BAD_ARGUMENTS");
  if (error instanceof ReleveError) return told(503, "202", message, "TOO_MANY_SIMULTANEOUS_QUERIES");
  if (error instanceof Error && "code" in error && "type" in error) {
    const code = String(error.code);
    const status = code === "60" || code === "81" ? 404 : code === "62" ? 400 : 500;
    return told(status, code, message, String(error.type));
  }
  return told(500, "1002", message, "UNKNOWN_EXCEPTION");
}

function told(status: number, code: string, message: string, type: string) {
  return { status, code, text: `Code: ${code}. DB::Exception: ${message.trim()} (${type})\n` };
}
