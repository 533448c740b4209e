// The facts that a figure comes from, with the addresses, hashes and sizes of their bytes.
import type { LineageModel } from "../shapes/lineage.ts";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, type View } from "./view.ts";

interface Props {
  readonly model: LineageModel;
  readonly view: View;
}

/** Why there is no figure, in words. */
export function absenceText({ words }: View, absence: LineageModel["absence"]): string {
  if (absence === "open" || absence === "whole") return words.lineage.lacks[absence];
  return words.figure.absence[absence ?? "never"];
}

export function LineageFacts({ model, view }: Props) {
  const { lineage, table } = view.words;
  const { format } = view;
  return (
    <Panel
      view={view}
      id="facts"
      title={lineage.facts}
      name={lineage.facts}
      sub={lineage.factsSub}
      day={model.head.day}
      json={apiHref(view, "/api/v1/lineage")}
    >
      {model.facts.length === 0 ? (
        <p class="absent">{lineage.noFacts(absenceText(view, model.absence))}</p>
      ) : (
        <Table
          caption={lineage.facts}
          label={lineage.facts}
          columns={[
            { label: lineage.place },
            { label: lineage.recorded },
            { label: lineage.type },
            { label: lineage.state },
            { label: lineage.bytes },
          ]}
          rows={model.facts.map(({ topic, partition, offset, recorded, type, state, pages, record }) => [
            <code>{`${topic} ${partition}:${offset}`}</code>,
            format.instant(recorded),
            lineage.types[type] ?? type,
            lineage.verdicts[state],
            <>
              {pages.length === 0 && !record && table.missing}
              {pages.map(({ url, bytes, sha256 }) => (
                <span class="bytes">
                  <code>{url}</code>, {lineage.page(format.number(String(bytes)), sha256)}
                </span>
              ))}
              {record && (
                <span class="bytes">
                  {lineage.itself}, {lineage.page(format.number(String(record.bytes)), record.sha256)}
                </span>
              )}
            </>,
          ])}
        />
      )}
    </Panel>
  );
}
