// Which failures of the warehouse an operator can mend. All others are faults of our SQL and go through as they are.
import { ClickHouseError } from "@clickhouse/client";
import { ReleveError } from "../../schemas/errors.ts";

/** ClickHouse's exception codes for "not now", with what to do. */
const NOT_NOW: Readonly<Record<string, string>> = {
  "159": "the query took longer than its limit: ask for less, or for a shorter time",
  "160": "the query was judged too slow: ask for less, or for a shorter time",
  "202": "too many queries at once: try again",
  "209": "the network between the warehouse's servers is slow: try again",
  "210": "the network between the warehouse's servers failed: try again",
  "241": "the query needs more memory than its limit: ask for less, or give the warehouse more memory",
  "242": "the table is read-only: its replica has lost ClickHouse Keeper",
  "243": "the warehouse's disk is full",
  "252": "too many parts: let the merges catch up, then try again",
  "319": "the insert's outcome is unknown: the same rows will be sent again",
  "516": "set the user in RELEVE_WAREHOUSE and its password in RELEVE_WAREHOUSE_PASSWORD",
  "999": "ClickHouse Keeper does not answer",
};
const NETWORK = /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|socket hang up|^Timeout error/;
const NO_ANSWER =
  "check that the warehouse runs and that RELEVE_WAREHOUSE is its address (for trials: npm run warehouse)";

/** The error to throw for what the client threw: RELEVE_WAREHOUSE_UNAVAILABLE, or the same error when it is a bug of ours. */
export function warehouseFault(error: unknown): unknown {
  if (error instanceof ReleveError || !(error instanceof Error)) return error;
  if (error instanceof ClickHouseError || "type" in error) {
    const code = String((error as ClickHouseError).code);
    const hint = NOT_NOW[code];
    return hint ? unavailable(`code ${code}: ${firstLine(error.message)}`, hint, error) : error;
  }
  const code = "code" in error ? String(error.code) : "";
  return NETWORK.test(code) || NETWORK.test(error.message)
    ? unavailable(`it did not answer (${code || firstLine(error.message)})`, NO_ANSWER, error)
    : error;
}

/** Whether a database was to be made that is there already. */
export function isThereAlready(error: unknown): boolean {
  return error instanceof Error && "type" in error && error.type === "DATABASE_ALREADY_EXISTS"; // chdb has a class of its own
}

/** RELEVE_WAREHOUSE_UNAVAILABLE with its reason. */
export function unavailable(reason: string, hint: string, cause?: unknown): ReleveError {
  return new ReleveError("RELEVE_WAREHOUSE_UNAVAILABLE", `the warehouse does not answer: ${reason}`, hint, { cause });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.slice(0, 300) ?? "";
}
