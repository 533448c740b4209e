// A startup sends figures itself: checked against the directory and the catalogue, then recorded as it was said.
import { z } from "zod";
import { metricOf } from "../schemas/catalogue.ts";
import { isState } from "../schemas/catalogue-model.ts";
import { ReleveError } from "../schemas/errors.ts";
import { type DeclarationReceived, PushedFigure, PushedScope } from "../schemas/events.ts";
import { failpoint } from "../schemas/failpoint.ts";
import { EventId, Instant, SourceId, StartupId } from "../schemas/ids.ts";
import { isOwn } from "../schemas/own-metrics.ts";
import { dayOf, FIRST_DAY, isSpan, LAST_DAY } from "../schemas/period.ts";
import { type Appended, type CanAppend, TOPICS } from "../schemas/ports.ts";
import { verdictOf } from "../schemas/row-fault.ts";
import type { Signal } from "../schemas/signals.ts";
import type { Declaration } from "../schemas/source.ts";
import { metricsOf, PUSH } from "./declarations.ts";
import { nearest } from "./endpoints/settings.ts";
import { linesOf } from "./faults.ts";
import { impossible } from "./push/impossible.ts";

/** What a push says. `id`: chosen by the sender, so that a repeated delivery is one fact. */
export const PushRequest = z.strictObject({
  id: EventId.optional(),
  startup: StartupId,
  source: SourceId,
  asAt: Instant.optional(),
  scope: PushedScope.optional(),
  figures: z.array(PushedFigure).max(200_000),
});
export type PushRequest = z.input<typeof PushRequest>;

export interface Push {
  readonly declarations: readonly Declaration[];
  readonly log: CanAppend;
  readonly clock: () => number;
  readonly signal: Signal;
  readonly newId: (at: number) => string;
}
/** A moment further ahead than this is no moment that anyone can speak of. */
const AHEAD_MS = 5 * 60_000;
const FAULTS_TOLD = 20;

/**
 * Appends `declaration.received`.
 * @returns the fact's id and its place in the log.
 * @throws {ReleveError} RELEVE_UNKNOWN_STARTUP; RELEVE_USAGE with every fault of the request.
 */
export async function pushFigures(request: unknown, push: Push): Promise<Appended & { readonly id: string }> {
  const parsed = PushRequest.safeParse(request);
  if (!parsed.success) throw refused(linesOf(parsed.error, request));
  const { id: chosen, startup, source, asAt, scope, figures } = parsed.data;
  const declaration = push.declarations.find((known) => known.startup === startup);
  if (!declaration) {
    const hint = "declare the startup in the directory first";
    throw new ReleveError("RELEVE_UNKNOWN_STARTUP", `no startup "${startup}" in the directory`, hint);
  }
  const now = push.clock();
  const metrics = [...new Set([...figures.map(({ metric }) => metric), ...(scope?.metrics ?? [])])].sort();
  const faults = [
    ...momentFaults(asAt, now),
    ...spanFaults(scope?.periods ?? []),
    ...sourceFaults(declaration, source, metrics),
    ...figures.flatMap(({ metric, period }, index) => periodFault(metric, period !== undefined, index)),
    ...figures.flatMap((figure, index) => impossibleFaults(figure, index, dayOf(now))),
  ];
  if (faults.length > 0) throw refused(faults);
  const definitions = Object.fromEntries(metrics.map((metric) => [metric, metricOf(metric)?.version ?? 1]));
  const id = chosen ?? push.newId(now);
  const fact: DeclarationReceived = {
    type: "declaration.received",
    id,
    at: new Date(now).toISOString(),
    startup,
    source,
    ...(asAt !== undefined && { asAt }),
    definitions,
    ...(scope !== undefined && { scope }),
    figures,
  };
  const [place] = await push.log.append(TOPICS.facts, [{ key: startup, value: Buffer.from(JSON.stringify(fact)) }]);
  failpoint("push.appended");
  if (!place) throw new TypeError("the log took a fact and told no place");
  push.signal("declaration received", { startup, source, event: id, rows: figures.length, offset: place.offset });
  return { ...place, id };
}

/** Days that the warehouse cannot hold would stop every reader of the log. */
function spanFaults(periods: readonly { readonly first: string; readonly last: string }[]): string[] {
  return periods.flatMap(({ first, last }, at) =>
    isSpan(first, last)
      ? []
      : [`/scope/periods/${at}: found ${first} to ${last}, expected two days from ${FIRST_DAY} to ${LAST_DAY}`],
  );
}

function momentFaults(asAt: string | undefined, now: number): string[] {
  if (asAt === undefined) return [];
  if (asAt < FIRST_DAY) return [`/asAt: found ${asAt}, expected a moment from ${FIRST_DAY} on`];
  if (Date.parse(asAt) <= now + AHEAD_MS) return [];
  return [`/asAt: found ${asAt}, expected a moment at most 5 minutes ahead of ${new Date(now).toISOString()}`];
}

/** The source must be a declared push, and the directory must say whose word counts where sources overlap. */
function sourceFaults(
  { sources, order, parts, metrics: own = [] }: Declaration,
  name: string,
  metrics: readonly string[],
): string[] {
  const pushes = sources.filter(({ kind }) => kind === PUSH).map(({ source }) => source);
  if (!pushes.includes(name)) return [`/source: found "${name}", expected one of ${pushes.join(", ") || "no push"}`];
  return metrics.flatMap((metric) => {
    const definition = metricOf(metric);
    if (isOwn(metric) && !own.some(({ key }) => key === metric))
      return [`metric "${metric}" is not defined in the startup's directory file`];
    if (!definition) return [`metric "${metric}" is not in the catalogue${nearest(metric)}`];
    if (definition.kind === "ratio") {
      return [
        `metric "${metric}" is a ratio: send ${definition.ratio?.numerator} and ${definition.ratio?.denominator}`,
      ];
    }
    const others = sources.filter((source) => source.source !== name && metricsOf(source).includes(metric));
    if (others.length === 0 || (order[metric] ?? parts[metric])?.includes(name)) return [];
    return [`metric "${metric}" is stated by ${others[0]?.source} too: add "${name}" to its order in the directory`];
  });
}

function periodFault(metric: string, hasPeriod: boolean, index: number): string[] {
  const definition = metricOf(metric);
  if (!definition || definition.kind === "ratio" || isState(definition.kind) !== hasPeriod) return [];
  const expected = hasPeriod ? "no period" : "a period";
  return [`/figures/${index}/period: expected ${expected}, for ${metric} is a ${definition.kind}`];
}

function impossibleFaults(figure: z.infer<typeof PushedFigure>, index: number, today: string): string[] {
  return impossible(figure, today).map((fault) => {
    const { field, detail, hint } = { ...fault, ...verdictOf({ ...fault, row: null, pointer: "" }, "en") };
    return `/figures/${index}/${field}: ${detail}; ${hint}`;
  });
}

function refused(faults: readonly string[]): ReleveError {
  const more = faults.length > FAULTS_TOLD ? [`… and ${faults.length - FAULTS_TOLD} more`] : [];
  return new ReleveError(
    "RELEVE_USAGE",
    `this push was not recorded:\n  ${[...faults.slice(0, FAULTS_TOLD), ...more].join("\n  ")}`,
    "correct the request and send it again; docs/metrics.md lists the metrics",
  );
}
