// How figures are made, in plain words: what is counted, the seven states, who must act, phases, coverage, limits.
import { STATES } from "../figure.ts";
import type { AboutModel } from "../shapes/help.ts";
import type { HelpPart } from "../words/fr-help.ts";
import { Chip } from "./chip.tsx";
import { HelpPage, Part } from "./help.tsx";
import type { View } from "./view.ts";

export function MethodologyPage({ model, view }: { model: AboutModel; view: View }) {
  const { methodology } = view.words.help;
  const parts = methodology.parts(model.vintage, view.format.number(String(model.communes)));
  const states: HelpPart = { id: "etats", title: methodology.states, text: methodology.statesText };
  const actors: HelpPart = {
    id: "agir",
    title: methodology.actors,
    text: methodology.actorsText,
    terms: (["team", "network", "operator"] as const).map((actor) => [
      methodology.actorNames[actor],
      methodology.actorRules[actor],
    ]),
  };
  return (
    <HelpPage
      view={view}
      title={methodology.title}
      lead={methodology.lead}
      parts={[...parts, states, actors]}
      json="/methodologie.json"
    >
      {parts.map((part) => (
        <Part part={part} />
      ))}
      <Part part={states}>
        <dl class="rows">
          {STATES.map((state) => (
            <div>
              <dt>
                <Chip view={view} state={state} />
              </dt>
              <dd>{methodology.stateRules[state]}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part part={actors} />
    </HelpPage>
  );
}
