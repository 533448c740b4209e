// Where one figure comes from, back to the bytes: docs/meaning.md, backwards.

import { TOPICS } from "../../schemas/ports.ts";
import { type Cell, cellKey } from "../../schemas/statement.ts";
import { type MetricRef, metricRef } from "../figure.ts";
import type { LineageAsked } from "../model.ts";
import { Decider, type Figure } from "../queries/decide.ts";
import { NOW } from "../queries/frame.ts";
import { cellRows, type FactBehind, factsBehind, pagesOf, type RawPage } from "../queries/lineage.ts";
import { type DoubtedPart, partsOf } from "../queries/part-doubts.ts";
import type { LineageModel, LineageQuery } from "../shapes/lineage.ts";
import { knownMetric, knownStartup } from "./figures.ts";
import { cellAsked, checkRatio, inFrance, isOfPlace, noWordOf, periodsAsked, placeOf, saidAt } from "./lineage-cell.ts";
import { correctionsOf, factsOfCorrections } from "./lineage-corrections.ts";
import { figureAsked, type Own, ratioOfCell } from "./lineage-figure.ts";
import type { Setting } from "./setting.ts";
import { type Startup, startupsOf } from "./subject.ts";

/** Facts that are told in full; the rows name them all. */
const FACTS = 40;
type Word = Omit<LineageModel["words"][number], "confirmed" | "unconfirmed"> & {
  readonly confirmed: number | null;
  readonly passedOver: number | null;
};

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP, _UNKNOWN_METRIC; RELEVE_NO_CELL when no such cell can be. */
export async function lineageModel(setting: Setting, asked: LineageAsked): Promise<LineageModel> {
  const query = inFrance(asked);
  const [startup] = (await startupsOf(setting, [knownStartup(setting, query.startup)])) as [Startup];
  const about = {
    head: setting.head,
    startup: { id: query.startup, name: startup.declaration.name },
    proof: proofOf(query, setting),
  };
  const known = knownMetric(setting, query.metric);
  if (!isOfPlace(query)) return ownModel(startup, about, await figureAsked(startup, known, query), null);
  checkRatio(startup, known, query);
  periodsAsked(known, query);
  if (known.ratio) {
    const { cell, ...own } = await ratioOfCell(startup, known, query);
    if (query !== asked && own.cells?.count === 0) throw noWordOf(startup, { ...cell, metric: known.key });
    return ownModel(startup, about, own, placeOf(setting, cell));
  }
  const { cell, metric } = cellAsked(startup, query);
  const rows = await cellRows(setting.warehouse, setting.frame, query.startup, cell);
  const decider = new Decider(setting.day, startup.declaration, startup.sources, startup.corrections);
  const key = cellKey(cell);
  const figure = decider.figure(key, cell);
  const words = wordsOf(startup, decider, key, cell, figure?.sources ?? []);
  const confirming = words.flatMap(({ confirmed, passedOver, source }) =>
    [confirmed, passedOver].flatMap((at) => saidAt(startup, source, at)),
  );
  const isPassedOver = words.some(({ passedOver }) => passedOver !== null);
  const parts = isPassedOver ? await partsOf(setting.warehouse, setting.frame, { startup: query.startup }) : [];
  const corrections = await correctionsOf(setting, query.startup, {
    isOf: (one) => cellKey(one) === key,
    deciding: figure?.correction ? [figure.correction.proposal] : [],
  });
  if (query !== asked && !figure && rows.length === 0 && corrections.length === 0) throw noWordOf(startup, cell);
  const decided = factsOfCorrections(corrections);
  const said = rows.flatMap((row) => [row.said, row.off]);
  const offsets = [...new Set([...decided, ...said, ...confirming])].slice(0, FACTS);
  return {
    ...about,
    metric: metricRef(metric),
    definition: definitionOf(setting, metric),
    place: placeOf(setting, cell),
    figure: figure
      ? {
          value: figure.value,
          sources: [...figure.sources],
          since: instant(figure.since),
          confirmed: instant(figure.confirmed),
          correction: figure.correction
            ? { proposal: figure.correction.proposal, reason: figure.correction.reason }
            : null,
        }
      : null,
    corrections,
    absence: figure?.value == null ? absenceOf(startup, figure, words) : null,
    periods: null,
    parts: [],
    cells: null,
    words: words.map(({ confirmed, passedOver, ...word }) => ({
      ...word,
      confirmed: confirmed === null ? null : instant(confirmed),
      ...(passedOver !== null && { unconfirmed: unconfirmedBy(startup, word.source, { passedOver, metric, parts }) }),
    })),
    rows: rows.map(({ moment, recorded, off, ...row }) => ({
      ...row,
      moment: instant(moment),
      recorded: instant(recorded),
      by: off,
    })),
    facts: await factsOf(setting, query.startup, offsets),
  };
}

