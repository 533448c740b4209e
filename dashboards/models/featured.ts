// The three services that the overview shows with their figures, by a written rule. Pure.
import type { ServiceModel } from "../shapes/service.ts";

type Fits = (service: ServiceModel) => boolean;
const kindOf = ({ figures: [main] }: ServiceModel) => main?.metric.kind;

/** Each place is for another way of telling: how far a service reaches, how much it is used, what it changes. */
const PLACES: readonly Fits[] = [
  (service) => kindOf(service) === "membership",
  (service) => kindOf(service) === "flow" || service.figures.some(({ metric }) => metric.kind === "flow"),
  ({ figures }) => figures.some(({ mark }) => mark === "impact"),
  () => true,
  () => true,
];
const SHOWN = 3;

/**
 * One service a place, of those whose sources are on time and whose main figure has a value: one that quotes a total
 * first, then the one with most headline figures, the latest data, the greatest share of its territories, then by name.
 */
export function featured(services: readonly ServiceModel[]): ServiceModel[] {
  const telling = services
    .filter(({ freshness, figures: [main] }) => freshness.state === "ok" && main !== undefined && main.value !== null)
    .sort(tellsMore);
  const chosen: ServiceModel[] = [];
  for (const fits of PLACES) {
    const found = telling.find((one) => !chosen.includes(one) && fits(one));
    if (found && chosen.length < SHOWN) chosen.push(found);
  }
  return chosen;
}

function tellsMore(a: ServiceModel, b: ServiceModel): number {
  const known = ({ figures }: ServiceModel) => figures.filter(({ value }) => value !== null).length;
  const lastDay = ({ freshness }: ServiceModel) => freshness.last?.slice(0, 10) ?? "";
  const reach = ({ figures: [main] }: ServiceModel) =>
    main?.share ? Number(main.share.part) / Number(main.share.whole) : 0;
  const quotes = ({ milestones }: ServiceModel) => Number(milestones.some(({ value }) => value !== null));
  if (quotes(a) !== quotes(b)) return quotes(b) - quotes(a);
  if (known(a) !== known(b)) return known(b) - known(a);
  if (lastDay(a) !== lastDay(b)) return lastDay(a) < lastDay(b) ? 1 : -1;
  return reach(b) - reach(a) || a.name.localeCompare(b.name, "fr");
}
