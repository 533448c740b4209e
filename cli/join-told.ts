// A request to join, as it is told to people and programs.
import { metricsOf } from "../ingestors/declarations.ts";
import type { JoinRequest } from "../ingestors/join/known.ts";
import type { JoinTold } from "../schemas/join-door.ts";

export function toldOf(request: JoinRequest, contact?: string): JoinTold {
  const { id, startup, name, want, holder, address, proposed, figures, asked, state, settled, source } = request;
  return {
    ...{ id, startup, name, want, holder, state },
    address: address ?? null,
    kind: proposed?.kind ?? null,
    metrics: proposed ? [...new Set(metricsOf(proposed))] : [],
    figures: figures ?? null,
    asked: new Date(asked).toISOString(),
    settled: settled ? new Date(settled.at).toISOString() : null,
    by: settled?.by ?? null,
    reason: settled?.reason || null,
    source: source?.source ?? null,
    ...(contact !== undefined && { contact }),
  };
}

/** Open ones first, then the latest word first. */
export function inOrder(requests: readonly JoinRequest[]): JoinRequest[] {
  const rank = ({ state }: JoinRequest) => (state === "open" ? 0 : 1);
  const last = ({ asked, settled }: JoinRequest) => settled?.at ?? asked;
  return [...requests].sort((a, b) => rank(a) - rank(b) || last(b) - last(a));
}
