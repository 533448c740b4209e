// One source: how it is read, what it is expected to say, and what became of its last deliveries.
import { metricRef } from "../figure.ts";
import { type Delivery, deliveriesOf, type Stating, statingOf } from "../queries/deliveries.ts";
import { cadenceOf } from "../queries/freshness.ts";
import { declaredSince } from "../queries/health-of-sources.ts";
import { sourceKey } from "../queries/statements.ts";
import type { QualitySourceModel } from "../shapes/quality.ts";
import { doubtedSources } from "./doubted-sources.ts";
import { allDoubts } from "./doubts.ts";
import { holdReason } from "./figure-of.ts";
import type { Setting } from "./setting.ts";
import { healthOfSources } from "./source-health.ts";
import { metricsOf, startupsOf } from "./subject.ts";

const DELIVERIES = 30;
const instant = (at: number) => new Date(at).toISOString();

/** `undefined`: no such startup, or it has no such source. */
export async function qualitySourceModel(
  setting: Setting,
  startup: string,
  id: string,
): Promise<QualitySourceModel | undefined> {
  const { warehouse, frame, end: before, readerVersion } = setting;
  const declaration = setting.declarations.get(startup);
  const source = declaration?.sources.find((one) => one.source === id);
  if (!declaration || !source) return undefined;
  const asked = { startup, source: id, before };
  const [sources, doubts, deliveries, stating, since] = await Promise.all([
    healthOfSources(setting, startup),
    allDoubts(setting, startupsOf(setting, [startup]), startup),
    deliveriesOf(warehouse, frame, asked, DELIVERIES),
    statingOf(warehouse, frame, asked),
    declaredSince(warehouse, frame),
  ]);
  const health = doubtedSources(sources, doubts).find((one) => one.source.id === id);
  if (!health) return undefined;
  const declared = since.get(sourceKey(startup, id));
  const named = metricsOf({ declaration, sources: new Map(), setting }, id);
  return {
    head: setting.head,
    health,
    every: cadenceOf(source),
    expiresAfterDays: source.expiresAfterDays,
    reader: { kind: source.kind, version: readerVersion?.(source.kind) ?? null },
    declared: declared === undefined ? null : instant(declared),
    expects:
      stating.length > 0
        ? stating.map((one) => statedMetric(setting, one))
        : named.map((key) => namedMetric(setting, key)),
    deliveries: deliveries.map(deliveryOf),
  };
}

type Expected = QualitySourceModel["expects"][number];

function statedMetric({ catalogue }: Setting, { metric, definition, level, grain, dims }: Stating): Expected {
  const known = catalogue.metricOf(metric, definition);
  return {
    metric,
    known: known ? metricRef(known) : null,
    definition,
    level,
    grain,
    dims: dims === "" ? [] : dims.split(","),
  };
}

/** Nothing counted yet: the settings say which metrics are to come, and no more. */
function namedMetric({ catalogue }: Setting, key: string): Expected {
  const known = catalogue.metricOf(key);
  const definition = known?.version ?? 1;
  return { metric: key, known: known ? metricRef(known) : null, definition, level: null, grain: null, dims: [] };
}

function deliveryOf(delivery: Delivery): QualitySourceModel["deliveries"][number] {
  const { moment, recorded, hold, code, status, page, ...rest } = delivery;
  return {
    ...rest,
    moment: instant(moment),
    recorded: instant(recorded),
    hold: hold === "" ? null : holdReason(hold),
    code: code || null,
    status: status || null,
    page: page || null,
  };
}
