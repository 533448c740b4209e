// The folds under what a panel shows: its rows, and how to take and quote them. A panel has them; so has a section of figures.
import type { Child } from "hono/jsx";
import { csvHref, type View } from "./view.ts";

export interface RowsProps {
  readonly view: View;
  /** Id of the panel: the address of its rows, and of itself. */
  readonly panel: string;
  /** The title as plain text, to quote. */
  readonly name: string;
  readonly day: string;
  /** Address of the same figures as JSON. */
  readonly json?: string | undefined;
  /** Address of the provenance of its figure; left out: it has no one figure. */
  readonly provenance?: string | undefined;
  /** The table; left out when the panel is itself one. */
  readonly children?: Child;
}

export function Rows({ view, panel: id, name, day, json, provenance, children }: RowsProps) {
  const { panel } = view.words;
  const csv = csvHref(view, id);
  if (!children && !json && !csv) return null;
  return (
    <div class="panel-foot">
      {children && (
        <details>
          <summary>{panel.data}</summary>
          {children}
        </details>
      )}
      {(json || csv) && (
        <details>
          <summary>{panel.cite}</summary>
          <ul class="plain">
            {csv && (
              <li>
                <a href={csv}>{panel.csv}</a>
              </li>
            )}
            {json && (
              <li>
                <a href={json}>{panel.json}</a>
              </li>
            )}
            {provenance && (
              <li>
                <a href={provenance}>{view.words.lineage.link}</a>
              </li>
            )}
            <li>
              <a href={`#${id}`}>{panel.link}</a>
            </li>
            <li>{panel.citation(name, view.format.date(day))}</li>
          </ul>
        </details>
      )}
    </div>
  );
}
