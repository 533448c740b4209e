// "What moved": at most three sentences, by a written rule. The two greatest changes over 4 weeks, relative to what was
// there before, one per service; then the first service whose source is not well.
import { toMicro } from "../../schemas/decimal.ts";
import type { Figure } from "../figure.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { stateSentence } from "./chip.tsx";
import { changeTone, figurePhrase } from "./figure.tsx";
import { ServiceLink } from "./table.tsx";
import { say, type View } from "./view.ts";

const SENTENCES = 2;

/** How much a figure changed, as a part of what was there before, in millionths; 0 when it cannot be said. */
export function relativeChange({ change, value }: Figure): bigint {
  if (!change || value === null) return 0n;
  const difference =
    change.kind === "difference" ? toMicro(change.value) : toMicro(change.now) - toMicro(change.before);
  const before = change.kind === "difference" ? toMicro(value) - difference : toMicro(change.before);
  if (before === 0n || difference === 0n) return 0n;
  const size = (difference * 1_000_000n) / before;
  return size < 0n ? -size : size;
}

/** The services whose main figure moved most, greatest first. */
export function movedMost(services: readonly ServiceModel[]): { service: ServiceModel; figure: Figure }[] {
  return services
    .flatMap((service) =>
      service.figures[0] ? [{ service, figure: service.figures[0], size: relativeChange(service.figures[0]) }] : [],
    )
    .filter(({ size }) => size > 0n)
    .sort((a, b) => (a.size === b.size ? a.service.name.localeCompare(b.service.name, "fr") : a.size > b.size ? -1 : 1))
    .slice(0, SENTENCES);
}

export function Moved({ view, services }: { view: View; services: readonly ServiceModel[] }) {
  const { moved } = view.words;
  const most = movedMost(services);
  const ill = services.find(
    ({ freshness }) => freshness.state === "cut" || freshness.state === "held" || freshness.state === "late",
  );
  return (
    <section class="moved" aria-labelledby="moved-t">
      <h2 id="moved-t">{moved.title}</h2>
      {most.length === 0 && !ill && <p>{moved.nothing}</p>}
      {most.map(({ service, figure }) => (
        <p>
          <ServiceLink view={view} service={service} />
          <Sentence view={view} figure={figure} />
        </p>
      ))}
      {ill && (
        <p>
          <ServiceLink view={view} service={ill} />
          {colon(view)} <b>{view.words.states[ill.freshness.state]}</b>. {stateSentence(view, ill.freshness)}
        </p>
      )}
    </section>
  );
}

function Sentence({ view, figure }: { view: View; figure: Figure }) {
  const { words, format } = view;
  const { change, metric } = figure;
  if (change?.kind === "difference")
    return (
      <>
        {" "}
        {words.moved.reaches} {figurePhrase(view, figure)}
        {colon(view)} <b class={changeTone(metric, change.value)}>{format.signed(change.value)}</b> {words.figure.since}
        .
      </>
    );
  if (change?.kind === "flow")
    return (
      <>
        {colon(view)} {format.number(change.now)} {say(view, metric.unit)} {words.figure.since},{" "}
        {words.moved.against(format.number(change.before))}.
      </>
    );
  return null;
}

/** A colon, with the space that French puts before it. */
const colon = ({ lang }: View) => (lang === "fr" ? "\u00a0:" : ":");
