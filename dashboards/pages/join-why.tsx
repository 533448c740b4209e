// Why an address is read as it is, in the page's language: what was seen, what is not read, and the proposed file.
import { metricOf } from "../../schemas/catalogue.ts";
import type { CheckReply, Finding } from "../../schemas/check.ts";
import { Table } from "./table.tsx";
import { say, type View } from "./view.ts";

/** `visites for nb_visites`, `visites pour nb_visites`: the metric by its label, then the figure's own name. */
function metricRead(view: View, read: string): string {
  const [, key = read, name = ""] = /^(\S+) (?:for|pour) ([\s\S]*)$/.exec(read) ?? [];
  const metric = metricOf(key);
  return metric ? [say(view, metric.label), name].filter(Boolean).join(" ← ") : read;
}

function evidenceRow(view: View, { about, confidence, ...told }: Finding) {
  const { join } = view.words;
  const [read, seen] = view.lang === "fr" ? [told.foundFr, told.evidenceFr] : [told.found, told.evidence];
  return [
    join.about[about],
    about === "metric" ? metricRead(view, read) : <code>{read}</code>,
    join.confidence[confidence],
    seen,
  ];
}

/** The evidence and the file are for whoever will look after the source: folded. */
export function Why({ view, reply }: { view: View; reply: CheckReply }) {
  const { join } = view.words;
  const { found, refused, proposal } = reply;
  if (found.length + refused.length === 0 && proposal === null) return null;
  return (
    <section class="panel" aria-labelledby="pourquoi-t">
      <h2 id="pourquoi-t">{join.evidence}</h2>
      {refused.length > 0 && (
        <>
          <h3>{join.refused}</h3>
          <ul class="plain">
            {refused.map((one) => (
              <li>{view.lang === "fr" ? `${one.whatFr} : ${one.whyFr}` : `${one.what}: ${one.why}`}</li>
            ))}
          </ul>
        </>
      )}
      {found.length > 0 && (
        <Table
          caption={join.evidence}
          label={join.evidence}
          columns={Object.values(join.evidenceColumns).map((label) => ({ label }))}
          rows={found.map((one) => evidenceRow(view, one))}
        />
      )}
      {proposal && (
        <details>
          <summary>{reply.outcome === "readable" ? join.file : join.fileUnusable}</summary>
          <pre tabindex={0}>
            <code>{JSON.stringify(proposal, null, 2)}</code>
          </pre>
        </details>
      )}
    </section>
  );
}
