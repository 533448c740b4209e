// Whether a source's way to its past can be used: its settings are valid once filled, name the span, ask the same host, and
// state no state.
import { metricOf } from "../schemas/catalogue.ts";
import { isState } from "../schemas/catalogue-model.ts";
import type { EndpointKind } from "../schemas/endpoint.ts";
import type { Source } from "../schemas/source.ts";
import { sourceOf, TOKEN } from "./backfill.ts";
import { type Fault, faultsOf, shown } from "./faults.ts";

/** Any span will do: what is wrong with one is wrong with all. */
const SPAN = { from: "2024-01-01", to: "2024-12-31" };

/** @param at  place of the source in its file */
export function backfillFaults(file: string, at: string, source: Source, endpoint: EndpointKind): Fault[] {
  if (!source.backfill) return [];
  const where = `${at}/backfill/settings`;
  const { settings } = sourceOf(source, SPAN);
  const parsed = endpoint.settings.safeParse(settings);
  if (!parsed.success) return faultsOf(parsed.error, settings, file, where);
  const fault = (found: unknown, expected: string, hint: string): Fault => ({
    ...{ file, at: where, found: shown(found), expected, hint },
  });
  const faults: Fault[] = [];
  if (JSON.stringify(source.backfill.settings).search(TOKEN) === -1)
    faults.push(fault(undefined, "{year}, {month}, {from} or {to} in a text", "else each span is asked for the same"));
  const hosts = [source.settings.url, settings.url].map((url) =>
    URL.canParse(String(url)) ? new URL(String(url)).host : "",
  );
  if (hosts[0] !== hosts[1])
    faults.push(fault(settings.url, `an address of ${hosts[0]}`, "one source asks one host: declare another source"));
  const own = endpoint.metrics(endpoint.settings.parse(source.settings));
  for (const metric of endpoint.metrics(parsed.data)) {
    if (isState(metricOf(metric)?.kind ?? "flow"))
      faults.push(
        fault(metric, "metrics of a period", `leave ${metric} out: of a state only the present is ever known`),
      );
    else if (!own.includes(metric))
      faults.push(fault(metric, "metrics that the source states", `add ${metric} to its settings`));
  }
  return faults;
}
