// The kinds by which an unknown answer may be read, those with a form of their own first. A new kind is one file beside
// these, and one line here.
import type { Recogniser } from "./kind.ts";
import { ademe } from "./kinds/ademe.ts";
import { anct } from "./kinds/anct.ts";
import { chartkick } from "./kinds/chartkick.ts";
import { csv } from "./kinds/csv.ts";
import { datagouvMetrics } from "./kinds/datagouv-metrics.ts";
import { geojson } from "./kinds/geojson.ts";
import { json } from "./kinds/json.ts";
import { matomo } from "./kinds/matomo.ts";
import { metabase } from "./kinds/metabase.ts";
import { releve } from "./kinds/releve.ts";
import { schemaImpact } from "./kinds/schema-impact.ts";

export const RECOGNISERS: readonly Recogniser[] = [
  releve,
  matomo,
  metabase,
  datagouvMetrics,
  schemaImpact,
  geojson,
  anct,
  ademe,
  chartkick,
  csv,
  json,
];
