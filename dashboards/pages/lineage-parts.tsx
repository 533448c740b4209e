// What a ratio is made of: its numerator and its denominator over the same periods, each with a provenance of its own.
import type { LineageModel } from "../shapes/lineage.ts";
import { lineageLink } from "./lineage-link.tsx";
import { Panel } from "./panel.tsx";
import { Table } from "./table.tsx";
import { apiHref, say, type View } from "./view.ts";

type Part = LineageModel["parts"][number];

export function LineageParts({ model, view }: { readonly model: LineageModel; readonly view: View }) {
  const { lineage, table } = view.words;
  return (
    <Panel
      view={view}
      id="parts"
      title={lineage.parts}
      name={lineage.parts}
      sub={lineage.partsSub}
      day={model.head.day}
      json={apiHref(view, "/api/v1/lineage")}
    >
      <Table
        caption={lineage.parts}
        label={lineage.parts}
        columns={[
          { label: lineage.role },
          { label: lineage.metric },
          { label: lineage.says, number: true },
          { label: lineage.period },
        ]}
        rows={model.parts.map((part) => [
          lineage.roles[part.role],
          <a href={partHref(view, model, part)}>{say(view, part.metric.label)}</a>,
          part.value === null ? table.missing : view.format.number(part.value),
          daysText(view, part),
        ])}
      />
    </Panel>
  );
}

/** Of the same cells as the ratio: one place, or all that have both parts. */
function partHref(view: View, { startup, metric, head }: LineageModel, { place, periods, ...part }: Part): string {
  const of = place ? { place } : { ratio: metric.key, ...(periods && { periods }) };
  return lineageLink(view, startup.id, part.metric.key, { ...of, day: head.day });
}

function daysText(view: View, { place, periods }: Part): string {
  if (periods) return periodsText(view, periods);
  if (!place?.first || place.grain === "state") return view.words.table.missing;
  return view.format.period({ grain: place.grain, first: place.first, last: place.last ?? place.first });
}

/** One period by its name, several by their first and last days. */
export function periodsText(
  { format, words }: View,
  { grain, first, last }: NonNullable<LineageModel["periods"]>,
): string {
  const one = format.period({ grain, first, last });
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return days <= LONGEST[grain] ? one : words.remarks.span(format.date(first), format.date(last));
}
const LONGEST = { day: 1, week: 7, sunday_week: 7, month: 31, quarter: 92, year: 366 } as const;
