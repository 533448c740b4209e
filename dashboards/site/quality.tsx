// The pages of quality.
import { ReleveError } from "../../schemas/errors.ts";
import { DayQuery } from "../day.ts";
import type { Models } from "../model.ts";
import { definePage, type Page, type Params } from "../page.ts";
import { QualityPage } from "../pages/quality.tsx";
import { QualitySourcePage } from "../pages/quality-source.tsx";
import { qualitySourceTables, qualityTables } from "../quality-tables.ts";
import { EVERY } from "../shapes/list.ts";
import { QualityModel, QualityQuery, QualitySourceModel, QualitySourceParams } from "../shapes/quality.ts";

/** @throws {ReleveError} RELEVE_NOT_FOUND */
async function qualitySourceOf(models: Models, params: Params, query: { readonly day?: string | undefined }) {
  const { startup = "", source = "" } = params;
  const known = QualitySourceParams.safeParse({ startup, source }).success;
  const model = known ? await models.qualitySource(startup, source, query) : undefined;
  if (model) return model;
  throw new ReleveError(
    "RELEVE_NOT_FOUND",
    `no source "${source}" of a startup "${startup}"`,
    "see the list: /api/v1/qualite",
  );
}

export const QUALITY_PAGES: readonly Page[] = [
  definePage({
    path: "/qualite",
    api: "/api/v1/qualite",
    about: "Quality: the state of every source, who must act, what was refused and revised, and whether all adds up",
    query: QualityQuery,
    name: "Quality",
    reply: QualityModel,
    model: (models, query) => models.quality(query),
    whole: (models, query) => models.quality({ ...query, page: EVERY }),
    html: (model, view) => <QualityPage model={model} view={view} />,
    tables: qualityTables,
  }),
  definePage({
    path: "/qualite/{startup}/{source}",
    api: "/api/v1/qualite/{startup}/{source}",
    about: "One source: its last 30 deliveries, what it is expected to say, how it is read",
    query: DayQuery,
    params: QualitySourceParams,
    name: "QualitySource",
    reply: QualitySourceModel,
    model: (models, query, params) => qualitySourceOf(models, params, query),
    html: (model, view) => <QualitySourcePage model={model} view={view} />,
    tables: qualitySourceTables,
  }),
];
