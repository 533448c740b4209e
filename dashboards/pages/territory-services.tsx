// The services of a territory in three states. Rates have a named reference; raw counts have none.
import type { Child } from "hono/jsx";
import type { FigureHere, ServiceHere } from "../shapes/territory.ts";
import { CardsTable } from "./cards-table.tsx";
import { Chip } from "./chip.tsx";
import { territoryPath } from "./finder.tsx";
import { Panel } from "./panel.tsx";
import { ServiceLink } from "./table.tsx";
import type { TerritoryProps } from "./territory.tsx";
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
  const all = used.length + unused.length + silent.length;
  return (
    <Panel
      view={view}
      id="services"
      title={text.title}
      name={text.title}
      sub={text.sub(format.date(model.head.day))}
      day={model.head.day}
      json={`${territoryPath(model.territory)}.json`}
    >
      {all === 0 ? (
        <p class="absent">{text.none}</p>
      ) : (
        <CardsTable
          label={text.title}
          columns={[
            { label: text.service },
            { label: text.here },
            { label: text.rate, number: true },
            { label: text.reference, number: true },
          ]}
          groups={[
            group(text.used, used, usedRows),
            group(text.unused, unused, (shown, one) => [otherRow(shown, one, text.notUsed)]),
            group(text.silent, silent, (shown, one) => [otherRow(shown, one, text.noDetail)]),
          ]}
        />
      )}
    </Panel>
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
function usedRows(view: View, one: ServiceHere): Cells[] {
  const rows = [...(one.communes ? [communesCells(view, one.communes)] : []), ...one.figures.map((figure) => figureCells(view, figure))];
  return rows.map((cells, index) => [index === 0 ? head(view, one) : <span class="quiet">{one.service.name}</span>, ...cells]);
}

function communesCells({ words, format }: View, communes: NonNullable<ServiceHere["communes"]>): Cells {
  const text = words.territory.services;
  const { part, whole } = communes.communes;
  const since = (communes.atStart ? text.atStart : text.since)(format.date(communes.since));
  const reference = communes.references.at(-1);
  const other = reference?.covered.communes;
  return [
    <>
      {whole === "1" ? words.territory.cards.yes : words.territory.communes(Number(part), format.number(part))}
      <small>{since}</small>
    </>,
    whole === "1" ? "—" : format.percent(part, whole),
    reference && other ? (
      <>
        {format.percent(other.part, other.whole)}
        <small>{reference.territory.name}</small>
      </>
    ) : (
      "—"
    ),
  ];
}

function figureCells(view: View, figure: FigureHere): Cells {
  const { words, format } = view;
  const text = words.territory.services;
  const { metric, value, share, rate, level, places } = figure;
  const isRatio = metric.kind === "ratio";
  const amount =
    isRatio && share
      ? `${format.number(share.part)} / ${format.number(share.whole)}`
      : value === null
        ? words.table.missing
        : `${format.number(value)} ${say(view, metric.unit)}`;
  return [
    <>
      {say(view, metric.label)}
      {" — "}
      {amount}
      <small>
        {period(view, figure)}
        {places !== null && `, ${howMade(view, figure)}`}
      </small>
    </>,
    isRatio && share ? (
      format.percent(share.part, share.whole, 1)
    ) : rate ? (
      <>
        {format.number(rate.value, 1)}
        <small>{text.perThousand}</small>
      </>
    ) : (
      "—"
    ),
    rate ? (
      <>
        {format.number(rate.reference, 1)}
        <small>{text.users(rate.places, format.number(String(rate.places)), words.startup.levels[level])}</small>
      </>
    ) : (
      "—"
    ),
  ];
}

function period({ words, format }: View, { first, last }: FigureHere): string {
  return first === null ? words.figure.at(format.date(last)) : `${format.date(first)} – ${format.date(last)}`;
}

function howMade({ words, format }: View, { rule, places, level }: FigureHere): string {
  const text = words.territory.services;
  const count = format.number(String(places ?? 0));
  const names = places === 1 ? words.startup.levels[level] : words.startup.levelsMany[level];
  return rule === "union" ? text.union(count, names) : text.sum(count, names);
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
    "—",
    "—",
  ];
}
