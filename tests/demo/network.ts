// The pages about the network beside the services' own: overview, list, incubators, metrics.
import type { Figure } from "../../dashboards/figure.ts";
import type { MetricModel, MetricsModel } from "../../dashboards/shapes/metric.ts";
import type { OverviewModel } from "../../dashboards/shapes/overview.ts";
import type { IncubatorsModel, PortfolioModel } from "../../dashboards/shapes/portfolio.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";
import type { Agreement } from "./agreement.ts";
import { added, lastSunday } from "./cells.ts";
import { communesOf, FRENCH, peopleOf } from "./official.ts";
import { sameShown } from "./pages.ts";
import { keyOf } from "./panels.ts";
import { mainFigures, numberIn, section, tablesOf, textOf } from "./shown.ts";
import type { Site } from "./site.ts";

type Services = ReadonlyMap<string, StartupModel>;
const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
const bytes = (figure: Figure | undefined) => JSON.stringify(figure);

export async function overviewAgrees(site: Site, day: string, services: Services, agreement: Agreement) {
  const overview = await site.json<OverviewModel>(`/api/v1/overview?day=${day}`);
  const page = await site.text(`/?day=${day}`);
  const { network, chain, coverage, featured } = overview;
  for (const { id, figures, freshness } of overview.services) {
    const model = services.get(id);
    agreement.same("the overview has a service's state", `${id} on ${day}`, model?.freshness.state, freshness.state);
    const own = model?.panels.map(({ figure }) => figure).slice(0, figures.length) ?? [];
    agreement.same("the overview has a page's first figures", `${id} on ${day}`, bytes(own[0]), bytes(figures[0]));
    figures.forEach((figure, at) => {
      const where = `${id} ${figure.metric.key} on ${day}`;
      agreement.same("the overview has a page's first figures", where, bytes(own[at]), bytes(figure));
    });
  }
  for (const id of featured) shownOnOverview(overview, page, id, agreement);
  const links = [chain.followed, chain.active, chain.withStatsPage, chain.connected, chain.onTime].join();
  const rows = (await site.csv(`/index.csv?panel=chain&day=${day}`)) ?? [];
  agreement.same("the chain is one everywhere", `CSV on ${day}`, links, rows.map((row) => row.services).join());
  const shown = tablesOf(section(page, "chain") ?? "")[0]?.map((row) => numberIn(row[1] ?? ""));
  agreement.same("the chain is one everywhere", `page on ${day}`, links, (shown ?? []).join());
  if (network) {
    agreement.same("the chain counts the network's active services", day, network.active, chain.active);
    agreement.same("the chain counts the network's active services", day, network.publishing, chain.onTime);
    agreement.same(
      "phases make the active services",
      day,
      network.active,
      sum(network.phases.map(({ count }) => count)),
    );
    const lives = [...services.values()].filter(({ life }) => life?.active);
    agreement.same("the active services are those whose pages say so", day, network.active, lives.length);
  }
  if (coverage) await coverageAgrees(site, day, services, { coverage, agreement });
  return overview;
}

function shownOnOverview({ services }: OverviewModel, page: string, id: string, agreement: Agreement): void {
  const panel = section(page, `service-${id}`) ?? "";
  const texts = [...panel.matchAll(/<strong class="value">(.*?)<\/strong>/g)].map(([, text = ""]) => textOf(text));
  for (const { metric, value } of services.find((one) => one.id === id)?.figures ?? []) {
    const found = texts.some((text) => sameShown(metric, numberIn(text), value) === value);
    agreement.same(
      "the overview's page shows a featured figure",
      `${id} ${metric.key}`,
      "shown",
      found ? "shown" : texts.join(),
    );
  }
}

/** The tables of services as shown, on every page of the list and on the overview's first. */
export async function listsAgree(
  site: Site,
  day: string,
  overview: OverviewModel,
  agreement: Agreement,
): Promise<void> {
  const pages = ["/?", ...Array.from({ length: overview.list.pages }, (_, at) => `/startups?tri=nom&page=${at + 1}&`)];
  for (const path of pages) {
    const shown = mainFigures(await site.text(`${path}day=${day}`), /<td [^>]*><b>(.*?)<\/b>/);
    for (const [id, said] of shown) {
      const [main] = overview.services.find((one) => one.id === id)?.figures ?? [];
      if (!main) continue;
      const value = sameShown(main.metric, said, main.value);
      agreement.same("a list shows a service's main figure", `${id} on ${path}${day}`, main.value, value);
    }
  }
}