/** What is made of cells: the figure, its corrections, and the facts that say them. */
async function ownModel(
  startup: Startup,
  about: Pick<LineageModel, "head" | "startup" | "proof">,
  { confirming, isOf, deciding, ...found }: Own,
  place: LineageModel["place"],
): Promise<LineageModel> {
  const { setting, declaration } = startup;
  const corrections = await correctionsOf(setting, declaration.startup, { isOf, deciding });
  const offsets = [...new Set([...factsOfCorrections(corrections), ...confirming])].slice(0, FACTS);
  return {
    ...about,
    ...found,
    definition: definitionOf(setting, found.metric),
    place,
    corrections,
    words: [],
    rows: [],
    facts: await factsOf(setting, declaration.startup, offsets),
  };
}

/** Why a cell has no figure, by the first source that has a word on it. */
function absenceOf({ answers }: Startup, figure: Figure | undefined, words: readonly Word[]): LineageModel["absence"] {
  if (figure) return "said";
  for (const { state } of words) if (state === "expired" || state === "absent") return state;
  return words.some(({ source }) => answers.get(source)?.held) ? "held" : "never";
}

/** The answer that left a value as it was, and what of it could not be read. */
function unconfirmedBy(
  startup: Startup,
  source: string,
  { passedOver, metric, parts }: { passedOver: number; metric: Pick<MetricRef, "key">; parts: readonly DoubtedPart[] },
): LineageModel["words"][number]["unconfirmed"] {
  const [offset = null] = saidAt(startup, source, passedOver);
  const own = parts.filter((part) => part.source === source && part.offset === offset && part.metric === metric.key);
  return { at: instant(passedOver), offset, why: own.map(({ code, detail }) => `${code}: ${detail}`) };
}

/** The fact that gave the metric the text that is shown. */
function definitionOf(
  { catalogue }: Setting,
  { key, version }: Pick<MetricRef, "key" | "version">,
): LineageModel["definition"] {
  const { sha256, at } = catalogue.definitionOf(key, version) ?? {};
  if (sha256 === undefined || at === undefined) return null;
  const { partition, offset, id, recordedAt } = at;
  return { sha256, topic: TOPICS.registry, partition, offset, id, recorded: instant(recordedAt) };
}

const instant = (at: number) => new Date(at).toISOString();

function wordsOf(
  { declaration }: Startup,
  decider: Decider,
  key: string,
  cell: Cell,
  deciding: readonly string[],
): Word[] {
  return decider.order(cell.metric).sources.map((source) => {
    const word = decider.word(source, key, cell);
    const label = declaration.sources.find((one) => one.source === source)?.label ?? source;
    const said = {
      value: word?.value ?? null,
      state: stateOf(word),
      confirmed: word?.confirmed ?? null,
      passedOver: word?.passedOver ?? null,
    };
    return { source, label, ...said, decides: deciding.includes(source) };
  });
}

function stateOf(word: ReturnType<Decider["word"]>): Word["state"] {
  if (!word) return "silent";
  if (word.expired) return "expired";
  if (word.value === undefined) return "absent";
  return word.value === null ? "null" : "stated";
}

async function factsOf({ warehouse, frame }: Setting, startup: string, offsets: readonly number[]) {
  const facts = await factsBehind(warehouse, frame, startup, offsets);
  const holding = [...new Set(facts.map(({ offset, answer }) => answer ?? offset))];
  const pages = await pagesOf(warehouse, frame, startup, holding);
  return facts.map((fact) => factModel(fact, pages));
}

function factModel(fact: FactBehind, pages: readonly RawPage[]): LineageModel["facts"][number] {
  const own = pages.filter(({ offset, page }) => offset === fact.answer && page > 0);
  const record = pages.find(({ offset, page }) => offset === fact.offset && page === 0);
  const [first] = own;
  const { partition, offset, id, type, state, moment, answer } = fact;
  return {
    topic: TOPICS.facts,
    partition,
    offset,
    id,
    type,
    recorded: instant(fact.recorded),
    state,
    moment: moment === undefined ? null : instant(moment),
    reader: first ? { kind: first.kind, version: first.version } : null,
    answer: answer ?? null,
    record: record ? { bytes: record.bytes, sha256: record.sha256 } : null,
    pages: own.map(({ url, status, sha256, bytes, received }) => ({
      url,
      status,
      sha256,
      bytes,
      received: instant(received),
    })),
  };
}

/** The command line that asks the same and exports its facts. */
function proofOf(
  { startup, metric, level, territory, grain, first, last, ratio, dims }: LineageQuery,
  { day, frame, choice }: Setting,
): string {
  const place = level && territory ? ` --territory ${level}:${territory}` : "";
  const period = grain && first ? ` --period ${grain}:${first}${last ? `..${last}` : ""}` : "";
  const part = ratio ? ` --ratio ${ratio}` : "";
  const list = choice.vintage === undefined ? "" : ` --millesime ${choice.vintage}`;
  const known = frame.asOf === NOW ? "" : ` --as-of ${instant(frame.asOf)}`;
  const more = dims ? ` --dims '${dims.replaceAll("'", "")}'` : "";
  return `npx releve trace ${startup} ${metric}${place}${period}${part}${more} --day ${day}${list}${known} --proof proof.jsonl`;
}
