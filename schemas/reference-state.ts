// What the registry's topic says of reference data: which definitions of metrics, and which official lists of
// territories, came into use, each with the place of its fact.

/** Where a fact of the registry's topic is, and since when it is known. */
export interface ReferencePlace {
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
  /** The log's time, milliseconds since 1970. */
  readonly recordedAt: number;
}
/** A definition that came into use, unread: a later release may have written it. */
export interface DefinedMetric {
  readonly metric: string;
  readonly version: number;
  /** Of `definition`. */
  readonly sha256: string;
  /** Canonical JSON. */
  readonly definition: string;
  readonly at: ReferencePlace;
}
export interface LoadedTerritories {
  /** Year of the official list. */
  readonly vintage: string;
  readonly sha256: string;
  readonly at: ReferencePlace;
}
/** Both in the order in which they were recorded; empty: the log says nothing of them. */
export interface Reference {
  readonly definitions: readonly DefinedMetric[];
  readonly lists: readonly LoadedTerritories[];
}
export const NO_REFERENCE: Reference = { definitions: [], lists: [] };
