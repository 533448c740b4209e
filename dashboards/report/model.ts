// The weekly report of a week, made from what was known on the Monday after it at 07:00, whenever it is made: figures up to
// the Sunday's end, states of sources as of that Monday.
import { canonicalJson, sha256 } from "../../schemas/canonical.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { ACTIVE_PHASES, emptyRegistry, phaseOn } from "../../schemas/registry-state.ts";
import { addWeeks, frozenAt, type Week } from "../../schemas/week.ts";
import { COVERAGE, coverageOf, statingSubjects } from "../models/coverage.ts";
import { entryOf } from "../models/life.ts";
import { freshnessOfStartup, startupRef } from "../models/services.ts";
import { perimeterOf } from "../queries/perimeter.ts";
import { presentOn } from "../queries/registry.ts";
import { difference } from "../queries/totals.ts";
import { Report } from "../shapes/report.ts";
import { headlineOf } from "./headline.ts";
import { chainAt, movedOf, serviceLine, unjudgedOf } from "./lines.ts";
import { type Moment, momentOf, type ReportOptions } from "./moment.ts";
import { activeMoves, committeesOf, movementsOf } from "./movements.ts";
import { revisionsOf } from "./revisions.ts";
import { RULE } from "./usual.ts";
import { watchedSources } from "./watched.ts";

/**
 * The report of a week.
 * @param known  milliseconds since 1970; left out: when the week's report is frozen. A draft may ask earlier.
 * @throws {ReleveError} RELEVE_NOT_FOUND when nothing was known by then; RELEVE_WAREHOUSE_UNAVAILABLE.
 */
export async function reportOf(options: ReportOptions, week: Week, known = frozenAt(week)): Promise<Report> {
  const now = await momentOf(options, week.last, known);
  if (!now)
    throw new ReleveError(
      "RELEVE_NOT_FOUND",
      `nothing was known of week ${week.id} by ${new Date(known).toISOString()}: it has no report`,
      "ask for a later week; a report says only what the log knew on the Monday after its week",
    );
  const eve = addWeeks(week, -1);
  const since = frozenAt(eve);
  const before = await momentOf(options, eve.last, since);
  const registries = { before: before?.registry ?? emptyRegistry(), now: now.registry };
  const movements = movementsOf(registries, week);
  const moved = movedOf(now, before);
  const revisions = before ? await revisionsOf(before, now, since) : [];
  const { coverage, perimeter, list } = coverageAt(now, before, week);
  return Report.parse({
    shape: 1,
    week: week.id,
    first: week.first,
    last: week.last,
    known: new Date(known).toISOString(),
    since: before ? new Date(since).toISOString() : null,
    states: new Date(known).toISOString(),
    demo: options.demo,
    vintage: now.setting.head.countedWith,
    ...headlineOf({ movements, moved, revisions, ...fallenSilent(now, before) }),
    registry: now.registry.startups.size > 0,
    movements,
    committees: committeesOf(registries, week),
    services: servicesOf(now, before, week),
    moved,
    unjudged: unjudgedOf(now),
    rule: RULE,
    revisions,
    perimeter: { coverage: perimeter, ...activeMoves(registries, week), ...(list && { list }) },
    coverage,
    chain: chainAt(now),
    sources: await watchedSources(now),
  } satisfies Report);
}

/** A report's text, for ever: what is hashed, kept in the log and shown again. */
export function frozen(report: Report): { text: string; sha256: string } {
  const text = canonicalJson(report);
  return { text, sha256: sha256(text) };
}

/** Those with national impact by the registry, on one line each; all that are connected when it names none of them. */
function servicesOf(now: Moment, before: Moment | undefined, { last }: Week): Report["services"] {
  const national = [...now.registry.startups.values()].filter(
    (one) =>
      presentOn(one, last) &&
      [...one.events.values()].some(({ event, date }) => event === "national_impact" && date <= last),
  );
  const ids = new Set(national.map(({ id }) => id));
  const followed = [...now.followed];
  const ours = followed.filter(([id]) => ids.has(entryOf(now.setting, id)?.id ?? ""));
  const known = new Set(ours.map(([id]) => entryOf(now.setting, id)?.id));
  const lines = (ours.length > 0 ? ours : followed).map(([id, one]) => serviceLine(one, before?.followed.get(id)));
  const others = national.filter(
    ({ id, phases }) => !known.has(id) && ACTIVE_PHASES.has(phaseOn(phases.values(), last)?.phase ?? ""),
  );
  return {
    rule: ours.length > 0 ? "national" : "all",
    lines: lines.sort(byName),
    others: others.map(({ id, name }) => ({ id, name })).sort(byName),
  };
}
const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "fr");

/** The overview's own coverage on the Sunday, and the services that entered it in the week. */
function coverageAt(now: Moment, before: Moment | undefined, { first, last }: Week) {
  const startups = (moment: Moment) => [...moment.followed.values()].map(({ startup }) => startup);
  const found = coverageOf(startups(now));
  if (!found) return { coverage: null, perimeter: [], list: null };
  const { value, day, share, population, services, weekly, entries } = found;
  const old = before && coverageOf(startups(before));
  const then = weekly.at(-2)?.value ?? null;
  const revised = old && then !== null && then !== old.value ? { day: old.day, old: old.value, new: then } : null;
  const change = then === null || then === "0" ? null : difference(value, then);
  const perimeter = entries
    .filter((entry) => entry.day >= first && entry.day <= last)
    .map(({ service, added }) => ({ service, added }));
  const { setting } = now;
  const list = perimeterOf(
    "commune",
    statingSubjects(startups(now), COVERAGE),
    { before: weekly.at(-2)?.last, until: day },
    setting.territories,
  );
  return { coverage: { value, day, share, population, change, services, weekly, entries, revised }, perimeter, list };
}

/** Services that were well at the report before and are not now: news, unlike those that stay silent. */
function fallenSilent(now: Moment, before: Moment | undefined): { cut: string[]; held: string[] } {
  const into = (state: "cut" | "held") =>
    [...now.followed].flatMap(([id, { judged }]) => {
      const was = before?.followed.get(id);
      const isNews = was !== undefined && freshnessOfStartup(was.judged).state !== state;
      return isNews && freshnessOfStartup(judged).state === state ? [startupRef(judged).name] : [];
    });
  return { cut: into("cut"), held: into("held") };
}
