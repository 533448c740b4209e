// Whether the facts of a proof can all be true together: shape, startup, ids, bytes, what a repeat repeats, and who
// decided. Registry facts: that a definition is of its metric, and has its own hash.
import { AGAIN, type Fault, faultOf } from "../infra/proof/fault.ts";
import type { Proof, ReadRecord } from "../infra/proof/file.ts";
import { decode } from "../processors/bytes.ts";
import { canonicalJson, sha256 } from "../schemas/canonical.ts";
import type { DecisionEvent } from "../schemas/decisions.ts";
import { AnswerError } from "../schemas/errors.ts";
import { type FactEvent, MetricDefined } from "../schemas/events.ts";
import { TOPICS } from "../schemas/ports.ts";
import { type Decisions, decisionFaults } from "./proof-decisions.ts";
import { pagesIn } from "./raw-fact.ts";

type Said = Omit<Fault, "line" | "place" | "hint"> & { readonly hint?: string };
/** What the facts before one said. */
interface Before {
  readonly ids: Map<string, Buffer>;
  readonly answers: Set<number>;
  readonly decisions: Decisions;
}

/** @returns also how many pages were hashed again */
export function checkFacts({ head, records }: Proof): { readonly pages: number; readonly faults: readonly Fault[] } {
  const before: Before = { ids: new Map(), answers: new Set(), decisions: new Map() };
  const faults: Fault[] = [];
  let pages = 0;
  for (const record of records) {
    const isDefinition = record.topic === TOPICS.registry;
    const said = isDefinition ? definitionFaults(record) : factFaults(record, head.startup, before);
    faults.push(...said.map((one) => faultOf(record, one)));
    if (isDefinition) continue;
    const kept = pagesIn(record.value);
    pages += kept.length;
    faults.push(...byteFaults(kept).map((one) => faultOf(record, one)));
  }
  return { pages, faults };
}

/** Pages whose bytes are not those that were received. */
function byteFaults(pages: ReturnType<typeof pagesIn>): Said[] {
  return pages.flatMap((page, at) => {
    const found = sha256(page.bytes);
    const what = `the bytes of page ${at + 1} do not have the SHA-256 that came with them`;
    return found === page.sha256 ? [] : [{ what, expected: page.sha256, found }];
  });
}

function factFaults(record: ReadRecord, startup: string, before: Before): Said[] {
  const fact = decode(record);
  if (fact instanceof AnswerError) {
    if (record.unread) return [];
    const found = `${fact.pointer || "/"} ${fact.message}`;
    const hint = `${AGAIN}; a fact of a later release is read by that release`;
    return [{ what: "it is no fact", expected: "a fact as docs/schemas describes it", found, hint }];
  }
  const known = before.ids.get(fact.id);
  if (known?.equals(record.value)) return []; // delivered twice: it counts once
  const faults: Said[] = [];
  if (known) faults.push({ what: "another fact has its id", expected: "one fact, or the same again", found: fact.id });
  if (fact.startup !== startup)
    faults.push({ what: "it is of another startup", expected: startup, found: fact.startup });
  if (fact.type === "endpoint.unchanged" && !before.answers.has(fact.answer))
    faults.push({
      what: "the answer that it repeats is not in the file",
      expected: `an endpoint.answered at offset ${fact.answer}`,
      found: `${[...before.answers].join(", ") || "none"}`,
    });
  if (isDecision(fact)) faults.push(...decisionFaults(fact, before.decisions));
  if (fact.type === "endpoint.answered") before.answers.add(record.offset);
  before.ids.set(fact.id, record.value);
  return faults;
}

const isDecision = (fact: FactEvent): fact is DecisionEvent => fact.type.startsWith("decision.");

function definitionFaults({ key, value }: ReadRecord): Said[] {
  const fact = MetricDefined.safeParse(jsonOf(value)).data;
  if (!fact)
    return [{ what: "it defines no metric", expected: "metric.defined (docs/schemas)", found: "something else" }];
  const is = sha256(canonicalJson(fact.definition));
  const faults: Said[] = [];
  if (fact.metric !== key) faults.push({ what: "it defines another metric", expected: key, found: fact.metric });
  if (is !== fact.sha256)
    faults.push({
      what: "the definition does not have the SHA-256 that came with it",
      expected: fact.sha256,
      found: is,
    });
  return faults;
}

function jsonOf(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString("utf8"));
  } catch {
    return undefined;
  }
}
