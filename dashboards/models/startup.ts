// The model of a startup's page: what the registry says of it, its figures, and where they come from.
import type { Grain } from "../../schemas/period.ts";
import { metricRef } from "../figure.ts";
import { Moved } from "../page.ts";
import { annotationsOf } from "../queries/annotations.ts";
import type { Panel } from "../shapes/panel.ts";
import type { StartupModel } from "../shapes/startup.ts";
import { withoutSource } from "./base.ts";
import { entryOf, lifeOf } from "./life.ts";
import { matrixOf } from "./matrix.ts";
import { panelOf, panelsOf } from "./panels.ts";
import { recordOf } from "./record.ts";
import { freshnessOfStartup, startupRef } from "./services.ts";
import type { Setting } from "./setting.ts";
import { sourcesOf } from "./sources.ts";
import { type Startup, startupsOf } from "./subject.ts";

/**
 * `undefined`: neither the registry nor a declaration has it.
 * @throws {Moved} for a former id, and for an id of the registry whose figures stand under a former one.
 */
export async function startupModel(
  setting: Setting,
  id: string,
  grain: Grain | undefined,
): Promise<StartupModel | undefined> {
  const [startup] = await startupsOf(setting, [id]);
  if (startup) return withFigures(startup, grain);
  const stands = standsAt(setting, id);
  if (stands !== undefined && stands !== id) throw new Moved(`/startups/${encodeURIComponent(stands)}`);
  return stands === undefined ? undefined : withoutFigures(setting, id);
}

/** The id under which a startup has its page: that of its declaration, else the registry's. */
function standsAt(setting: Setting, id: string): string | undefined {
  const entry = entryOf(setting, id);
  return entry && ([entry.id, ...entry.aliases].find((one) => setting.declarations.has(one)) ?? entry.id);
}

async function withFigures(startup: Startup, grain: Grain | undefined): Promise<StartupModel> {
  const { setting, declaration } = startup;
  const { pitch, owner, website = null } = declaration;
  const panels = panelsOf(startup, { grain });
  return {
    head: setting.head,
    startup: { ...startupRef(startup), pitch, owner, website },
    ...registered(setting, declaration.startup),
    matrix: matrixOf(panels.map((panel) => byMonth(startup, panel))),
    freshness: freshnessOfStartup(startup),
    panels,
    sources: await sourcesOf(startup),
    ...(await remarksOn(startup)),
  };
}

/** Of metrics that the catalogue does not have any more, as of the service. */
async function remarksOn({ setting, declaration }: Startup): Promise<Pick<StartupModel, "remarks">> {
  const { warehouse, frame, day } = setting;
  const found = await annotationsOf(warehouse, frame, { startup: declaration.startup, day });
  if (found.length === 0) return {};
  return {
    remarks: found.map(({ metric: key, ...rest }) => {
      const metric = key === undefined ? undefined : setting.catalogue.metricOf(key);
      return { ...rest, metric: metric ? metricRef(metric) : null };
    }),
  };
}

/** A flow by month where its source states months: what the network's matrix asks for. */
function byMonth(startup: Startup, panel: Panel): Panel {
  if (panel.kind !== "flow" || panel.grain === "month" || !panel.grains.includes("month")) return panel;
  return panelOf(startup, panel.figure.metric.key, "month") ?? panel;
}

/** Of a startup that only the registry has. */
function withoutFigures(setting: Setting, id: string): StartupModel | undefined {
  const entry = setting.registry.startups.get(id);
  if (!entry) return undefined;
  const { name, owner, freshness } = withoutSource(setting, entry);
  const record = recordOf(setting, entry);
  return {
    head: setting.head,
    startup: { id, name, pitch: entry.pitch, owner, website: record.links.site },
    ...registered(setting, id),
    matrix: matrixOf([]),
    freshness,
    panels: [],
    sources: [],
  };
}

function registered(setting: Setting, id: string): Pick<StartupModel, "life" | "record"> {
  const entry = entryOf(setting, id);
  return { life: lifeOf(setting, id), record: entry ? recordOf(setting, entry) : null };
}