async function coverageAgrees(
  site: Site,
  day: string,
  services: Services,
  { coverage, agreement }: { coverage: NonNullable<OverviewModel["coverage"]>; agreement: Agreement },
): Promise<void> {
  const codes: string[] = [];
  for (const { id, value } of coverage.services) {
    const figure = services.get(id)?.panels.find((panel) => keyOf(panel) === "communes_couvertes")?.figure;
    agreement.same("the coverage's services are their pages'", `${id} on ${day}`, figure?.value, value);
    const cells = await site.cells(id, "communes_couvertes", day);
    for (const { level, code, value: one } of cells) if (level === "commune" && one !== null) codes.push(code);
  }
  const communes = communesOf(codes);
  const french = communes.filter((one) => one.french);
  const { share, population, departements, weekly, value } = coverage;
  agreement.same("the coverage is the union of all cells", day, value, communes.length);
  agreement.same("the coverage is the union of all cells", day, share.part, french.length);
  agreement.same("the coverage is the union of all cells", day, share.whole, FRENCH.length);
  agreement.same("the coverage is the union of all cells", day, population?.part, peopleOf(french));
  agreement.same("the coverage is the union of all cells", day, population?.whole, peopleOf(FRENCH));
  const { last: sunday, value: then } = weekly.at(-1) ?? {};
  const there = await site.json<OverviewModel>(`/api/v1/overview?day=${lastSunday(day)}`);
  agreement.same("the coverage's weeks end on the last Sunday", day, sunday, lastSunday(day));
  agreement.same("the last week of the coverage is its Sunday's coverage", day, there.coverage?.value, then);
  agreement.same("départements make the coverage", day, share.part, added(departements.map((row) => row.value)));
  agreement.same("départements make the coverage", day, share.whole, added(departements.map((row) => row.of)));
  const people = (name: "part" | "whole") => added(departements.map((row) => row.population?.[name] ?? null));
  agreement.same("départements make the population", day, population?.part, people("part"));
  agreement.same("départements make the population", day, population?.whole, people("whole"));
  const [union] = await site.sums(`metric=communes_couvertes&sum=services&day=${day}`);
  agreement.same("the API's union is the coverage", day, value, union?.value);
  agreement.same("the API's union is the coverage", day, population?.part, union?.population?.part);
}

export async function incubatorsAgree(
  site: Site,
  day: string,
  overview: OverviewModel,
  agreement: Agreement,
): Promise<void> {
  const { network, incubators } = await site.json<IncubatorsModel>(`/api/v1/incubateurs?day=${day}`);
  const same = (rule: string, ...said: (number | undefined)[]) => agreement.same(rule, day, ...said);
  const of = (name: "active" | "onTime") => sum(incubators.map((one) => one[name]));
  same("incubators make the active services", overview.network?.active, network.active, of("active"));
  same("incubators make those on time", overview.network?.publishing, network.onTime, of("onTime"));
  overview.network?.phases.forEach(({ phase, count }) => {
    const own = incubators.flatMap(({ phases }) => phases.filter((one) => one.phase === phase));
    same("incubators make the phases", count, sum(own.map((one) => one.count)));
  });
  const portfolios: PortfolioModel[] = [];
  for (const line of incubators) {
    const portfolio = await site.json<PortfolioModel>(`/api/v1/incubateurs/${line.id}?day=${day}`);
    portfolios.push(portfolio);
    const { figures, groups, silent } = portfolio;
    const where = `${line.id} on ${day}`;
    agreement.same("an incubator's page is its line", where, figures.active, line.active);
    agreement.same("an incubator's page is its line", where, figures.onTime, line.onTime);
    agreement.same("an incubator's page is its line", where, silent.length, line.silent.length);
    agreement.same(
      "an incubator's services are its count",
      where,
      figures.active,
      sum(groups.map(({ rows }) => rows.length)),
    );
    for (const { service } of groups.flatMap(({ rows }) => rows)) {
      const own = overview.services.find(({ id }) => id === service.id);
      if (own)
        agreement.same(
          "an incubator's service is the overview's",
          `${where} ${service.id}`,
          JSON.stringify(own),
          JSON.stringify(service),
        );
    }
  }
  const total = (count: (one: PortfolioModel["figures"]) => number) =>
    sum(portfolios.map(({ figures }) => count(figures)));
  same(
    "incubators make the connected services",
    overview.chain.connected,
    total(({ connected }) => connected),
  );
  same(
    "incubators make the declared impacts",
    overview.network?.impact.declared,
    total(({ impact }) => impact.declared),
  );
}

