// Where the pages and the API get their models: the port that routes are handed.
import type { Grain } from "../schemas/period.ts";
import type { FiguresModel, FiguresQuery } from "./shapes/figures.ts";
import type { HealthModel } from "./shapes/health.ts";
import type { AboutModel } from "./shapes/help.ts";
import type { OverviewModel, StartupsModel } from "./shapes/overview.ts";
import type { QualityModel, QualityQuery, QualitySourceModel } from "./shapes/quality.ts";
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
  figures(query: FiguresQuery): Promise<FiguresModel>;
  quality(query: Partial<QualityQuery>): Promise<QualityModel>;
  /** `undefined`: no such startup, or it has no such source. */
  qualitySource(
    startup: string,
    source: string,
    query: { readonly day?: string | undefined },
  ): Promise<QualitySourceModel | undefined>;
  /** Needs no store: help is there when figures are not. */
  about(): AboutModel;
  health(): Promise<HealthModel>;
}
