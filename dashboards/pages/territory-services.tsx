// The services of a territory in three states. Rates have a named reference; raw counts have none.
import type { Child } from "hono/jsx";
import type { FigureHere, ServiceHere, TerritoryRef } from "../shapes/territory.ts";
import { BLANK, CardsTable } from "./cards-table.tsx";
import { Chip } from "./chip.tsx";
import { territoryPath } from "./finder.tsx";
import { Provenance } from "./lineage-link.tsx";
import { Panel } from "./panel.tsx";
import { ServiceLink } from "./table.tsx";
import type { TerritoryProps } from "./territory-props.ts";
import { say, type View } from "./view.ts";

/** Rows of a state that the page shows; the rest is in the panel's data. */
const SHOWN = 30;

export function TerritoryServices({ model, view }: TerritoryProps) {
  const { words, format } = view;
  const text = words.territory.services;
  const { used, unused, silent } = model.services;
  const group = (title: (count: string) => string, all: readonly ServiceHere[], rows: Row) => ({
    title: title(format.number(String(all.length))),
    rows: all.slice(0, SHOWN).flatMap((one) => rows(view, one)),
    more: all.length > SHOWN && text.more(format.number(String(all.length - SHOWN))),
  });
  const columns = [
    { label: text.service },
    { label: text.here },
    { label: text.rate, number: true },
    { label: text.reference, number: true },
  ];
  const all = used.length + unused.length + silent.length;
  return (
    <Panel
      view={view}
      id="services"
      title={text.title}
      name={text.title}
      sub={text.sub(format.date(model.head.day))}
      day={model.head.day}
      json={`${territoryPath(model.territory)}.json${view.query}`}
    >
      <Counted view={view} used={used} />
      {all === 0 ? (
        <p class="absent">{text.none}</p>
      ) : (
        <CardsTable
          label={text.title}
          columns={columns}
          groups={[
            group(text.used, used, (shown, one) => usedRows(shown, one, model.territory)),
            group(text.unused, unused, (shown, one) => [otherRow(shown, one, text.notUsed)]),
          ]}
        />
      )}
      {silent.length > 0 && (
        <details>
          <summary>{text.silent(format.number(String(silent.length)))}</summary>
          <CardsTable
            label={text.silent(format.number(String(silent.length)))}
            columns={columns.slice(0, 2)}
            groups={[
              {
                rows: silent.slice(0, SHOWN).map((one) => otherRow(view, one, text.noDetail).slice(0, 2)),
                more: silent.length > SHOWN && text.more(format.number(String(silent.length - SHOWN))),
              },
            ]}
          />
        </details>
      )}
    </Panel>
  );
}

/** Whose communes make the coverage, and why the other services that are used here do not count in it. */
function Counted({ view, used }: { view: View; used: readonly ServiceHere[] }) {
  const text = view.words.territory.services;
  const names = (all: readonly ServiceHere[]) => view.format.list(all.map(({ service }) => service.name));
  const counted = used.filter(({ communes }) => communes !== null);
  const others = used.filter(({ communes }) => communes === null);
  return (
    <p class="quiet">
      {counted.length > 0 && text.counted(names(counted))} {others.length > 0 && text.notCounted(names(others))}
    </p>
  );
}

type Cells = Child[];
type Row = (view: View, one: ServiceHere) => Cells[];

function head(view: View, one: ServiceHere) {
  return (
    <>
      <ServiceLink view={view} service={one.service} />
      {one.freshness.state !== "ok" && (
        <small>
          <Chip view={view} state={one.freshness.state} />
        </small>
      )}
    </>
  );
}

