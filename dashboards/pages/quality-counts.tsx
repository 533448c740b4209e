// What was refused, failed, doubted and revised, as counts, and the ledger: the public sees no row of an answer.
import type { Child } from "hono/jsx";
import type { Happening, QualityModel } from "../shapes/quality.ts";
import { Panel } from "./panel.tsx";
import { revisionsLink } from "./revisions-link.ts";
import { reasonOf, remedyOf, sourcePath } from "./source-words.tsx";
import { type Column, Table } from "./table.tsx";
import { apiHref, link, linkWith, say, type View } from "./view.ts";

export function SourceLink({
  view,
  of: { startup, source },
}: {
  view: View;
  of: Pick<Happening, "startup" | "source">;
}) {
  const label = source.label === startup.name ? startup.name : `${startup.name} — ${source.label}`;
  if (source.kind === "") return <>{label}</>;
  return <a href={link(view, sourcePath(startup.id, source.id))}>{label}</a>;
}

interface Counted {
  readonly view: View;
  readonly model: QualityModel;
  readonly id: "rejects" | "failures" | "findings";
}
/** A panel of happenings: when last, which source, why, how often, and what to do where there is something to do. */
export function HappeningsPanel({ view, model, id }: Counted) {
  const { quality } = view.words;
  const since = view.format.date(model.since);
  const words = {
    rejects: { title: quality.rejects, sub: quality.rejectsSub(since), none: quality.noRejects },
    failures: { title: quality.failures, sub: quality.failuresSub(since), none: quality.noFailures },
    findings: { title: quality.findings, sub: quality.findingsSub(since), none: quality.noFindings },
  }[id];
  const rows = model[id];
  const remedies = id === "rejects";
  const columns: Column[] = [
    { label: quality.source },
    { label: quality.lastTime },
    { label: quality.reason },
    { label: quality.count, number: true },
    ...(remedies ? [{ label: quality.todo }] : []),
  ];
  return (
    <Panel
      view={view}
      id={id}
      title={words.title}
      name={words.title}
      sub={words.sub}
      day={model.head.day}
      json={apiHref(view, "/api/v1/qualite")}
    >
      {rows.length === 0 ? (
        <p class="absent">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          label={words.title}
          columns={columns}
          rows={rows.map((row): Child[] => [
            <SourceLink view={view} of={row} />,
            view.format.dayOf(row.last),
            <>
              {reasonOf(view, row.code)}
              {row.state === "idle" && <small> ({quality.idle})</small>}
            </>,
            view.format.number(String(row.count)),
            ...(remedies ? [remedyOf(view, row.code) ?? quality.none] : []),
          ])}
        />
      )}
    </Panel>
  );
}

/** Doubts of the day by kind: those of the page of doubts, to which it leads. */
export function DoubtsPanel({ view, model }: { view: View; model: QualityModel }) {
  const { quality, doubts: words } = view.words;
  const text = (count: number) => view.format.number(String(count));
  return (
    <Panel
      view={view}
      id="doubts"
      title={quality.doubts}
      name={quality.doubts}
      sub={quality.doubtsSub(view.format.date(model.head.day))}
      day={model.head.day}
      json={apiHref(view, "/api/v1/qualite")}
    >
      <p>
        <a href={linkWith(view, "/doutes", {})}>{words.link}</a>
      </p>
      {model.doubts.length === 0 ? (
        <p class="absent">{quality.noDoubts}</p>
      ) : (
        <Table
          caption={quality.doubts}
          label={quality.doubts}
          columns={[
            { label: quality.doubt },
            { label: quality.severity },
            { label: quality.count, number: true },
            { label: quality.takenNote, number: true },
          ]}
          rows={model.doubts.map(({ code, severity, count, acknowledged }) => [
            <a href={linkWith(view, "/doutes", { code })}>{words.codes[code].name}</a>,
            words.severities[severity],
            text(count),
            text(acknowledged),
          ])}
        />
      )}
    </Panel>
  );
}

export function RevisionsPanel({ view, model }: { view: View; model: QualityModel }) {
  const { quality } = view.words;
  return (
    <Panel
      view={view}
      id="revisions"
      title={quality.revisions}
      name={quality.revisions}
      sub={quality.revisionsSub(view.format.date(model.since))}
      day={model.head.day}
      json={apiHref(view, "/api/v1/qualite")}
    >
      <p>
        <a href={revisionsLink(view)}>{view.words.revisions.all}</a>
      </p>
      {model.revisions.length === 0 ? (
        <p class="absent">{quality.noRevisions}</p>
      ) : (
        <Table
          caption={quality.revisions}
          label={quality.revisions}
          columns={[
            { label: quality.source },
            { label: quality.metric },
            { label: quality.lastTime },
            { label: quality.cells, number: true },
          ]}
          rows={model.revisions.map((row) => [
            <SourceLink view={view} of={row} />,
            say(view, row.metric.label),
            view.format.dayOf(row.last),
            view.format.number(String(row.cells)),
          ])}
        />
      )}
    </Panel>
  );
}

/** Every total with the parts that must make it, and whether they do. */
export function LedgerPanel({ view, model }: { view: View; model: QualityModel }) {
  const { quality } = view.words;
  const text = (count: number) => view.format.number(String(count));
  return (
    <Panel
      view={view}
      id="ledger"
      title={quality.ledger}
      name={quality.ledger}
      sub={quality.ledgerSub}
      day={model.head.day}
      json={apiHref(view, "/api/v1/qualite")}
    >
      <p class={model.ledger.adds ? "good" : "bad"}>{model.ledger.adds ? quality.ledgerAdds : quality.ledgerFails}</p>
      <Table
        caption={quality.ledger}
        label={quality.ledger}
        columns={[
          { label: quality.count },
          { label: quality.total, number: true },
          { label: quality.parts },
          { label: quality.adds },
        ]}
        rows={model.ledger.lines.map(({ id, total, parts, adds }) => [
          quality.ledgerLine[id],
          text(total),
          parts.map((part) => `${text(part.count)} ${quality.partNames[part.id]}`).join(" + "),
          adds ? quality.yes : <b class="bad">{quality.no}</b>,
        ])}
      />
    </Panel>
  );
}
