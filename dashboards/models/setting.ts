// What all models of a request share: the rows they may see, the day they speak of, and the startups there are.

import { dayOf, endOfDay } from "../../schemas/period.ts";
import type { CanQuery } from "../../schemas/ports.ts";
import type { Registry } from "../../schemas/registry-state.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import type { Signal } from "../../schemas/signals.ts";
import type { Declaration, Source } from "../../schemas/source.ts";
import type { Territories } from "../../schemas/territory.ts";
import { type Choice, UNCHOSEN } from "../choice.ts";
import { declarationsInForce, lastFactsOf } from "../queries/declarations.ts";
import { type Frame, NOW } from "../queries/frame.ts";
import type { LineStore } from "../queries/line-store.ts";
import { aliasesOf, type RegistryStartup, startupsOn } from "../queries/registry-lists.ts";
import { firstDay } from "../queries/statements.ts";
import type { Head } from "../shapes/head.ts";
import { type Catalogue, catalogueOf } from "./catalogue.ts";

export interface ModelsOptions {
  readonly warehouse: CanQuery;
  readonly territories: Territories;
  /** Milliseconds since 1970: how old a source's last answer is. In a demo, the last fact's time is now. */
  readonly clock: () => number;
  /** The data is simulated: pages say so. */
  readonly demo: boolean;
  /** Host of a source's address; default: of `settings.url`. `undefined`: it has none. */
  readonly endpointHost?: (source: Source) => string | undefined;
  /** Version of the reader of an endpoint kind; `undefined`: there is none, as for a push. */
  readonly readerVersion?: (kind: string) => number | undefined;
  /** Whether the index of places is made when the models are opened, so that no first search waits for it. Default: no. */
  readonly searchAhead?: boolean;
  /** E-mail or web address of the people who run this Relevé; empty or left out: not set. */
  readonly contact?: string;
  /**
   * Milliseconds since 1970: nothing more can be recorded at or before it, and the tables have all that was. It never
   * goes back. Left out: it cannot be told, and no reply is for ever.
   */
  readonly settledUntil?: () => Promise<number>;
  /** Where faults of what is read are told. Left out: nowhere. */
  readonly signal?: Signal;
}
export interface Setting extends Omit<ModelsOptions, "clock"> {
  readonly frame: Frame;
  readonly store: LineStore;
  /** The metrics as they were defined then. */
  readonly catalogue: Catalogue;
  readonly head: Head;
  /** The list that places are counted by: the present one, or the one of the choice. */
  readonly territories: Territories;
  /** The day that the figures speak of, and the instant at which it ends. */
  readonly day: string;
  readonly end: number;
  /** The span that figures are shown over, and what it is compared with. */
  readonly choice: Choice;
  /** Milliseconds since 1970: when freshness is judged. */
  readonly now: number;
  /** In force, by startup. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Offset of the last fact, by startup. */
  readonly lastFacts: ReadonlyMap<string, number>;
  readonly registry: {
    readonly known: Registry;
    /** Every startup that it ever had, as on the day, by id. */
    readonly startups: ReadonlyMap<string, RegistryStartup>;
    /** Former id → id. */
    readonly aliases: ReadonlyMap<string, string>;
  };
}

/** The last day that can be asked for: that of the last fact known then, or today when there is none. */
export function lastDay({ recordedMax }: Frame, clock: () => number): string {
  return dayOf(recordedMax === 0 ? clock() : recordedMax);
}

/** @throws {ReleveError} RELEVE_UNKNOWN_DAY when a day is asked for of which nothing can be known. */
export async function settingOf(
  options: ModelsOptions,
  {
    frame,
    store,
    known,
    asked,
    choice = UNCHOSEN,
  }: {
    readonly frame: Frame;
    readonly store: LineStore;
    readonly known: Registry;
    readonly asked: string | undefined;
    readonly choice?: Choice;
  },
): Promise<Setting> {
  const { warehouse, demo, signal } = options;
  const territories = choice.vintage ? options.territories.of(choice.vintage) : options.territories;
  const isNow = frame.asOf === NOW;
  // Seen from an earlier instant, that instant is now.
  const clock = () => Math.min(options.clock(), frame.asOf);
  const [declarations, lastFacts, first] = await Promise.all([
    declarationsInForce(warehouse, frame),
    lastFactsOf(warehouse, frame),
    firstDay(warehouse, frame),
  ]);
  const last = lastDay(frame, clock);
  const earliest = first !== undefined && first < last ? first : last;
  if (asked !== undefined) checkDay(asked, earliest, last, clock);
  const day = asked ?? last;
  const latest = demo ? frame.recordedMax : Math.max(clock(), frame.recordedMax);
  const recorded = frame.recordedMax === 0 ? null : new Date(frame.recordedMax).toISOString();
  return {
    ...options,
    territories,
    frame,
    store,
    catalogue: catalogueOf(known, { isNow, signal }),
    head: {
      ...{ demo, day, first: earliest, last, known: recorded },
      vintage: (isNow ? undefined : known.reference.lists.at(-1)?.vintage) ?? territories.vintage,
      countedWith: territories.vintage,
    },
    day,
    end: endOfDay(day),
    choice,
    now: day === last ? latest : Math.min(endOfDay(day), Math.max(latest, frame.recordedMax)),
    declarations,
    lastFacts,
    registry: {
      known,
      startups: new Map(startupsOn(known, { day }).map((one) => [one.id, one])),
      aliases: aliasesOf(known),
    },
  };
}

/** The same rows, speaking of an earlier day; freshness is judged at its end. */
export function settingOn(setting: Setting, day: string): Setting {
  const { known, aliases } = setting.registry;
  const startups = new Map(startupsOn(known, { day }).map((one) => [one.id, one]));
  const end = endOfDay(day);
  return { ...setting, day, end, now: end, registry: { known, startups, aliases } };
}

function checkDay(asked: string, first: string, last: string, clock: () => number): void {
  const today = dayOf(clock());
  if (asked >= first && asked <= (today > last ? today : last)) return;
  throw new RequestRefused("RELEVE_UNKNOWN_DAY", {
    en: [`nothing is known about ${asked}`, `ask for a day from ${first} to ${last}`],
    fr: [`rien n’est connu du ${asked}`, `demandez un jour du ${first} au ${last}`],
  });
}
