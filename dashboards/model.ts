// Where the pages and the API get their models: the port that routes are handed.
import type { Grain } from "../schemas/period.ts";
import type { Week } from "../schemas/week.ts";
import type { FiguresModel, FiguresQuery } from "./shapes/figures.ts";
import type { HealthModel } from "./shapes/health.ts";
import type { OverviewModel, StartupsModel } from "./shapes/overview.ts";
import type { ReportModel, ReportsModel } from "./shapes/report.ts";
import type { StartupModel } from "./shapes/startup.ts";

/**
 * Where pages get their models. `cli/compose.ts` hands in the one over the warehouse.
 * All throw {ReleveError}: RELEVE_WAREHOUSE_UNAVAILABLE (503), RELEVE_SUM_ILLEGAL (422), RELEVE_UNKNOWN_* (404).
 */
export interface Models {
  overview(query: { readonly day?: string | undefined }): Promise<OverviewModel>;
  startups(query: { readonly day?: string | undefined; readonly q?: string | undefined }): Promise<StartupsModel>;
  /** `undefined`: no such startup. */
  startup(
    id: string,
    query: { readonly day?: string | undefined; readonly grain?: Grain | undefined },
  ): Promise<StartupModel | undefined>;
  /** `undefined`: the week has no published report. */
  report(week: Week): Promise<ReportModel | undefined>;
  reports(): Promise<ReportsModel>;
  figures(query: FiguresQuery): Promise<FiguresModel>;
  health(): Promise<HealthModel>;
}
