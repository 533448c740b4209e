// `--as-of`: what was known then, on the command line.
import { Option } from "commander";
import { AsOf, instantOf } from "../dashboards/as-of.ts";
import { NOW } from "../dashboards/queries/frame.ts";
import { ReleveError } from "../schemas/errors.ts";

export const asOfOption = () =>
  new Option("--as-of <instant>", "what was known then: a day in Paris (its end), or a UTC instant");

/** Milliseconds since 1970; now when left out. @throws {ReleveError} RELEVE_USAGE */
export function asOfInstant(text: string | undefined): number {
  const read = AsOf.safeParse(text);
  if (read.success) return instantOf(read.data) ?? NOW;
  const hint = "a day such as 2026-03-01, or a UTC instant such as 2026-03-01T12:00:00Z";
  throw new ReleveError("RELEVE_USAGE", `--as-of: found "${text}"`, hint);
}
