// One moment of the network as a report sees it: all startups with their panels on a Sunday, and their sources' states, as
// known at an instant.
import { dayOf, endOfDay } from "../../schemas/period.ts";
import { TOPICS } from "../../schemas/ports.ts";
import type { Registry } from "../../schemas/registry-state.ts";
import { panelsOf } from "../models/panels.ts";
import { type ModelsOptions, type Setting, settingOf } from "../models/setting.ts";
import { type Startup, startupsOf } from "../models/subject.ts";
import { type Frame, openFrame, VISIBLE, visible } from "../queries/frame.ts";
import { LineStore } from "../queries/line-store.ts";
import { loadRegistry } from "../queries/registry.ts";
import { firstDay } from "../queries/statements.ts";
import type { Panel } from "../shapes/panel.ts";

export interface Followed {
  /** On the Sunday: its figures. */
  readonly startup: Startup;
  /** At the instant itself: the state of its sources, as the pages of that day judge them. */
  readonly judged: Startup;
  /** Every one of its metrics, the main one first. */
  readonly panels: readonly Panel[];
}
export interface Moment {
  /** Of the Sunday. */
  readonly setting: Setting;
  /** Of the instant. */
  readonly judging: Setting;
  readonly registry: Registry;
  /** By id. */
  readonly followed: ReadonlyMap<string, Followed>;
}
export type ReportOptions = Omit<ModelsOptions, "clock">;

/**
 * What was known at an instant of a day; `undefined` when nothing was: no figure, and no registry.
 * Its lines are read anew and kept no longer than the report is made.
 */
export async function momentOf(options: ReportOptions, day: string, known: number): Promise<Moment | undefined> {
  const { warehouse } = options;
  const registry = await loadRegistry(warehouse, await openFrame(warehouse, known, TOPICS.registry));
  const frame = await frameAt(options, known);
  const first = await firstDay(warehouse, frame);
  const figures = first !== undefined && first <= day;
  if (!figures && registry.startups.size === 0) return undefined;
  const clock = () => (figures ? known : endOfDay(day) - 1);
  const asked = figures ? frame : { ...frame, ends: frame.ends.map(() => 0), recordedMax: 0 };
  const store = new LineStore(warehouse, Infinity);
  const on = (one: string) => settingOf({ ...options, clock }, { frame: asked, store, known: registry, asked: one });
  const setting = await on(day);
  const judging = figures ? await on(dayOf(known)) : setting;
  const ids = [...setting.declarations.keys()];
  const [startups, then] = [await startupsOf(setting, ids), await startupsOf(judging, ids)];
  const followed = startups.map((startup, at) => {
    const id = startup.declaration.startup;
    return [id, { startup, judged: then[at] ?? startup, panels: panelsOf(startup, {}) }] as const;
  });
  return { setting, judging, registry, followed: new Map(followed) };
}

/** A frame whose last recorded fact is the last that was known then. Source: table `raw_events`. */
async function frameAt({ warehouse }: ReportOptions, known: number): Promise<Frame> {
  const frame = await openFrame(warehouse, known);
  const [row] = await warehouse.rows<[string]>(
    `SELECT toString(toUnixTimestamp64Milli(max(recorded_at))) FROM raw_events WHERE ${VISIBLE}`,
    visible(frame),
  );
  return { ...frame, recordedMax: Math.max(0, Number(row?.[0] ?? 0)) };
}
