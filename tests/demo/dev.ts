import { Agreement } from "./agreement.ts";
import { pagesLink } from "./links.ts";
import { incubatorsAgree, metricsAgree, overviewAgrees } from "./network.ts";
import { daysBetween, drawPairs, pairAgrees } from "./pairs.ts";
import { territoriesAgree } from "./places.ts";
import { reportsOf } from "./reports.ts";
import { servicesAgree } from "./services.ts";
import { Site } from "./site.ts";

const site = new Site("http://127.0.0.1:18777");
const agreement = new Agreement();
const day = process.argv[2] ?? "2024-12-23";
const t = (l: string) => console.log(l, Math.round(performance.now()));
t("start");

const services = await servicesAgree(site, day, agreement);
t("services");
const overview = await overviewAgrees(site, day, services, agreement);
t("overview");
await incubatorsAgree(site, day, overview, agreement);
t("incubators");
await metricsAgree(site, day, services, agreement);
t("metrics");
await territoriesAgree(site, day, services, { overview, agreement, departements: ["93", "35", "2A", "974", "01"] });
t("territories");
const reports = await reportsOf(site);
await reports.networkAgrees(site, agreement);
t("reports");
await pagesLink(
  site,
  "2024-12-15",
  [
    "/",
    "/startups",
    "/startups/mes-adresses",
    "/startups/rdv-solidarites",
    "/incubateurs",
    "/indicateurs",
    "/indicateurs/communes-couvertes",
    "/territoires",
    "/territoires/france",
    "/territoires/departement/35",
    "/qualite",
  ],
  agreement,
);
t("links");
const reached = { page: 0, csv: 0, cells: 0, sum: 0, report: 0, absent: 0 };
const { first, last } = overview.head;
const pairs = drawPairs(200, Number(process.argv[3] ?? 1), {
  services: [...services.values()],
  days: daysBetween(first, last),
  sundays: reports.sundays,
});
for (let at = 0; at < pairs.length; at += 4)
  await Promise.all(pairs.slice(at, at + 4).map((pair) => pairAgrees(site, pair, { agreement, reached, reports })));
t("pairs");
console.log(reached);
console.log(agreement.told(), agreement.total);
console.log(agreement.differences.length);
for (const d of agreement.differences.slice(0, 40)) console.log(d.slice(0, 600));
