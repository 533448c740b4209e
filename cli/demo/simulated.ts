// A simulated startup: what it declares and what its endpoints say, as a pure function of seed and day.
import type { z } from "zod";
import type { PushRequest } from "../../ingestors/push.ts";
import { Declaration, type Settings } from "../../schemas/source.ts";
import type { Place, Territories } from "../../schemas/territory.ts";
import type { Today } from "./calendar.ts";
import type { Mishap } from "./failures.ts";
import { cardOf } from "./registry/startups.ts";

/** What every simulated startup is made from. */
export interface World {
  readonly seed: number;
  readonly territories: Territories;
  /** One commune left out of one startup's answers, to see what it weighs. */
  readonly without?: { readonly startup: string; readonly commune: string } | undefined;
}
/** Says what an endpoint answers on a day: text, or a value to be written as JSON; `undefined`: there is no such thing. */
export type Answers = (today: Today, query: URLSearchParams) => unknown;
export interface Endpoint {
  /** Below the network's origin, from a slash; also its name for chance. */
  readonly path: string;
  readonly mishaps: readonly Mishap[];
  readonly answers: Answers;
  /** Content type; left out: JSON. */
  readonly type?: string;
}
/** Figures that a startup sends itself. */
export interface Sending {
  /** Paris day (YYYY-MM-DD) on which it does. */
  readonly day: string;
  /** Its moment is that day's. */
  readonly push: Omit<PushRequest, "asAt">;
}
export interface Simulated {
  readonly endpoints: readonly Endpoint[];
  /** Paris day (YYYY-MM-DD) of 2024 from which the directory has it; left out: all along. */
  readonly since?: string;
  readonly sends?: readonly Sending[];
  /** The startup's directory file, with the network's origin in its URLs. */
  declare(origin: string): Declaration;
}

type Written = Omit<z.input<typeof Declaration>, "name" | "pitch" | "owner">;
/** A directory file, checked as the directory would; what a page says of the startup is its card's. */
export function declaration(written: Written): Declaration {
  return Declaration.parse({ ...written, ...cardOf(written.startup) });
}

type Json = Settings[string];
/** A startup with one `json` endpoint. */
export interface Single {
  readonly name: string;
  readonly since?: string;
  readonly path: string;
  readonly mishaps: readonly Mishap[];
  /** As the kind `json` wants them: docs/endpoints/json.md. */
  readonly figures: readonly Json[];
  readonly answers: Answers;
}
/** Simulates it, pulled each week. */
export function single({ name, since, path, mishaps, figures, answers }: Single): Simulated {
  return {
    ...(since !== undefined && { since }),
    endpoints: [{ path, mishaps, answers }],
    declare: (origin) =>
      declaration({
        startup: name,
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

/** Communes that count in shares of France, in the list's order. */
export function frenchCommunes({ territories }: World): Place[] {
  return territories.places("commune").filter(({ zone }) => zone !== "com");
}

/** Départements of metropole and overseas, in the list's order: each has its région. */
export function frenchDepartements({ territories }: Pick<World, "territories">): Place[] {
  return territories.places("departement").filter(({ zone }) => zone !== "com");
}
