// Where the pages and the API get their models: the port that routes are handed.
import type { Grain } from "../schemas/period.ts";
import type { Week } from "../schemas/week.ts";
import type { ChoiceQuery } from "./choice.ts";
import type { Impact } from "./models/impact.ts";
import type { DecisionsModel, DecisionsQuery } from "./shapes/decisions.ts";
import type { DoubtsModel, DoubtsQuery } from "./shapes/doubts.ts";
import type { FiguresModel, FiguresQuery } from "./shapes/figures.ts";
import type { Answering } from "./shapes/health.ts";
import type { AboutModel } from "./shapes/help.ts";
import type { LineageModel, LineageQuery } from "./shapes/lineage.ts";
import type { EVERY, ListAsked } from "./shapes/list.ts";
import type { MetricModel, MetricsModel } from "./shapes/metric.ts";
import type { OverviewModel, StartupsModel } from "./shapes/overview.ts";
import type { IncubatorsModel, IncubatorsQuery, PortfolioModel, PortfolioQuery } from "./shapes/portfolio.ts";
import type { QualityModel, QualityQuery, QualitySourceModel } from "./shapes/quality.ts";
import type { ReportModel, ReportsModel } from "./shapes/report.ts";
import type { RevisionsModel, RevisionsQuery } from "./shapes/revisions.ts";
import type { SearchModel } from "./shapes/search.ts";
import type { StartupModel } from "./shapes/startup.ts";
import type { Niveau, TerritoriesModel, TerritoryModel, TerritoryQuery } from "./shapes/territory.ts";

interface OnDay {
  /** Left out: the last one. */
  readonly day?: string | undefined;
}
/** A day, the span up to it, and what that is compared with. */
interface OverSpan extends OnDay, Chosen {}
type Chosen = { readonly [Name in keyof ChoiceQuery]?: ChoiceQuery[Name] };

/** The first cells of a startup's own figure, or every one. */
export type LineageAsked = LineageQuery & { readonly cells?: typeof EVERY };

/** Decisions a page at a time, or every one. */
export type DecisionsAsked = Omit<DecisionsQuery, "page"> & { readonly page: number | typeof EVERY };

/** Doubts a page at a time, or every one. */
export type DoubtsAsked = Omit<DoubtsQuery, "page"> & { readonly page: number | typeof EVERY };

/** The table of sources a page at a time, or every row of it. */
export type QualityAsked = Partial<Omit<QualityQuery, "page">> & { readonly page?: number | typeof EVERY };

/** A page of the revisions, or all of them with every figure. */
export type RevisionsAll = Omit<RevisionsQuery, "page"> & { readonly page?: number | typeof EVERY | undefined };

/**
 * Where pages get their models. `cli/compose.ts` hands in the one over the warehouse.
 * All throw {ReleveError}: RELEVE_WAREHOUSE_UNAVAILABLE (503), RELEVE_SUM_ILLEGAL (422), RELEVE_UNKNOWN_* (404).
 */
export interface Models {
  /**
   * The same as of an instant, milliseconds since 1970: nothing that was recorded later shows.
   * Its models throw {ReleveError} RELEVE_UNKNOWN_DAY (422) before anything was known, and for the future.
   */
  at(instant: number): Models;
  /** Whether what was known at an instant can never be told otherwise: nothing more can be recorded at or before it. */
  settled(instant: number): Promise<boolean>;
  overview(query: OverSpan & ListAsked): Promise<OverviewModel>;
  startups(query: OverSpan & ListAsked & { readonly q?: string | undefined }): Promise<StartupsModel>;
  /** `undefined`: no such startup. @throws {Moved} for a former id. */
  startup(id: string, query: OverSpan & { readonly grain?: Grain | undefined }): Promise<StartupModel | undefined>;
  incubators(query: IncubatorsQuery): Promise<IncubatorsModel>;
  /** `undefined`: no such incubator. */
  incubator(id: string, query: PortfolioQuery): Promise<PortfolioModel | undefined>;
  /** `undefined`: the organisation sponsors no startup. */
  sponsor(id: string, query: PortfolioQuery): Promise<PortfolioModel | undefined>;
  territories(query: OverSpan): Promise<TerritoriesModel>;
  /** Of the territory that a code names today, whatever code it is; `undefined`: the official list has none. */
  territory(level: Niveau | "france", code: string, query: TerritoryQuery): Promise<TerritoryModel | undefined>;
  metrics(query: OnDay & Pick<Chosen, "millesime">): Promise<MetricsModel>;
  /** @throws {ReleveError} RELEVE_UNKNOWN_METRIC */
  metric(key: string, query: OverSpan): Promise<MetricModel>;
  /** How a metric is defined, in force; `undefined`: there is none. */
  definition(key: string): Promise<MetricModel["versions"][number] | undefined>;
  search(question: string, query?: OnDay): Promise<SearchModel>;
  /** `undefined`: the week has no published report. */
  report(week: Week): Promise<ReportModel | undefined>;
  reports(): Promise<ReportsModel>;
  figures(query: FiguresQuery): Promise<FiguresModel>;
  /** Figures in the national schema of impact; `startup` left out: of all. @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
  impact(query: OnDay & { readonly startup?: string | undefined }): Promise<Impact>;
  /** Where one figure comes from. @throws {ReleveError} RELEVE_NO_CELL when no such cell can be. */
  lineage(query: LineageAsked): Promise<LineageModel>;
  /** @throws {ReleveError} RELEVE_UNKNOWN_CHOICE for a page that there is not. */
  revisions(query: RevisionsAll): Promise<RevisionsModel>;
  /** What people decided, the latest first. @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
  decisions(query: DecisionsAsked): Promise<DecisionsModel>;
  /** What is doubted on a day. @throws {ReleveError} RELEVE_UNKNOWN_STARTUP */
  doubts(query: DoubtsAsked): Promise<DoubtsModel>;
  quality(query: QualityAsked): Promise<QualityModel>;
  /** `undefined`: no such startup, or it has no such source. */
  qualitySource(
    startup: string,
    source: string,
    query: { readonly day?: string | undefined },
  ): Promise<QualitySourceModel | undefined>;
  /** Needs no store: help is there when figures are not. */
  about(): AboutModel;
  health(): Promise<Answering>;
}
