// Whether a report of Matomo names its periods: it does where several are asked for.
import type { Said } from "../../../schemas/check.ts";
import type { Question } from "../../../schemas/endpoint.ts";
import { isObject } from "../../endpoints/json-value.ts";
import { isKeyed } from "../map-keys.ts";
import { ONE_PERIOD, ONE_RANGE } from "./matomo-told.ts";

const PERIODS = /^(day|week|month|year)$/;
const SEVERAL = /^(last|previous)\d+$|,/;

/** A report of one date is asked for over several: only then its answer names its periods. */
export function inPeriods(url: URL): Question | undefined {
  const { searchParams: asked } = url;
  if (asked.get("module") !== "API" || !PERIODS.test(asked.get("period") ?? "")) return undefined;
  if (SEVERAL.test(asked.get("date") ?? "")) return undefined;
  const several = new URL(url);
  several.searchParams.set("date", "last12");
  return { url: several.href };
}

/** Why an answer that names no period cannot be read; `undefined`: it names them, or there is nothing in it. */
export function whyOne(body: unknown, asked: URLSearchParams): Said | undefined {
  const isNumbers = isObject(body) && Object.values(body).some((value) => typeof value === "number");
  const isOne = typeof body === "number" || (isNumbers && !isKeyed(Object.keys(body)));
  const list = Array.isArray(body) && body.length > 0;
  if (!isOne && !list) return undefined;
  return asked.get("period") === "range" ? ONE_RANGE : ONE_PERIOD;
}
