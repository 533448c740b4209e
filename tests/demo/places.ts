// The pages of territories beside the services' own, and beside each other.
import type { TerritoryRow } from "../../dashboards/figure.ts";
import type { OverviewModel } from "../../dashboards/shapes/overview.ts";
import type { Panel } from "../../dashboards/shapes/panel.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import type { FigureHere, RowInside, TerritoriesModel, TerritoryModel } from "../../dashboards/shapes/territory.ts";
import type { Agreement } from "./agreement.ts";
import { added, lastSunday } from "./cells.ts";
import { FRENCH, peopleOf } from "./official.ts";
import { keyOf } from "./panels.ts";
import type { Site } from "./site.ts";

type Services = ReadonlyMap<string, StartupModel>;
const sumOf = (rows: readonly RowInside[], count: (row: RowInside) => string | null | undefined) =>
  added(rows.map((row) => count(row) ?? null));

export async function territoriesAgree(
  site: Site,
  day: string,
  services: Services,
  {
    overview,
    agreement,
    departements,
  }: { overview: OverviewModel; agreement: Agreement; departements: readonly string[] },
): Promise<void> {
  const all = await site.json<TerritoriesModel>(`/api/v1/territoires?day=${day}`);
  const { coverage } = overview;
  const { communes, population, weekly } = all.coverage;
  agreement.same("France's coverage is the overview's", day, coverage?.share.part, communes.part);
  agreement.same("France's coverage is the overview's", day, coverage?.population?.part, population?.part);
  agreement.same("France's coverage is the overview's", day, added([communes.part, all.apart.part]), coverage?.value);
  const { last: sunday, value: then } = weekly.at(-1) ?? {};
  const there = await site.json<TerritoriesModel>(`/api/v1/territoires?day=${lastSunday(day)}`);
  agreement.same("France's weeks end on the last Sunday", day, sunday, lastSunday(day));
  agreement.same("France's last week is its Sunday's coverage", day, there.coverage.communes.part, then);
  agreement.same("France is the official list", day, communes.whole, FRENCH.length);
  agreement.same("France is the official list", day, population?.whole, peopleOf(FRENCH));
  for (const level of ["departements", "regions"] as const) {
    const rows = all[level];
    agreement.same(
      `${level} make France`,
      day,
      communes.part,
      sumOf(rows, (row) => row.communes.part),
    );
    agreement.same(
      `${level} make France`,
      day,
      communes.whole,
      sumOf(rows, (row) => row.communes.whole),
    );
    agreement.same(
      `${level} make France`,
      day,
      population?.part,
      sumOf(rows, (row) => row.people?.part),
    );
    agreement.same(
      `${level} make France`,
      day,
      population?.whole,
      sumOf(rows, (row) => row.people?.whole),
    );
  }
  for (const { code, value, of } of coverage?.departements ?? []) {
    const row = all.departements.find((one) => one.code === code);
    agreement.same("a département's row is the overview's", `${code} on ${day}`, value, row?.communes.part);
    agreement.same("a département's row is the overview's", `${code} on ${day}`, of, row?.communes.whole);
  }
  for (const { id, communes: own } of all.services) {
    const figure = services.get(id)?.panels.find((panel) => keyOf(panel) === "communes_couvertes")?.figure;
    agreement.same("a territory's services are their pages'", `${id} on ${day}`, figure?.value, own);
  }
  const france = await site.json<TerritoryModel>(`/api/v1/territoires/france?day=${day}`);
  agreement.same("France's page is its row", day, JSON.stringify(all.coverage), JSON.stringify(france.coverage));
  servicesHereAgree(france, services, agreement);
  for (const code of departements) {
    const here = await site.json<TerritoryModel>(`/api/v1/territoires/departement/${code}?day=${day}&lignes=toutes`);
    const row = all.departements.find((one) => one.code === code);
    const where = `${code} on ${day}`;
    agreement.same("a département's page is its row", where, row?.communes.part, here.coverage.communes.part);
    agreement.same("a département's page is its row", where, row?.people?.part, here.coverage.population?.part);
    for (const { level, rows, outside } of here.inside) {
      const inside = outside ? [...rows, outside] : rows;
      agreement.same(
        `${level}s make a département`,
        where,
        row?.communes.part,
        sumOf(inside, (one) => one.communes.part),
      );
      agreement.same(
        `${level}s make a département`,
        where,
        row?.communes.whole,
        sumOf(inside, (one) => one.communes.whole),
      );
      agreement.same(
        `${level}s make a département`,
        where,
        row?.people?.part,
        sumOf(inside, (one) => one.people?.part),
      );
    }
    servicesHereAgree(here, services, agreement);
  }
}

/** Each service's figures here are the rows of its own page for this territory, or its national figure. */
function servicesHereAgree(model: TerritoryModel, services: Services, agreement: Agreement): void {
  const { territory, head } = model;
  for (const { service, communes, figures } of model.services.used) {
    const panels = services.get(service.id)?.panels ?? [];
    const panelOf = (key: string) => panels.find((panel) => keyOf(panel) === key);
    const where = (key: string) => `${service.id} ${key} in ${territory.code} on ${head.day}`;
    if (communes) {
      const panel = panelOf(COMMUNES);
      const own = territory.level === "france" ? panel?.figure.share?.part : rowIn(panel, territory)?.value;
      const { population } = (territory.level === "france" ? panel?.figure : rowIn(panel, territory)) ?? {};
      const { communes: covered, population: people } = communes;
      agreement.same("a service's communes here are its page's", where(COMMUNES), own, covered.part);
      agreement.same("a service's people here are its page's", where(COMMUNES), population?.part, people?.part);
    }
    for (const figure of figures) figureHereAgrees(figure, panelOf(figure.metric.key), { territory, agreement, where });
  }
}

const COMMUNES = "communes_couvertes";
type Place = TerritoryModel["territory"];

/** The row of a panel's table for a territory. */
function rowIn(panel: Panel | undefined, { level, code }: Place): TerritoryRow | undefined {
  const table = panel?.kind === "flow" ? panel.by?.table : panel?.figure.table;
  return table?.by === "territory" ? table.rows.find((row) => row.level === level && row.code === code) : undefined;
}

function figureHereAgrees(
  { metric, value, level, first, last }: FigureHere,
  panel: Panel | undefined,
  { territory, agreement, where }: { territory: Place; agreement: Agreement; where: (key: string) => string },
): void {
  const row = level === territory.level ? rowIn(panel, territory) : undefined;
  const isOfPage = panel?.kind !== "flow" || (panel.by?.first === first && panel.by?.last === last);
  if (row && isOfPage) agreement.same("a service's figure here is its page's row", where(metric.key), row.value, value);
  if (territory.level === "france" && panel && panel.kind !== "flow")
    agreement.same("a service's figure in France is its page's", where(metric.key), panel.figure.value, value);
}
