// Simulated startups in the `anct` shape: rows by commune or establishment, given out by pages.
import type { Today } from "./calendar.ts";
import type { Mishap } from "./failures.ts";
import { declaration, type Simulated, type World } from "./simulated.ts";

/** A startup with one endpoint in the `anct` shape. */
export interface Paged {
  readonly name: string;
  readonly limit: number;
  readonly metrics: Readonly<Record<string, { metric: string; levels: string[] }>>;
  readonly mishaps: readonly Mishap[];
  rows(today: Today): readonly string[];
}
/** Simulates it, pulled each week. */
export function paged(world: World, { name, limit, metrics, mishaps, rows }: Paged): Simulated {
  const path = `/${name}/api/metrics`;
  const left = world.without?.startup === name ? `"${world.without.commune}"` : undefined;
  const kept = (row: string) => left === undefined || !row.includes(left);
  return {
    endpoints: [{ path, mishaps, answers: (today, query) => anctPage(rows(today).filter(kept), query) }],
    declare: (origin) =>
      declaration({
        startup: name,
        sources: [{ source: "metrics", kind: "anct", every: "week", settings: { url: origin + path, limit, metrics } }],
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
