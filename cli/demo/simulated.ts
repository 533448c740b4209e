// A simulated startup: what it declares and what its endpoints say, as a pure function of seed and day.
import type { z } from "zod";
import { Declaration, type Settings } from "../../schemas/source.ts";
import type { Place, Territories } from "../../schemas/territory.ts";
import type { Today } from "./calendar.ts";
import type { Mishap } from "./failures.ts";

/** What every simulated startup is made from. */
export interface World {
  readonly seed: number;
  readonly territories: Territories;
  /** One commune left out of one startup's answers, to see what it weighs. */
  readonly without?: { readonly startup: string; readonly commune: string } | undefined;
}
/** Says what an endpoint answers on a day: JSON text, or a value to be written as JSON. */
export type Answers = (today: Today, query: URLSearchParams) => unknown;
export interface Endpoint {
  /** Below the network's origin, from a slash; also its name for chance. */
  readonly path: string;
  readonly mishaps: readonly Mishap[];
  readonly answers: Answers;
}
export interface Simulated {
  readonly endpoints: readonly Endpoint[];
  /** The startup's directory file, with the network's origin in its URLs. */
  declare(origin: string): Declaration;
}

/** Checks a directory file as the directory would. */
export function declaration(written: z.input<typeof Declaration>): Declaration {
  return Declaration.parse(written);
}

type Json = Settings[string];
/** A startup with one `json` endpoint. */
export interface Single {
  readonly name: string;
  readonly title: string;
  readonly pitch: string;
  readonly owner: string;
  readonly path: string;
  readonly mishaps: readonly Mishap[];
  /** As the kind `json` wants them: docs/endpoints/json.md. */
  readonly figures: readonly Json[];
  readonly answers: Answers;
}
/** Simulates it, pulled each week. */
export function single({ name, title, pitch, owner, path, mishaps, figures, answers }: Single): Simulated {
  return {
    endpoints: [{ path, mishaps, answers }],
    declare: (origin) =>
      declaration({
        startup: name,
        name: title,
        pitch,
        owner,
        sources: [
          {
            source: "statistiques",
            kind: "json",
            every: "week",
            settings: { url: origin + path, figures: [...figures] },
          },
        ],
      }),
  };
}

/** One row of the `anct` shape: JSON text, ready to be joined. */
export function anctRow(key: "insee" | "siret", code: string, metrics: Readonly<Record<string, number>>): string {
  return JSON.stringify({ [key]: code, metrics });
}

/** A page of the `anct` shape, of `?limit&offset` (at most 5,000 rows; 1,000 unless said), as JSON text. */
export function anctPage(rows: readonly string[], query: URLSearchParams): string {
  const { limit, offset } = pageAsked(query);
  return `{"count":${rows.length},"results":[${rows.slice(offset, offset + limit).join(",")}]}`;
}

/** The page a query asks for; what is missing or senseless takes its default. */
export function pageAsked(query: URLSearchParams): { limit: number; offset: number } {
  const whole = (name: string, otherwise: number) => {
    const value = query.get(name) ?? "";
    return /^\d{1,9}$/.test(value) ? Number(value) : otherwise;
  };
  return { limit: Math.min(5_000, Math.max(1, whole("limit", 1_000))), offset: whole("offset", 0) };
}

/** Communes that count in shares of France, in the list's order. */
export function frenchCommunes({ territories }: World): Place[] {
  return territories.places("commune").filter(({ zone }) => zone !== "com");
}
