// The table of sources: problems first, each with its strip, what is happening and who must act.
import type { Child } from "hono/jsx";
import { strip } from "../charts/strip.tsx";
import { STATES } from "../figure.ts";
import type { QualityModel, SourceHealth } from "../shapes/quality.ts";
import { CardsTable } from "./cards-table.tsx";
import { Chip } from "./chip.tsx";
import { Panel } from "./panel.tsx";
import { actorName, happens, kindOf, sourcePath } from "./source-words.tsx";
import { apiHref, href, link, type View } from "./view.ts";

/** This page with other choices; an empty one is left out. */
export function chosen(view: View, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(view.query);
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    if (value !== "") params.set(name, value);
  }
  const query = params.toString();
  return `${href(view, "/qualite")}${query === "" ? "" : `?${query}`}`;
}

export function SourcesPanel({ model, view }: { model: QualityModel; view: View }) {
  const { quality } = view.words;
  const { head, sources, table } = model;
  const text = (count: number) => view.format.number(String(count));
  return (
    <Panel
      view={view}
      id="sources"
      title={quality.table}
      name={quality.table}
      sub={quality.tableSub(text(sources.connected), view.format.date(head.day))}
      day={head.day}
      json={apiHref(view, "/api/v1/qualite")}
    >
      <nav aria-label={quality.filter}>
        <ul class="states">
          {STATES.flatMap((state) => {
            const count = sources.states.find((one) => one.state === state)?.count ?? 0;
            if (count === 0 && table.state !== state) return [];
            const current = table.state === state ? { "aria-current": "true" as const } : {};
            return [
              <li>
                <a href={chosen(view, { etat: state, page: "" })} {...current}>
                  <Chip view={view} state={state} /> {text(count)}
                </a>
              </li>,
            ];
          })}
          {table.state !== null && (
            <li>
              <a href={chosen(view, { etat: "", page: "" })}>{quality.all}</a>
            </li>
          )}
        </ul>
      </nav>
      <SourcesTable view={view} rows={table.rows} label={quality.table} />
      <Legend view={view} />
      {table.pages > 1 && <Pager view={view} table={table} />}
    </Panel>
  );
}

export function SourcesTable({ view, rows, label }: { view: View; rows: readonly SourceHealth[]; label: string }) {
  const { quality } = view.words;
  const heads = [quality.source, quality.state, quality.received, quality.happens, quality.who];
  return (
    <CardsTable
      label={label}
      columns={heads.map((head) => ({ label: head }))}
      groups={[{ rows: rows.map((row) => sourceRow(view, row)) }]}
    />
  );
}

function sourceRow(view: View, row: SourceHealth): Child[] {
  const { words, format } = view;
  const { quality } = words;
  const { startup, source, freshness } = row;
  const who = actorName(view, row.actor, startup);
  return [
    <>
      <a href={link(view, sourcePath(startup.id, source.id))}>
        {startup.name}
        {source.label !== startup.name && ` — ${source.label}`}
      </a>
      <small>{kindOf(view, row)}</small>
    </>,
    <>
      <Chip view={view} state={freshness.state} />
      <small>{freshness.last === null ? quality.neverLast : quality.last(format.dayOf(freshness.last))}</small>
    </>,
    <StripOf view={view} row={row} />,
    <span class={row.actor === "nobody" ? "quiet" : ""}>{happens(view, row)}</span>,
    row.actor === "nobody" ? <span class="quiet">{who}</span> : <b>{who}</b>,
  ];
}

/** Drawing and sentence, from the same letters. */
export function StripOf({ view, row: { strip: own, freshness } }: { view: View; row: SourceHealth }) {
  const { quality } = view.words;
  if (!own || freshness.every === null) return <span class="quiet">{quality.noStrip}</span>;
  return (
    <span>
      {strip(own.cells)}
      <small>{quality.strip(freshness.every, own)}</small>
    </span>
  );
}

function Legend({ view }: { view: View }) {
  const { legend } = view.words.quality;
  const letters = ["o", "l", "h", "m", "."] as const;
  return (
    <ul class="strip-legend">
      <li class="quiet">{legend.title}</li>
      {letters.map((letter) => (
        <li>
          {strip(letter)} {legend[letter]}
        </li>
      ))}
    </ul>
  );
}

function Pager({ view, table: { page, pages } }: { view: View; table: QualityModel["table"] }) {
  const { quality } = view.words;
  const text = (count: number) => view.format.number(String(count));
  return (
    <nav aria-label={quality.pager}>
      <ul class="states">
        <li>{quality.pages(text(page), text(pages))}</li>
        {page > 1 && (
          <li>
            <a href={chosen(view, { page: String(page - 1) })}>{quality.before}</a>
          </li>
        )}
        {page < pages && (
          <li>
            <a href={chosen(view, { page: String(page + 1) })}>{quality.after}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}
