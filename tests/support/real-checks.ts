// What `releve check` should find of every recorded answer, without help: written from what the answers' documents say.

export interface RealCheck {
  readonly file: string;
  /** Path and query of the address, as its service has it. */
  readonly path: string;
  /** Words of the findings; `nothing`: it says plainly that nothing can be read, and what to ask for. */
  readonly expect:
    | "nothing"
    | { readonly kind: string; readonly value: string; readonly period: string; readonly territory: string };
  /** The file is one page of several, so that a pull of it alone fails. */
  readonly part?: true;
}
const STATE = "a state";
const found = (kind: string, value: string, period: string, territory: string) => ({ kind, value, period, territory });
const CARD = "/api/public/card/3f0c1a52-1111-4222-8333-000000000001/query/json";
const report = (method: string, period: string) =>
  `/index.php?module=API&format=JSON&method=${method}&idSite=22&period=${period}&date=last3`;

/** Two files of the folder are no answers: a mapping of another tool (A9 .mapping) and a schema (E3). */
export const REAL_CHECKS: readonly RealCheck[] = [
  {
    file: "A1-anct-metrics.spec-example.json",
    path: "/metrics",
    expect: found("anct", "tu", STATE, "siret, siren, commune"),
    part: true,
  },
  {
    file: "A11-lasuite-drive.usage-metrics.user.json",
    path: "/external_api/v1.0/metrics/usage/?account_type=user",
    expect: found("anct", "storage_used", STATE, "siret"),
    part: true,
  },
  {
    file: "A15-st-home.deployment-stats.list-service.json",
    path: "/api/deployment/stats?scope=list-service",
    expect: found("json", "/communes", STATE, "france"),
  },
  {
    file: "A2-anct-metrics.bal.json",
    path: "/stats/metrics-incubateur",
    expect: found("anct", "tu", STATE, "commune"),
  },
  {
    file: "A3-anct-metrics.bal.page-offset1-limit2.json",
    path: "/stats/metrics-incubateur?offset=1&limit=2",
    expect: found("anct", "tu", STATE, "commune"),
    part: true,
  },
  {
    file: "A4-anct-metrics.bal.past-the-end.json",
    path: "/stats/metrics-incubateur?offset=9",
    expect: found("anct", "tu", STATE, "commune"),
  },
  {
    file: "A5-anct-metrics.rdv.v1-insee-and-siret.json",
    path: "/api/anct/metrics",
    expect: found("anct", "tu", STATE, "siret, commune"),
  },
  {
    file: "A6-anct-metrics.rdv.v2-siret-only.json",
    path: "/api/anct/metrics",
    expect: found("anct", "tu", STATE, "siret"),
  },
  { file: "A8-anct-metrics.unauthorized.json", path: "/api/anct/metrics", expect: "nothing" },
  {
    file: "A9-anct-metrics.csv",
    path: "/metrics.csv",
    expect: found("anct", "stockage", STATE, "siret, siren, commune"),
  },
  { file: "B1-ademe-api-stats.number.json", path: "/api/stats", expect: found("ademe", "value", "by month", "france") },
  {
    file: "B4-ademe-api-stats.daily-matomo-gap.json",
    path: "/api/stats?periodicity=day",
    expect: found("ademe", "value", "by day", "france"),
  },
  {
    file: "C1-rdv.stats-rdvs.by-week.json",
    path: "/stats/rdvs",
    expect: found("chartkick", "Agent", "dd/mm/yyyy, by sunday_week", "france"),
  },
  {
    file: "C3-rdv.stats-rdvs.by-status.json",
    path: "/stats/rdvs?by_status=true",
    expect: found("chartkick", "Rendez-vous honoré", "dd/mm/yyyy, by sunday_week", "france"),
  },
  { file: "D1-ban-stats.json", path: "/ban/stats", expect: found("json", "/bal/nbCommunesCouvertes", STATE, "france") },
  {
    file: "D2-mes-adresses.stats-bals.json",
    path: "/v2/stats/bals?fields=commune",
    expect: found("json", "1", STATE, "commune at /commune"),
  },
  {
    file: "D3-mes-adresses.stats-bals-status.json",
    path: "/v2/stats/bals/status",
    expect: found("json", "/count", STATE, "france"),
  },
  {
    file: "D4-mes-adresses.stats-bals-creations.json",
    path: "/v2/stats/bals/creations",
    expect: found("json", "/total", "2/date, iso-date, by day", "commune at 0#"),
  },
  {
    file: "D5-api-depot.firsts-publications.json",
    path: "/stats/firsts-publications",
    expect: found("json", "/totalCreations", "/date, iso-date, by day", "france"),
  },
  {
    file: "D6-api-depot.publications.json",
    path: "/stats/publications",
    expect: found("json", "/total", "2/date, iso-date, by day", "commune at 0#"),
  },
  {
    file: "E1-datagouv-metric-api.datasets.json",
    path: "/api/datasets/data/?dataset_id__exact=5b3cc551c751df4822526c1c",
    expect: found("datagouv-metrics", "monthly_visit", "by month", "france"),
  },
  {
    file: "E2-datagouv-metric-api.site.csv",
    path: "/api/site/data/csv/",
    expect: found("datagouv-metrics", "monthly_visit_dataset", "by month", "france"),
  },
  {
    file: "E4-schema-impact-service-public-numerique.exemple-valide.csv",
    path: "/exemple-valide.csv",
    expect: found("schema-impact", "Nombre de trajets réalisés", "by year", "france"),
  },
  {
    file: "F1-demarches.public-v1-stats.json",
    path: "/api/public/v1/demarches/1/stats",
    expect: found("json", "/1", STATE, "france"),
  },
  {
    file: "F3-demarches.datagouv.nb_comptes_crees_par_mois.csv",
    path: "/comptes.csv",
    expect: found("csv", "nb_comptes_crees_par_mois", "mois, iso-month, by month", "france"),
  },
  { file: "G1-umap.stats.json", path: "/stats/", expect: found("json", "/maps_count", STATE, "france") },
  {
    file: "G2-ma-cantine.statistics.published-year.json",
    path: "/api/v1/canteenStatistics/?year=2024",
    expect: found("json", "/canteenCount", STATE, "france"),
  },
  { file: "G4-transport.stats_history.jsonl", path: "/stats_history.jsonl", expect: "nothing" },
  {
    file: "G6-conseiller-numerique.stats-metabase.json",
    path: "/stats/metabase",
    expect: found("json", "/nbAccompagnements", STATE, "france"),
  },
  {
    file: "G7-dossierfacile.stats-dossiers-validated.json",
    path: "/api/stats/dossiers/validated",
    expect: found("json", "the row itself", STATE, "france"),
  },
  {
    file: "H2-matomo.VisitsSummary.getUniqueVisitors.month.json",
    path: report("VisitsSummary.getUniqueVisitors", "month"),
    expect: found("matomo", "each period's number", "by month", "france"),
  },
  {
    file: "H3-matomo.Events.getCategory.day.json",
    path: report("Events.getCategory", "day"),
    expect: found("matomo", "nb_events of download", "by day", "france"),
  },
  { file: "H4-matomo.error.json", path: report("VisitsSummary.get", "month"), expect: "nothing" },
  {
    file: "H5-metabase.public-card.query-json.formatted.json",
    path: CARD,
    expect: found("metabase", "Nombre de RDV", "Mois, fr-month, by month", "departement at Département"),
  },
  { file: "H9-stats-page.landing.html", path: "/stats", expect: "nothing" },
];
