// Every service of a site on one day: its page, its API, its CSV and its cells.
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import type { Agreement } from "./agreement.ts";
import { lastSunday } from "./cells.ts";
import { cardAgrees, csvAgrees, placesOf, tablesAgree } from "./pages.ts";
import { cellsAgree, keyOf, panelAgrees } from "./panels.ts";
import { ratioAgrees, sumsAgree } from "./ratios.ts";
import { cardsOf } from "./shown.ts";
import type { CsvRow, Site } from "./site.ts";

/** @returns the models that were compared, by startup: those of other pages are held against them */
export async function servicesAgree(site: Site, day: string, agreement: Agreement): Promise<Map<string, StartupModel>> {
  const models = new Map<string, StartupModel>();
  for (const id of await site.startups(day)) {
    const model = await site.startup(id, day);
    models.set(id, model);
    if (model.panels.length > 0) await serviceAgrees(site, model, agreement);
  }
  return models;
}

async function serviceAgrees(site: Site, model: StartupModel, agreement: Agreement): Promise<void> {
  const { startup, head, panels } = model;
  const { id } = startup;
  const { day, first } = head;
  const page = await site.text(`/startups/${id}?day=${day}`);
  const cards = cardsOf(page);
  agreement.same("a page has the model's cards", id, panels.map(keyOf).join(), [...cards.keys()].join());
  const sunday = lastSunday(day) < first ? undefined : await site.startup(id, lastSunday(day));
  for (const panel of panels) {
    const key = keyOf(panel);
    const where = `${id} ${key} on ${day}`;
    const cells = panel.kind === "ratio" ? [] : await site.cells(id, key, day);
    panelAgrees(panel, {
      ...{ agreement, where, day, cells },
      before: await before(site, id, panel, first),
      sunday: sunday?.panels.find((one) => keyOf(one) === key),
      known: await known(site, id, panel, day),
    });
    cellsAgree(key, { agreement, where, cells });
    const asked = { agreement, site, startup: id, day };
    if (panel.kind === "ratio") await ratioAgrees(panel, asked);
    await sumsAgree(panel, asked);
    await grainsAgree(site, id, panel, day, agreement);
    cardAgrees(panel, cards.get(key), agreement, where);
    tablesAgree(panel, page, agreement, where);
    csvAgrees(panel, await csvOf(site, id, panel, day), agreement, where);
  }
}

/** The same panel on the day that a change is counted from; of sums of weeks, which are their own, none. */
async function before(site: Site, id: string, { figure }: Panel, first: string): Promise<Panel | undefined> {
  const { change } = figure;
  const since = change?.kind === "difference" ? change.since : change?.compared && change.against?.last;
  if (since === undefined || since < first) return undefined;
  return (await site.startup(id, since)).panels.find((one) => keyOf(one) === figure.metric.key);
}

/** The same panel without a comparison; of a change that is of figures as known now, none is needed. */
async function known(site: Site, id: string, { figure }: Panel, day: string): Promise<Panel | undefined> {
  if (figure.change?.kind !== "flow" || !figure.change.compared) return undefined;
  const { panels } = await site.json<StartupModel>(`/api/v1/startups/${id}?day=${day}&comparaison=aucune`);
  return panels.find((one) => keyOf(one) === figure.metric.key);
}

/** One running total, whichever grain the page is asked in, where the grains end on one day. */
async function grainsAgree(site: Site, id: string, panel: Panel, day: string, agreement: Agreement): Promise<void> {
  if (panel.kind !== "flow") return;
  for (const grain of panel.grains.filter((one) => one !== panel.grain)) {
    const model = await site.json<StartupModel>(`/api/v1/startups/${id}?day=${day}&grain=${grain}`);
    const other = model.panels.find((one) => keyOf(one) === keyOf(panel));
    const cells = await site.cells(id, keyOf(panel), day);
    if (other)
      panelAgrees(other, {
        agreement,
        where: `${id} ${keyOf(panel)} by ${grain} on ${day}`,
        day,
        cells,
        before: undefined,
        sunday: undefined,
        known: undefined,
      });
    agreement.same(
      "a page shows the grain that was asked for",
      `${id} ${keyOf(panel)}`,
      grain,
      other?.kind === "flow" ? other.grain : null,
    );
  }
}

async function csvOf(site: Site, id: string, panel: Panel, day: string): Promise<Map<string, CsvRow[]>> {
  const own = `m-${keyOf(panel)}`;
  const by = placesOf(panel) ? [`${own}-by`] : [];
  const found = new Map<string, CsvRow[]>();
  for (const one of [own, ...by]) found.set(one, (await site.csv(`/startups/${id}.csv?panel=${one}&day=${day}`)) ?? []);
  return found;
}
