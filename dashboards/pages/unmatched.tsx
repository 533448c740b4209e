// Codes that no official list has, by source: how many, and some of them.
import type { QualityModel } from "../shapes/quality.ts";
import type { Unmatched } from "../shapes/unmatched.ts";
import { Panel } from "./panel.tsx";
import { SourceLink } from "./quality-counts.tsx";
import { Table } from "./table.tsx";
import { apiHref, type View } from "./view.ts";

const EXAMPLES = 5;

/** "commune 80999, commune 98999…" */
function examplesOf({ words }: View, { codes, count }: Unmatched): string {
  const some = codes.slice(0, EXAMPLES).map(({ level, code }) => `${words.startup.levels[level]} ${code}`);
  return some.join(", ") + (count > some.length ? "…" : "");
}

/** Of one source, beside all else that is known about it. */
export function UnmatchedWords({ view, unmatched }: { view: View; unmatched: Unmatched }) {
  const { vintages } = view.words;
  const { count } = unmatched;
  return (
    <p>
      {vintages.codes(count, view.format.number(String(count)))} ({examplesOf(view, unmatched)}).{" "}
      <span class="quiet">{vintages.unmatchedSub}</span>
    </p>
  );
}

export function UnmatchedPanel({ view, model }: { view: View; model: QualityModel }) {
  const { words, format } = view;
  const { vintages, quality } = words;
  return (
    <Panel
      view={view}
      id="unmatched"
      title={vintages.unmatched}
      name={vintages.unmatched}
      sub={vintages.unmatchedSub}
      day={model.head.day}
      json={apiHref(view, "/api/v1/qualite")}
    >
      {model.unmatched.length === 0 ? (
        <p class="absent">{vintages.noUnmatched}</p>
      ) : (
        <Table
          caption={vintages.unmatched}
          label={vintages.unmatched}
          columns={[
            { label: quality.source },
            { label: vintages.unmatched, number: true },
            { label: vintages.examples },
          ]}
          rows={model.unmatched.map((row) => [
            <SourceLink view={view} of={row} />,
            format.number(String(row.count)),
            examplesOf(view, row),
          ])}
        />
      )}
    </Panel>
  );
}
