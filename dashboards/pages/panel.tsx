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
  /** Address of the provenance of its figure. */
  readonly provenance?: string;
  readonly day: string;
  readonly children: Child;
}

export function Panel(props: PanelProps) {
  const { view, id, mark, data, json, provenance } = props;
  const Heading = props.level === 3 ? "h3" : "h2";
  return (
    <section id={id} class={`panel ${props.className ?? ""}`} aria-labelledby={`${id}-t`}>
      <div class="panel-head">
        <Heading id={`${id}-t`}>{props.title}</Heading>
        {mark && <Mark view={view} mark={mark} />}
      </div>
      {props.sub && <p class="sub">{props.sub}</p>}
      {props.children}
      <Rows view={view} panel={id} name={props.name} day={props.day} json={json} provenance={provenance}>
        {data}
      </Rows>
    </section>
  );
}
