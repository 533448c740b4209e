// Where one figure comes from, back to the bytes: docs/meaning.md, backwards.
import { metricOf } from "../../schemas/catalogue.ts";
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { periodFrom } from "../../schemas/period.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type Cell, canonicalDims, cellKey, STATE_DAY } from "../../schemas/statement.ts";
import { hasForm } from "../../schemas/territory.ts";
import { metricRef } from "../figure.ts";
import { Decider } from "../queries/decide.ts";
import { cellRows, type FactBehind, factsBehind, pagesOf, type RawPage } from "../queries/lineage.ts";
import { statedBy } from "../queries/stated.ts";
import type { LineageModel, LineageQuery } from "../shapes/lineage.ts";
import { knownMetric, knownStartup } from "./figures.ts";
import type { Setting } from "./setting.ts";
import { type Startup, startupsOf } from "./subject.ts";

/** Facts that are told in full; the rows name them all. */
const FACTS = 40;

/** @throws {ReleveError} RELEVE_UNKNOWN_STARTUP, _UNKNOWN_METRIC; RELEVE_USAGE when no such cell can be. */
export async function lineageModel(setting: Setting, query: LineageQuery): Promise<LineageModel> {
  const [startup] = (await startupsOf(setting, [knownStartup(setting, query.startup)])) as [Startup];
  const { cell, metric, dims } = cellOf(startup, query);
  const { warehouse, frame, territories } = setting;
  const rows = await cellRows(warehouse, frame, query.startup, cell);
  const decider = new Decider(setting.day, startup.declaration, startup.sources);
  const key = cellKey(cell);
  const figure = decider.figure(key, cell);
  const words = wordsOf(startup, decider, key, cell, figure?.sources ?? []);
  const confirming = words.flatMap(({ confirmed, source }) => confirmingOf(startup, source, confirmed));
  const offsets = [...new Set([...rows.flatMap(({ said, off }) => [said, off]), ...confirming])].slice(0, FACTS);
  const facts = await factsBehind(warehouse, frame, query.startup, offsets);
  const pages = await pagesOf(warehouse, frame, query.startup, [
    ...new Set(facts.flatMap(({ answer }) => answer ?? [])),
  ]);
  const state = cell.grain === "state";
  return {
    head: setting.head,
    startup: { id: query.startup, name: startup.declaration.name },
    metric: metricRef(metric),
    place: {
      level: cell.level,
      code: cell.code,
      name: territories.place(cell.level, cell.code)?.name ?? null,
      dims,
      grain: cell.grain,
      first: state ? null : cell.first,
      last: state ? null : cell.last,
    },
    figure: figure
      ? {
          value: figure.value,
          sources: [...figure.sources],
          since: instant(figure.since),
          confirmed: instant(figure.confirmed),
          correction: null,
        }
      : null,
    words: words.map(({ confirmed, ...word }) => ({
      ...word,
      confirmed: confirmed === null ? null : instant(confirmed),
    })),
    rows: rows.map(({ moment, recorded, off, ...row }) => ({
      ...row,
      moment: instant(moment),
      recorded: instant(recorded),
      by: off,
    })),
    facts: facts.map((fact) => factModel(fact, pages)),
    proof: proofOf(query, setting),
  };
}

const instant = (at: number) => new Date(at).toISOString();

function cellOf(startup: Startup, query: LineageQuery): { cell: Cell; metric: Metric; dims: Record<string, string> } {
  const known = knownMetric(query.metric);
  const version = statedBy([...startup.sources.values()], query.metric)?.version ?? known.version;
  const metric = metricOf(query.metric, version) ?? known;
  const { level, territory: code, grain, first } = query;
  if (metric.kind === "ratio")
    throw usage(`${metric.key} is a ratio`, `ask for ${metric.ratio?.numerator} and ${metric.ratio?.denominator}`);
  if (!hasForm(level, code)) throw usage(`territory: found "${code}"`, `give the code of a ${level}`);
  const dims = dimsOf(query.dims);
  const place = { metric: metric.key, definition: metric.version, level, code, dims: canonicalDims(dims) };
  if (isState(metric.kind)) {
    if (grain ?? first)
      throw usage(`${metric.key} is a state: it has no period`, "leave grain and first out; ask by day");
    return { cell: { ...place, grain: "state", first: STATE_DAY, last: STATE_DAY }, metric, dims };
  }
  const period = grain && first ? periodFrom(grain, first) : undefined;
  if (!grain || !period)
    throw usage(`${metric.key} is counted by period`, "give grain and first, such as month and 2026-03-01");
  return { cell: { ...place, grain, first: period.first, last: period.last }, metric, dims };
}

function dimsOf(text: string | undefined): Record<string, string> {
  if (text === undefined || text === "") return {};
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw usage(`dims: found "${text}"`, "give name=value,name=value");
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
}

function usage(what: string, hint: string): ReleveError {
  return new ReleveError("RELEVE_USAGE", what, hint);
}

type Word = Omit<LineageModel["words"][number], "confirmed"> & { readonly confirmed: number | null };

function wordsOf(
  { declaration }: Startup,
  decider: Decider,
  key: string,
  cell: Cell,
  deciding: readonly string[],
): Word[] {
  const { sources } = decider.order(cell.metric);
  return sources.map((source) => {
    const word = decider.word(source, key, cell);
    const label = declaration.sources.find((one) => one.source === source)?.label ?? source;
    return {
      source,
      label,
      value: word?.value ?? null,
      state: stateOf(word),
      confirmed: word?.confirmed ?? null,
      decides: deciding.includes(source),
    };
  });
}

function stateOf(word: ReturnType<Decider["word"]>): Word["state"] {
  if (!word) return "silent";
  if (word.expired) return "expired";
  if (word.value === undefined) return "absent";
  return word.value === null ? "null" : "stated";
}

/** The statement that confirmed last: often not one that changed anything. */
function confirmingOf({ sources }: Startup, source: string, moment: number | null): number[] {
  if (moment === null) return [];
  for (const group of sources.get(source)?.groups.values() ?? []) {
    const found = group.findLast((one) => one.moment === moment);
    if (found) return [found.said];
  }
  return [];
}

function factModel(fact: FactBehind, pages: readonly RawPage[]): LineageModel["facts"][number] {
  const own = pages.filter(({ offset }) => offset === fact.answer);
  const [first] = own;
  return {
    topic: TOPICS.facts,
    partition: fact.partition,
    offset: fact.offset,
    id: fact.id,
    type: fact.type,
    recorded: instant(fact.recorded),
    state: fact.state,
    moment: fact.moment === undefined ? null : instant(fact.moment),
    reader: first ? { kind: first.kind, version: first.version } : null,
    answer: fact.answer ?? null,
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
function proofOf({ startup, metric, level, territory, grain, first, dims }: LineageQuery, { day }: Setting): string {
  const period = grain && first ? ` --period ${grain}:${first}` : "";
  const more = dims ? ` --dims '${dims.replaceAll("'", "")}'` : "";
  return `releve trace ${startup} ${metric} --territory ${level}:${territory}${period}${more} --day ${day} --proof proof.jsonl`;
}