/** Every metric that a service publishes, side by side, beside the services' pages. */
export async function metricsAgree(site: Site, day: string, services: Services, agreement: Agreement): Promise<void> {
  const { themes } = await site.json<MetricsModel>(`/api/v1/indicateurs?day=${day}`);
  for (const { metric, services: stating } of themes.flatMap(({ metrics }) => metrics)) {
    if (stating.length === 0) continue;
    const model = await site.json<MetricModel>(`/api/v1/indicateurs/${metric.key.replaceAll("_", "-")}?day=${day}`);
    for (const { service, figure } of model.services) {
      const own = services.get(service.id)?.panels.find((panel) => keyOf(panel) === metric.key)?.figure;
      const where = `${service.id} ${metric.key} on ${day}`;
      const { metric: _metric, table: _table, ...rest } = own ?? ({} as Partial<Figure>);
      agreement.same("a metric's page has a service's figure", where, JSON.stringify(rest), JSON.stringify(figure));
    }
    const pages = [...services.values()].filter(({ panels }) => panels.some((panel) => keyOf(panel) === metric.key));
    agreement.same(
      "a metric's page has every service that shows it",
      `${metric.key} on ${day}`,
      pages.length,
      model.services.length,
    );
    await networkAgrees(site, model, day, agreement);
  }
}

/** Over all services, where that may be said: the API's own sum. */
async function networkAgrees(
  site: Site,
  { network, entry, services }: MetricModel,
  day: string,
  agreement: Agreement,
): Promise<void> {
  if (!network) return;
  const { key } = entry.metric;
  const where = `${key} on ${day}`;
  const address = (on: string) => `/api/v1/indicateurs/${key.replaceAll("_", "-")}?day=${on}`;
  const { last = day, value } = network.points.at(-1) ?? {};
  // a state's points are of Sundays: the figure of the last one
  const isThen = network.grain === "state" && last !== day;
  const then = isThen ? await site.json<MetricModel>(address(last)) : undefined;
  if (isThen) agreement.same("a metric's weeks end on the last Sunday", where, last, lastSunday(day));
  agreement.same(
    "a metric's last point is its figure of the network",
    where,
    then ? then.network?.value : network.value,
    value,
  );
  const grain = network.grain === "state" ? "" : `&grain=${network.grain}`;
  const sums = await site.sums(`metric=${key}&sum=services&day=${day}${grain}`);
  agreement.same("the API's sum of services is the metric's page", where, network.value, sums.at(-1)?.value);
  const stating = services.filter(({ figure }) => figure.absence !== "never").map(({ service }) => service.id);
  const told = [...network.services, ...network.left].map(({ id }) => id);
  agreement.same("a metric's network names every service", where, stating.sort().join(" "), told.sort().join(" "));
  const point = network.points.at(-1);
  if (network.rule !== "sum" || !point) return;
  const own = await Promise.all(
    network.services.map(async ({ id }) => {
      const asked = `startup=${id}&metric=${key}&sum=time&day=${day}${grain}&from=${point.first}&to=${point.last}`;
      return Number((await site.sums(asked)).at(-1)?.value ?? 0);
    }),
  );
  agreement.same("a metric's sum is that of the services it names", where, network.value, sum(own));
}
