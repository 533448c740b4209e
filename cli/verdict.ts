// Whether a figure is what a proof claims: what the file says of itself, what was known, and the figure counted again.
import { AsOf, instantOf } from "../dashboards/as-of.ts";
import { type LineageModel, LineageQuery } from "../dashboards/shapes/lineage.ts";
import { AGAIN, type Fault } from "../infra/proof/fault.ts";
import type { Proof } from "../infra/proof/file.ts";
import { type Known, lastKnown, wrongKnown } from "../infra/proof/known.ts";
import { faultsOfPlaces } from "../infra/proof/places.ts";
import { ReleveError } from "../schemas/errors.ts";
import { isOwn } from "../schemas/own-metrics.ts";
import { TOPICS } from "../schemas/ports.ts";
import { checkFacts } from "./proof-facts.ts";
import { recount } from "./recount.ts";

export interface Verdict {
  readonly query: LineageQuery;
  /** Of which instant it speaks, as the claim words it; `undefined`: of all that the file holds. */
  readonly asOf: string | undefined;
  /** By the facts; `null`: none was known then. */
  readonly known: Known | null;
  readonly same: boolean;
  /** `null`: no figure. */
  readonly claimed: unknown;
  /** `null`: no figure; left out: facts that cannot be are not counted. */
  readonly counted?: string | null;
  /** Pages whose bytes were looked at. */
  readonly pages: number;
  readonly wrong: readonly Fault[];
  /** Facts behind the figure that were sent or decided, as the proof has them. */
  readonly records: readonly SentRecord[];
}
/** A record that is itself what came: its place, and its size and hash. */
export interface SentRecord extends NonNullable<LineageFact["record"]> {
  readonly partition: number;
  readonly offset: number;
  readonly type: string;
}
type LineageFact = LineageModel["facts"][number];

/** @throws {ReleveError} RELEVE_PROOF when it claims no figure; as the models do when there can be none. */
export async function judge(name: string, proof: Proof): Promise<Verdict> {
  const { query, asOf, claimed, saidKnown } = claimOf(name, proof);
  const instant = instantOf(asOf);
  const known = lastKnown(proof.records, instant);
  const { pages, faults } = checkFacts(proof);
  const about = { query, asOf, known: known ?? null, claimed, pages };
  const impossible = [...faultsOfPlaces(proof), ...faults].sort((a, b) => a.line - b.line);
  if (impossible.length > 0) return { ...about, same: false, wrong: impossible, records: [] };
  const wrong = wrongKnown({ format: proof.head.format, claimed: saidKnown }, known, instant);
  const told = wrong && { ...wrong, what: "the claim says another instant than its facts (claim.known)", hint: AGAIN };
  const model = await recount(proof, query, instant);
  const counted = model.figure?.value ?? null;
  return {
    ...about,
    same: counted === claimed && !told,
    counted,
    wrong: told ? [{ line: 1, place: "", ...told }] : [],
    records: model.facts.flatMap(({ partition, offset, type, record }) =>
      record ? [{ partition, offset, type, ...record }] : [],
    ),
  };
}

function claimOf(name: string, { head, records }: Proof) {
  const { value: claimed, known: saidKnown, as_of, ...asked } = head.claim;
  const query = LineageQuery.safeParse(asked);
  const asOf = AsOf.safeParse(as_of);
  const again = "ask for the proof again (releve trace --proof)";
  if (!query.success || !asOf.success || query.data.startup !== head.startup)
    throw new ReleveError("RELEVE_PROOF", `${name}: its claim names no figure of ${head.startup}`, again);
  if (isOwn(query.data.metric) && !records.some(({ topic }) => topic === TOPICS.registry))
    throw new ReleveError(
      "RELEVE_PROOF",
      `${name} holds no fact that defines ${query.data.metric}: proofs of format 1 did not`,
      `${again}, with --as-of for what was known then`,
    );
  return { query: query.data, asOf: asOf.data, claimed, saidKnown };
}