/** The communes first, then each figure, one row each. */
function usedRows(view: View, one: ServiceHere, here: TerritoryRef): Cells[] {
  const { service } = one;
  /** Of the territory's own cell, where the figure is that one; else of the service's figure, which it is part of. */
  const from = (metric: string, label: string, isOwn: boolean) => {
    const place = { level: here.level, code: here.code, grain: "state", first: null, dims: {} } as const;
    const name = `${service.name}, ${label}`;
    return (
      <small>
        <Provenance view={view} startup={service.id} metric={metric} name={name} {...(isOwn && { place })} />
      </small>
    );
  };
  const rows = [
    ...(one.communes
      ? [
          communesCells(
            view,
            one.communes,
            from("communes_couvertes", view.words.territory.services.here, here.level === "commune"),
          ),
        ]
      : []),
    ...one.figures.map((figure) =>
      figureCells(view, figure, from(figure.metric.key, say(view, figure.metric.label), isOwnCell(figure, here))),
    ),
  ];
  return rows.map((cells, index) => [
    index === 0 ? head(view, one) : <span class="quiet">{one.service.name}</span>,
    ...cells,
  ]);
}

function communesCells({ words, format }: View, communes: NonNullable<ServiceHere["communes"]>, from: Child): Cells {
  const text = words.territory.services;
  const { part, whole } = communes.communes;
  const since = (communes.atStart ? text.atStart : text.since)(format.date(communes.since));
  const reference = communes.references.at(-1);
  const other = reference?.covered.communes;
  return [
    <>
      {whole === "1" ? words.territory.cards.yes : words.territory.communes(Number(part), format.number(part))}
      <small>{since}</small>
      {from}
    </>,
    whole === "1" ? BLANK : format.percent(part, whole),
    reference && other ? (
      <>
        {format.percent(other.part, other.whole)}
        <small>{reference.territory.name}</small>
      </>
    ) : (
      BLANK
    ),
  ];
}

const isOwnCell = ({ rule, level, first }: FigureHere, here: TerritoryRef) =>
  rule === "stated" && first === null && level === here.level;

function figureCells(view: View, figure: FigureHere, from: Child): Cells {
  const { words, format } = view;
  const text = words.territory.services;
  const { metric, share, rate, level } = figure;
  return [
    <>
      {amount(view, figure)}
      <small>
        {say(view, metric.label)}, {period(view, figure)}
        {howMade(view, figure)}
      </small>
      {from}
    </>,
    metric.kind === "ratio" && share ? (
      format.percent(share.part, share.whole, 1)
    ) : rate ? (
      <>
        {format.number(rate.value, 1)}
        <small>{text.perThousand}</small>
      </>
    ) : (
      BLANK
    ),
    rate ? (
      <>
        {format.number(rate.reference, 1)}
        <small>{text.users(rate.places, format.number(String(rate.places)), words.startup.levels[level])}</small>
      </>
    ) : (
      BLANK
    ),
  ];
}

/** A territory that is a member of a set says so; anything else is a number with its unit. */
function amount(view: View, { metric, value, share, rule, level }: FigureHere): string {
  const { words, format } = view;
  if (metric.kind === "ratio" && share)
    return words.startup.ratioOf(format.number(share.part), format.number(share.whole));
  if (value === null) return words.table.missing;
  if (metric.kind === "membership" && rule === "stated") return words.territory.cards.yes;
  const unit = metric.kind === "membership" && value === "1" ? words.startup.levels[level] : say(view, metric.unit);
  return `${format.number(value)} ${unit}`;
}

function period({ words, format }: View, { first, last, metric, grain }: FigureHere): string {
  if (first === null) return words.figure.at(format.date(last));
  const year = metric.kind === "flow" || metric.kind === "ratio";
  return year ? words.territory.services.year(format.date(last)) : format.period({ grain, first, last });
}

/** How many territories were added up; a union's size is its own figure. */
function howMade({ words, format }: View, { rule, places, level }: FigureHere): string {
  if (places === null || rule === "union") return "";
  const names = places === 1 ? words.startup.levels[level] : words.startup.levelsMany[level];
  return `, ${words.territory.services.sum(format.number(String(places)), names)}`;
}

function otherRow(view: View, one: ServiceHere, word: string): Cells {
  const { words, format } = view;
  const text = words.territory.services;
  const levels = one.levels.map((level) => words.startup.levels[level]);
  return [
    head(view, one),
    <>
      {one.expired === null ? word : text.expired(format.date(one.expired))}
      {levels.length > 0 && <small>{text.detailBy(format.list(levels))}</small>}
    </>,
    BLANK,
    BLANK,
  ];
}
