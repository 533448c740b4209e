// A panel: title, sub-title (unit, scope, dates), mark, content, and two folds: the data, and how to quote it.
import type { Child } from "hono/jsx";
import { Mark } from "./chip.tsx";
import { Rows } from "./rows.tsx";
import type { View } from "./view.ts";

export interface PanelProps {
  readonly view: View;
  /** Also the address of the panel: `#id`. */
  readonly id: string;
  readonly title: Child;
  /** The title as plain text, to quote. */
  readonly name: string;
  readonly sub?: Child;
  readonly mark?: "adoption" | "impact";
  readonly level?: 2 | 3;
  readonly className?: string;
  /** The rows of everything the panel draws; left out only when the panel is itself a table or words. */
  readonly data?: Child;
  /** Address of the same figures as JSON. */
  readonly json?: string;
  readonly day: string;
  readonly children: Child;
}

export function Panel(props: PanelProps) {
  const { view, id, mark, data, json } = props;
  const Heading = props.level === 3 ? "h3" : "h2";
  return (
    <section id={id} class={`panel ${props.className ?? ""}`} aria-labelledby={`${id}-t`}>
      <div class="panel-head">
        <Heading id={`${id}-t`}>{props.title}</Heading>
        {mark && <Mark view={view} mark={mark} />}
      </div>
      {props.sub && <p class="sub">{props.sub}</p>}
      {props.children}
      <Rows view={view} panel={id} name={props.name} day={props.day} json={json}>
        {data}
      </Rows>
    </section>
  );
}

/** The bar of choices: one GET form. Its day and grain are the page's address. */
export function ContextBar(props: {
  view: View;
  action: string;
  day: string;
  first: string;
  last: string;
  grain?: { readonly chosen: string; readonly all: readonly (keyof View["words"]["grains"])[] };
  children: Child;
}) {
  const { bar, grains } = props.view.words;
  return (
    <form class="bar" method="get" action={props.action} aria-label={bar.label}>
      <div class="bar-fields">
        <label>
          <span>{bar.day}</span>
          <input type="date" name="day" value={props.day} min={props.first} max={props.last} required />
        </label>
        {props.grain && props.grain.all.length > 1 && (
          <label>
            <span>{bar.grain}</span>
            <select name="grain">
              {props.grain.all.map((grain) => (
                <option value={grain} {...(grain === props.grain?.chosen ? { selected: true } : {})}>
                  {grains[grain]}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit">{bar.submit}</button>
      </div>
      <div class="bar-words">{props.children}</div>
    </form>
  );
}
