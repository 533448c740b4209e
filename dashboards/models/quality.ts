// The quality page: which sources are as they should be, what was refused, what was revised, and whether all adds up.
import { dayOf } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import { metricRef, STATES, type State } from "../figure.ts";
import { FINDING_CODES, FINDINGS, SEVERITIES } from "../findings/finding.ts";
import type { QualityAsked } from "../model.ts";
import { answersIn } from "../queries/answers-in.ts";
import type { Frame } from "../queries/frame.ts";
import {
  activityOf,
  type Happening as Happened,
  happenings,
  type Revision as Revised,
  revisionsOf,
} from "../queries/health-of-sources.ts";
import { countsOf, ledgerOf } from "../queries/ledger.ts";
import type { Doubt } from "../shapes/doubts.ts";
import { EVERY } from "../shapes/list.ts";
import type { Happening, QualityModel, SourceHealth } from "../shapes/quality.ts";
import { doubtedSources } from "./doubted-sources.ts";
import type { Setting } from "./setting.ts";
import { healthOfSources } from "./source-health.ts";
import { sourceRef } from "./subject.ts";
import { unmatchedBySource } from "./unmatched.ts";

const FOUR_WEEKS_MS = 28 * 86_400_000;
const PAGE_ROWS = 50;
const LISTED = 50;
const REVISIONS = 20;

/** All but the table, with every source: the same whatever part of the table is asked for. */
export interface QualityBase extends Omit<QualityModel, "table"> {
  readonly all: readonly SourceHealth[];
}

/** @param doubts  all of the day */
export async function qualityBase(setting: Setting, doubts: readonly Doubt[]): Promise<QualityBase> {
  const { warehouse, frame, end, head } = setting;
  const span = { since: end - FOUR_WEEKS_MS, before: end };
  const [sources, activity, answers, { rejects, failures, findings }, revisions, ledger, unmatched] = await Promise.all(
    [
      healthOfSources(setting),
      activityOf(warehouse, frame, span),
      answersIn(warehouse, frame, span),
      happenings(warehouse, frame, span),
      revisionsOf(warehouse, frame, span),
      ledgerModel(warehouse, frame),
      unmatchedBySource(setting),
    ],
  );
  const all = doubtedSources(sources, doubts);
  const states = new Map(all.map(({ startup, source, freshness }) => [`${startup.id} ${source.id}`, freshness.state]));
  const listed = (rows: readonly Happened[]) =>
    rows.slice(0, LISTED).map((row): Happening => {
      const state = states.get(`${row.startup} ${row.source}`);
      return { ...happeningOf(setting, row), ...(state && { state }) };
    });
  return {
    head,
    all,
    since: dayOf(span.since),
    sources: countsOfStates(all),
    incidents: incidentsOf(all),
    delay: { medianMs: activity.delayMs, medianAgeMs: medianAge(setting, all) },
    answers: { ...answers, values: activity.cells, unreadable: activity.unreadable },
    revised: revisions.reduce((sum, { cells }) => sum + cells, 0),
    revisions: revisions.flatMap((row) => revisionOf(setting, row)).slice(0, REVISIONS),
    rejects: listed(rejects),
    failures: listed(failures),
    findings: listed(findings),
    doubts: doubtCounts(doubts),
    unmatched,
    ledger,
  };
}

/** A page beyond the last one is the last one. */
export function qualityModel(
  { all, ...base }: QualityBase,
  { etat, page = 1 }: Pick<QualityAsked, "etat" | "page">,
): QualityModel {
  return { ...base, table: tableOf(all, etat, page) };
}

function doubtCounts(doubts: readonly Doubt[]): QualityModel["doubts"] {
  const counts = FINDING_CODES.flatMap((code) => {
    const own = doubts.filter((one) => one.code === code);
    const acknowledged = own.filter((one) => one.acknowledged !== null).length;
    return own.length === 0 ? [] : [{ code, severity: FINDINGS[code].severity, count: own.length, acknowledged }];
  });
  return counts.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** Nothing when the catalogue does not have the metric. */
function revisionOf(setting: Setting, { startup, source, metric, cells, last }: Revised): QualityModel["revisions"] {
  const known = setting.catalogue.metricOf(metric);
  if (!known) return [];
  return [{ ...refsOf(setting, startup, source), metric: metricRef(known), cells, last: instant(last) }];
}

const instant = (at: number) => new Date(at).toISOString();
const isExpected = ({ freshness: { state } }: SourceHealth) => state !== "hand" && state !== "idle";

function countsOfStates(sources: readonly SourceHealth[]): QualityModel["sources"] {
  const of = (state: (typeof STATES)[number]) => sources.filter(({ freshness }) => freshness.state === state).length;
  return {
    connected: sources.length,
    expected: sources.filter(isExpected).length,
    onTime: of("ok"),
    toAct: sources.filter(({ actor }) => actor !== "nobody").length,
    states: STATES.map((state) => ({ state, count: of(state) })),
  };
}

function incidentsOf(sources: readonly SourceHealth[]): SourceHealth[] {
  const cut = sources.filter(({ freshness }) => freshness.state === "cut");
  return cut.sort((a, b) => ((a.freshness.last ?? "") < (b.freshness.last ?? "") ? -1 : 1));
}

/** `null`: no expected source ever said anything that counts. */
function medianAge({ now }: Setting, sources: readonly SourceHealth[]): number | null {
  const ages = sources
    .filter(isExpected)
    .flatMap(({ freshness: { last } }) => (last === null ? [] : [Math.max(0, now - Date.parse(last))]))
    .sort((a, b) => a - b);
  return ages[Math.floor((ages.length - 1) / 2)] ?? null;
}

function tableOf(
  all: readonly SourceHealth[],
  etat: State | undefined,
  asked: number | typeof EVERY,
): QualityModel["table"] {
  const rows = etat === undefined ? all : all.filter(({ freshness }) => freshness.state === etat);
  if (asked === EVERY) return { state: etat ?? null, count: rows.length, page: 1, pages: 1, rows: [...rows] };
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
  const page = Math.min(asked, pages);
  const shown = rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
  return { state: etat ?? null, count: rows.length, page, pages, rows: shown };
}

function happeningOf(setting: Setting, { startup, source, code, count, last }: Happened): Happening {
  return { ...refsOf(setting, startup, source), code, count, last: instant(last) };
}

/** What the declaration in force calls them; a source that it no longer has goes by its id. */
function refsOf(setting: Setting, startup: string, source: string): Pick<Happening, "startup" | "source"> {
  const declaration = setting.declarations.get(startup);
  const declared = declaration?.sources.find((one) => one.source === source);
  return {
    startup: { id: startup, name: declaration?.name ?? startup },
    source: declared ? sourceRef(setting, declared) : { id: source, label: source, kind: "", host: null },
  };
}

async function ledgerModel(warehouse: CanQuery, frame: Frame): Promise<QualityModel["ledger"]> {
  const lines = ledgerOf(await countsOf(warehouse, frame));
  return { adds: lines.every(({ adds }) => adds), lines: lines.map((line) => ({ ...line, parts: [...line.parts] })) };
}
