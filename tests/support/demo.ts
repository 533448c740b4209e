// The demo as a stranger starts it: what its pages say when it serves them, then Ctrl-C.
import type { OverviewModel, StartupsModel } from "../../dashboards/shapes/overview.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import { type Lasting, lasting } from "./program.ts";

export interface Demo {
  readonly overview: OverviewModel;
  readonly adresses: StartupModel;
  readonly rdv: StartupModel;
  /** The HTML page of RDV-Solidarités. */
  readonly page: string;
  /** Codes of Mes Adresses' communes. */
  readonly communes: readonly string[];
  /** The list of services: how many there are, and what its second page gives as CSV. */
  readonly listed: { readonly count: number; readonly csv: string };
  /** From the start to its address. */
  readonly startedMs: number;
  /** Of Ctrl-C. */
  readonly exit: number | null;
}
const running = new Set<Lasting>();

/** Lives the demo through and reads its pages, then ends it; at most four minutes. */
export async function lived(...args: string[]): Promise<Demo> {
  const { read, end } = await living(...args);
  return { ...(await read()), exit: await end() };
}

/** The demo that goes on serving its pages until it is ended. */
export interface Living {
  /** Without a final slash. */
  readonly url: string;
  read(): Promise<Omit<Demo, "exit">>;
  /** By Ctrl-C. @returns the exit code */
  end(): Promise<number | null>;
}
/** Lives the demo through; at most four minutes. */
export async function living(...args: string[]): Promise<Living> {
  const began = performance.now();
  const demo = lasting(["demo", "--port", "0", ...args]);
  running.add(demo);
  const url = await demo.line(/^http:\/\/\S+$/, 240_000);
  const startedMs = Math.round(performance.now() - began);
  return { url, read: async () => readDemo(url, startedMs), end: () => demo.end("SIGINT") };
}

async function readDemo(url: string, startedMs: number): Promise<Omit<Demo, "exit">> {
  const json = async (path: string) => (await fetch(`${url}${path}`)).json();
  const cells = await json("/api/v1/figures?startup=mes-adresses&metric=communes_couvertes&limit=50000");
  const { list } = (await json("/api/v1/startups")) as StartupsModel;
  return {
    listed: { count: list.count, csv: await (await fetch(`${url}/startups.csv?page=2`)).text() },
    overview: (await json("/api/v1/overview")) as OverviewModel,
    adresses: (await json("/api/v1/startups/mes-adresses")) as StartupModel,
    rdv: (await json("/api/v1/startups/rdv-solidarites")) as StartupModel,
    page: await (await fetch(`${url}/startups/rdv-solidarites`)).text(),
    communes: (cells as { rows: { code: string }[] }).rows.map(({ code }) => code),
    startedMs,
  };
}
/** Ends what a failed test left running. */
export async function endDemos(): Promise<void> {
  for (const demo of running) await demo.end("SIGKILL");
}

type PanelOf<Kind extends Panel["kind"]> = Extract<Panel, { kind: Kind }>;
export function panelOf<Kind extends Panel["kind"]>({ panels }: StartupModel, kind: Kind, metric: string) {
  const found = panels.find((panel) => panel.kind === kind && panel.figure.metric.key === metric);
  if (!found) throw new Error(`no ${kind} of ${metric}; there are ${panels.map((one) => one.figure.metric.key)}`);
  return found as PanelOf<Kind>;
}
/** The state of a startup that has a source; `undefined`: there is none such. */
export const stateOf = ({ overview }: Demo, id: string) =>
  overview.services.find((service) => service.id === id)?.freshness.state;
/** Mes Adresses' communes and their inhabitants. */
export function coverage({ adresses }: Demo): { communes: number; people: number; all: number } {
  const { figure } = panelOf(adresses, "membership", "communes_couvertes");
  const { part = "", whole = "" } = figure.population ?? {};
  return { communes: Number(figure.value), people: Number(part), all: Number(whole) };
}
/** The quoted total of RDV-Solidarités, and its shares of missed appointments. */
export function appointments({ rdv }: Demo) {
  const [milestone] = panelOf(rdv, "flow", "rdv_pris").milestones;
  const { now, before } = panelOf(rdv, "ratio", "part_rdv_manques");
  return { milestone, now: Number(now.value), before: Number(before?.value) };
}
