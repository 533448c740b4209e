// What a document of the registry states, whichever document it was: the common words of its readers.
import type {
  Description,
  IncubatorCard,
  NetworkEvent,
  Origin,
  PhaseInterval,
  StatsPage,
} from "../../schemas/registry.ts";

export interface StatedStartup {
  readonly id: string;
  readonly name: string;
  readonly description: Description;
  /** Left out: the document does not speak of it. */
  readonly statsPage?: StatsPage;
  readonly phases: readonly PhaseInterval[];
  readonly events: readonly NetworkEvent[];
  readonly aliases?: readonly string[];
}
export interface StatedIncubator extends Partial<IncubatorCard> {
  readonly id: string;
  readonly visible: boolean;
}
/** An entry that cannot be read: what stood before of it stays. */
export interface EntryFault {
  /** JSON Pointer. */
  readonly at: string;
  readonly found: string;
  /** Of the startup, when that much could be read. */
  readonly id?: string;
}
export interface StatedRegistry {
  readonly origin: Origin;
  /** Left out: the document is not about startups, or not about incubators; nothing of them disappears. */
  readonly startups?: readonly StatedStartup[];
  readonly incubators?: readonly StatedIncubator[];
  readonly faults: readonly EntryFault[];
  /** Whether what is not in it is no more. */
  readonly complete: boolean;
}

/** Phases in the order listed, each with its place among those of the same start; a repeated one counts once. */
export function placed(listed: readonly Omit<PhaseInterval, "place">[]): PhaseInterval[] {
  const starts = new Map<string, number>();
  const seen = new Set<string>();
  return listed.flatMap((one) => {
    const key = `${one.phase} ${one.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const place = starts.get(one.start) ?? 0;
    starts.set(one.start, place + 1);
    return [{ ...one, place }];
  });
}
