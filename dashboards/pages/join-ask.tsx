// The request: which service, who asks, and by which of the three ways its figures will come.
import { WANTS, type Want } from "../../schemas/join.ts";
import { TextField } from "./field.tsx";
import { href, link, type View } from "./view.ts";

/** What was typed, so that a form that is refused shows it again. */
export interface AskValues {
  readonly voie: string;
  readonly service: string;
  readonly equipe: string;
  readonly contact: string;
  readonly source: string;
}
export interface AskProps {
  readonly values: AskValues;
  readonly startups: readonly { readonly id: string; readonly name: string }[];
  /** Of fields, by their ids. */
  readonly faults: readonly { readonly id: keyof AskValues; readonly text: string }[];
}

export function AskForm({ view, values, startups, faults }: AskProps & { view: View }) {
  const { join } = view.words;
  const error = (id: keyof AskValues) => faults.find((one) => one.id === id)?.text;
  return (
    <section id="demander" class="panel" aria-labelledby="demander-t">
      <h2 id="demander-t">{join.ask}</h2>
      <p class="sub">
        {join.askLead} <a href={link(view, "/rejoindre/demandes")}>{join.list}</a>
      </p>
      <form class="form" method="post" action={href(view, "/rejoindre/demande")} novalidate>
        <Ways view={view} chosen={values.voie} error={error("voie")} />
        <TextField id="source" type="url" label={join.addressOfWay} value={values.source} error={error("source")} />
        <TextField
          id="service"
          label={join.service}
          hint={join.serviceHint}
          value={values.service}
          list="services"
          maxlength={200}
          error={error("service")}
        />
        <datalist id="services">
          {startups.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </datalist>
        <TextField
          id="equipe"
          label={join.team}
          hint={join.teamHint}
          value={values.equipe}
          autocomplete="organization"
          maxlength={100}
          error={error("equipe")}
        />
        <TextField
          id="contact"
          type="email"
          label={join.contact}
          hint={join.contactHint}
          value={values.contact}
          autocomplete="email"
          maxlength={254}
          error={error("contact")}
        />
        <button type="submit">{join.submitAsk}</button>
      </form>
    </section>
  );
}

function Ways({ view, chosen, error }: { view: View; chosen: string; error: string | undefined }) {
  const { join } = view.words;
  const idOf = (want: Want) => (want === WANTS[0] ? "voie" : `voie-${want}`);
  return (
    <fieldset {...(error ? { "aria-describedby": "voie-error" } : {})}>
      <legend>{join.way}</legend>
      {error && (
        <p class="error" id="voie-error">
          {error}
        </p>
      )}
      <div class="ways">
        {WANTS.map((want) => (
          <div class="way">
            <input
              type="radio"
              id={idOf(want)}
              name="voie"
              value={want}
              aria-describedby={`voie-${want}-hint`}
              {...(chosen === want ? { checked: true } : {})}
            />
            <label for={idOf(want)}>{join.ways[want]}</label>
            <p class="hint" id={`voie-${want}-hint`}>
              {join.wayHints[want]}
            </p>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
