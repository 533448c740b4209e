// What each kind says of an unknown answer: whether it is its own, by what was seen, and the settings that would read it.

import type { Confidence, OpenQuestion, Said } from "../../schemas/check.ts";
import type { Question } from "../../schemas/endpoint.ts";
import type { Settings } from "../../schemas/source.ts";
import type { Territories } from "../../schemas/territory.ts";
import { isSecretParameter } from "../endpoints/settings.ts";
import type { Settled } from "./choose.ts";
import type { At } from "./column.ts";
import type { Look, Sample } from "./look.ts";
import type { Written } from "./plan-model.ts";
import type { Found, Left } from "./told.ts";

/** All that a kind may look at. */
export interface Given {
  readonly look: Look;
  readonly sample: Sample;
  readonly territories: Territories;
  /** The startup's id, by which secrets are named. */
  readonly startup: string;
}
export interface Recognised {
  readonly confidence: Confidence;
  readonly evidence: Said;
  /** Left out: the answer is of this kind, and nothing in it may be stated. */
  readonly settings?: Settings;
  readonly findings: readonly Found[];
  readonly questions: readonly OpenQuestion[];
  readonly refused: readonly Left[];
}
export interface Recogniser {
  readonly kind: string;
  /** `undefined`: it is another's. */
  recognise(given: Given): Recognised | undefined;
  /** It says errors in a form of its own, by which it is known. */
  readonly ownErrors?: true;
  /** How an address of this kind's own form is asked for the first time. */
  asks?(url: URL): Question | undefined;
}

/** An address as it may be kept: without secrets, and without parameters that the kind sets itself. */
export function keptUrl(text: string, without: readonly string[] = []): string {
  if (!URL.canParse(text)) return "https://address.invalid/";
  const url = new URL(text);
  url.username = "";
  url.password = "";
  for (const name of [...url.searchParams.keys()]) {
    if (isSecretParameter(name) || without.includes(name)) url.searchParams.delete(name);
  }
  url.hash = "";
  return url.href;
}

/** Whether an address holds what must not be kept. */
export function hasSecret(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, searchParams } = new URL(text);
  return username !== "" || password !== "" || [...searchParams.keys()].some(isSecretParameter);
}

/** Words of an address that may say what is counted: its host's are names. */
export function addressWords(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { pathname, searchParams } = new URL(text);
  return [decoded(pathname), searchParams.get("fields") ?? ""].filter(Boolean);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path; // written in another encoding
    throw error;
  }
}

/** A finding of the metric that stands in a figure. */
export function metricFinding({ name, chosen }: Settled): Found {
  const { metric, confidence, evidence } = chosen;
  const found = { fr: `${metric} pour ${name || "le chiffre"}`, en: `${metric} for ${name || "the figure"}` };
  return { about: "metric", found, confidence, evidence };
}

/** One figure as kinds of tables write it. */
export function tableFigure({ chosen, value, numbers, period, latest, territory, dims, where }: Settled): Settings {
  return {
    metric: chosen.metric,
    ...(where.length > 0 && { where: where.map(({ at, ...holds }) => ({ column: at, ...asText(holds) })) }),
    value: value === "present" ? { value: 1 } : value,
    ...(numbers !== "plain" && { numbers }),
    ...(period && { period: { column: each(period.at, (at) => at), grain: period.grain, format: period.format } }),
    ...(latest && { latest: { column: latest.at, format: latest.format } }),
    ...placed(territory, "column"),
    ...dimensions(dims, "column"),
  };
}

/** The same as the kind `json` writes it. Of several levels in one list it can name one only. */
export function jsonFigure({
  chosen,
  rows,
  value,
  numbers,
  period,
  latest,
  territory,
  dims,
  where,
}: Settled): Settings {
  return {
    metric: chosen.metric,
    ...(rows !== "" && { rows }),
    ...(where.length > 0 && { where: where.map(({ at, ...holds }) => ({ pointer: String(at), ...holds })) }),
    value: value === "present" ? { value: 1 } : value,
    ...(numbers !== "plain" && { numbers }),
    ...(period && { period: { pointer: each(period.at, String), grain: period.grain, format: period.format } }),
    ...(latest && { latest: { pointer: String(latest.at), format: latest.format } }),
    ...placed({ ...territory, levels: territory.levels.slice(0, 1) }, "pointer"),
    ...dimensions(dims, "pointer"),
  };
}

/** A table's cells are text. */
function asText(holds: Readonly<Record<string, string | boolean>>): Settings {
  return Object.fromEntries(Object.entries(holds).map(([name, value]) => [name, String(value)]));
}

/** One place, or several of which a date is joined. */
function each<T extends string | number>(at: At | readonly At[], written: (one: At) => T): T | T[] {
  return typeof at === "object" ? at.map(written) : written(at);
}

function placed({ levels, at, naming }: Settled["territory"], word: "column" | "pointer"): Settings {
  if (at === undefined) return {};
  const [first = "france"] = levels;
  return { territory: { level: levels.length > 1 ? [...levels] : first, [word]: at, ...naming } };
}

function dimensions(dims: Readonly<Record<string, Written>>, word: "column" | "pointer"): Settings {
  const written = Object.entries(dims).map(([name, one]) => [
    name,
    "at" in one ? { [word]: one.at } : { value: one.value },
  ]);
  return written.length === 0 ? {} : { dims: Object.fromEntries(written) as Settings };
}
