// What only the per-startup files of v3 say: user types, and former ids. Their absence is no failure.
import { z } from "zod";
import type { HttpAsk } from "../../schemas/endpoint.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { RegistryId } from "../../schemas/registry.ts";
import type { StatedStartup } from "./stated.ts";
import { idOf, Scalars } from "./text.ts";

const Details = z.object({ usertypes: Scalars, redirect_from: Scalars });

/** Requests at once: the files are many and small, and nobody waits. */
const AT_ONCE = 3;
/** After so many failures the files are taken to be out of reach. */
const FAILURES = 5;
const TIME_MS = 300_000;

/** `https://…/api/v3/startups/` of `https://…/api/v2.7/startups.json`; `undefined` when the address is another. */
export function detailsAddress(url: string): string | undefined {
  const base = /^(.*\/api\/)v2(?:\.\d+)?\/startups\.json(?:\?.*)?$/.exec(url)?.[1];
  return base && `${base}v3/startups/`;
}

/** The startups with what their own files add, as far as these can be reached; the others as they were. */
export async function withDetails(
  startups: readonly StatedStartup[],
  address: string,
  http: HttpAsk,
  abort?: AbortSignal,
): Promise<StatedStartup[]> {
  const found = [...startups];
  const limit = AbortSignal.timeout(TIME_MS);
  const signal = abort ? AbortSignal.any([abort, limit]) : limit;
  let next = 0;
  let failures = 0;
  const work = async (): Promise<void> => {
    while (next < startups.length && failures < FAILURES && !signal.aborted) {
      const at = next++;
      const one = startups[at] as StatedStartup;
      const details = await detailsOf(`${address}${encodeURIComponent(one.id)}.json`, http, signal);
      if (details) found[at] = added(one, details);
      else failures += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

async function detailsOf(url: string, http: HttpAsk, signal: AbortSignal) {
  try {
    const { status, bytes } = await http({ url }, { signal });
    return status === 200 ? Details.safeParse(JSON.parse(bytes.toString("utf8"))).data : undefined;
  } catch (error) {
    if (error instanceof ReleveError || error instanceof SyntaxError || signal.aborted) return undefined;
    throw error;
  }
}

function added(one: StatedStartup, { usertypes, redirect_from }: z.infer<typeof Details>): StatedStartup {
  const aliases = [...new Set(redirect_from.map(idOf))].filter((id) => RegistryId.safeParse(id).success);
  return { ...one, description: { ...one.description, userTypes: usertypes }, aliases };
}
