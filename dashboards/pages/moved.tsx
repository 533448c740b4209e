// "What moved": at most three sentences, by the written rule of dashboards/moved.ts. The two greatest changes over 4 weeks,
// one per service; then the first service whose source is not well.
import type { Figure } from "../figure.ts";
import type { ServiceModel } from "../shapes/service.ts";
import { stateSentence } from "./chip.tsx";
import { againstWords, comparedAs, missingWords, nothingMoved, overFlow, overWords } from "./compared.ts";
import { changeTone, figurePhrase } from "./figure.tsx";
import { PerimeterWords } from "./perimeter.tsx";
import { ServiceLink } from "./table.tsx";
import { say, type View } from "./view.ts";

/** @param most  services that moved most · @param ill  one whose source is not well */
export function Moved({
  view,
  most,
  ill,
}: {
  view: View;
  most: readonly ServiceModel[];
  ill: ServiceModel | undefined;
}) {
  const { moved } = view.words;
  return (
    <section class="moved" aria-labelledby="moved-t">
      <h2 id="moved-t">{moved.title}</h2>
      {most.length === 0 && !ill && <p>{nothingMoved(view, moved.nothing)}</p>}
      {most.map((service) => (
        <p>
          <ServiceLink view={view} service={service} />
          {service.figures[0] && <Sentence view={view} figure={service.figures[0]} />}
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
        {colon(view)} <b class={changeTone(metric, change.value)}>{format.signed(change.value)}</b> {overWords(view)}
        <PerimeterWords view={view} effect={change.perimeter} unit={say(view, metric.unit)} />.
      </>
    );
  if (change?.kind === "flow")
    return (
      <>
        {colon(view)} {format.number(change.now)} {say(view, metric.unit)} {overFlow(view)},{" "}
        {change.before === null ? missingWords(view) : againstWords(view, change.before)}
        {change.compared && ` (${comparedAs(view, change)})`}.
      </>
    );
  return null;
}

/** A colon, with the space that French puts before it. */
const colon = ({ lang }: View) => (lang === "fr" ? "\u00a0:" : ":");
