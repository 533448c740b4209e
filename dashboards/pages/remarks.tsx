// Remarks that people put beside a startup's figures, with their days.
import type { StartupModel } from "../shapes/startup.ts";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { say, type View } from "./view.ts";

export function RemarksPanel({ view, model }: { view: View; model: StartupModel }) {
  const { remarks: words } = view.words;
  const { format } = view;
  const { remarks = [], head } = model;
  if (remarks.length === 0) return null;
  return (
    <Panel view={view} id="remarques" title={words.title} name={words.title} sub={words.sub} day={head.day}>
      <Table
        caption={words.title}
        label={words.title}
        columns={[{ label: words.when }, { label: words.about }, { label: words.remark }]}
        rows={remarks.map(({ first, last, metric, text }) => [
          first === last ? format.date(first) : words.span(format.date(first), format.date(last)),
          metric === null ? words.whole : say(view, metric.label),
          say(view, text),
        ])}
      />
    </Panel>
  );
}
