// The corrections behind a figure: before and after, who decided, why, and the facts that say so.
import type { Child } from "hono/jsx";
import type { LineageModel } from "../shapes/lineage.ts";
import { daysText } from "./days-text.ts";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, say, type View } from "./view.ts";

type Correction = LineageModel["corrections"][number];

export function LineageCorrections({ model, view }: { readonly model: LineageModel; readonly view: View }) {
  const { lineage } = view.words;
  return (
    <Panel
      view={view}
      id="corrections"
      title={lineage.corrections}
      name={lineage.corrections}
      sub={lineage.correctionsSub}
      day={model.head.day}
      json={apiHref(view, "/api/v1/lineage")}
    >
      <Table
        caption={lineage.corrections}
        label={lineage.corrections}
        columns={[
          { label: lineage.territory },
          { label: lineage.before, number: true },
          { label: lineage.after, number: true },
          { label: lineage.state },
          { label: lineage.people },
          { label: lineage.reason },
          { label: lineage.proven },
        ]}
        rows={model.corrections.map((one) => rowOf(view, one, labelOf(view, model, one)))}
      />
    </Panel>
  );
}

/** Of a ratio, which of its parts is corrected; nothing where the page is of one metric. */
function labelOf(view: View, { parts }: LineageModel, { metric: key }: Correction): string | undefined {
  const part = parts.find(({ metric }) => metric.key === key);
  return part && say(view, part.metric.label);
}

function rowOf(view: View, one: Correction, label: string | undefined): Child[] {
  const { decisions } = view.words;
  return [
    [label, whereOf(view, one)].filter(Boolean).join(", "),
    valueText(view, one.before),
    valueText(view, one.after),
    decisions.states[one.state],
    decisions.people(one.author, one.approver),
    <span lang="fr">{one.reason}</span>,
    one.steps.map((step) => <Step view={view} step={step} />),
  ];
}

const valueText = (view: View, value: string | null) =>
  value === null ? view.words.decisions.noFigure : view.format.number(value);

function whereOf(view: View, { place, from, to }: Correction): string {
  const { name, code, dims, grain, first, last } = place;
  const when =
    grain !== "state" && first !== null
      ? view.format.period({ grain, first, last: last ?? first })
      : daysText(view, from, to);
  return [name ?? code, ...Object.values(dims), when].filter(Boolean).join(", ");
}

/** A fact, with who and why where it is an undoing. */
function Step({ view, step }: { readonly view: View; readonly step: Correction["steps"][number] }) {
  const { lineage, decisions } = view.words;
  const { topic, partition, offset, type, recorded, author, approver, reason } = step;
  const at = view.format.instant(recorded);
  return (
    <span class="bytes">
      <code>{`${topic} ${partition}:${offset}`}</code>,{" "}
      {type === "decision.undone" ? (
        <>
          {decisions.ended.undone(at, decisions.undoers(author, approver))}
          <span lang="fr">{reason}</span>
        </>
      ) : (
        `${lineage.types[type] ?? type}, ${at}`
      )}
    </span>
  );
}
