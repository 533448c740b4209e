// What is inside a territory: one table a level, the last one in pages, each row leading to its own page.
import { gauge } from "../charts/gauge.tsx";
import { fraction } from "../format.ts";
import type { Inside, RowInside, TerritoryQuery } from "../shapes/territory.ts";
import { CardsTable } from "./cards-table.tsx";
import { TerritoryLink, territoryPath } from "./finder.tsx";
import { Panel } from "./panel.tsx";
import type { TerritoryProps } from "./territory-props.ts";
import { href, type View } from "./view.ts";

/** Services of a row that are named; the rest is counted. */
const NAMED = 3;

export const insidePanel = (level: Inside["level"]) => `par-${level}`;

export function InsidePanels({ model, view, query }: TerritoryProps & { query: TerritoryQuery }) {
  const { words, format } = view;
  const text = words.territory.inside;
  const { head, territory, coverage, inside } = model;
  const mean = coverage.communes;
  const reference = fraction(mean.part, mean.whole);
  return (
    <>
      {inside.map((part) => (
        <Panel
          view={view}
          id={insidePanel(part.level)}
          title={words.territory.many[part.level]}
          name={`${words.territory.many[part.level]}, ${territory.name}`}
          sub={`${text.sub(format.date(head.day))} · ${format.number(String(part.count))} ${words.territory.manyNouns[part.level]}`}
          day={head.day}
          json={`${territoryPath(territory)}.json${view.query}`}
        >
          <RowsTable
            view={view}
            part={part}
            label={words.territory.many[part.level]}
            {...(reference === undefined ? {} : { reference })}
          />
          <Pager view={view} part={part} query={query} path={territoryPath(territory)} />
          {part.level !== "commune" && mean.part !== "0" && (
            <p class="quiet">{text.mean(format.percent(mean.part, mean.whole))}</p>
          )}
          {part.rows.some(({ elsewhere }) => elsewhere) && (
            <p class="quiet">{text.elsewhereNote(text.of[territory.level as keyof typeof text.of])}</p>
          )}
        </Panel>
      ))}
    </>
  );
}

export function RowsTable(props: {
  view: View;
  part: Pick<Inside, "level" | "rows" | "outside">;
  label: string;
  reference?: number;
}) {
  const { view, part, label } = props;
  const text = view.words.territory.inside;
  const rows = part.outside ? [...part.rows, part.outside] : part.rows;
  const named = (row: RowInside) => (row === part.outside ? text.outside : undefined);
  if (part.level === "commune")
    return (
      <CardsTable
        label={label}
        columns={[{ label: text.name }, { label: text.people, number: true }, { label: text.services }]}
        groups={[
          {
            rows: rows.map((row) => [
              <TerritoryLink view={view} territory={row} />,
              people(view, row),
              services(view, row),
            ]),
          },
        ]}
      />
    );
  return (
    <CardsTable
      label={label}
      columns={[
        { label: text.name },
        { label: text.people, number: true },
        { label: text.covered, number: true },
        { label: text.share, number: true },
        { label: text.gauge },
      ]}
      groups={[
        {
          rows: rows.map((row) => [
            named(row) ?? (
              <>
                <TerritoryLink view={view} territory={row} />
                {row.elsewhere && <small>{text.elsewhere}</small>}
              </>
            ),
            people(view, row),
            view.words.territory.cards.outOf(
              view.format.number(row.communes.part),
              view.format.number(row.communes.whole),
            ),
            view.format.percent(row.communes.part, row.communes.whole),
            gauge(fraction(row.communes.part, row.communes.whole) ?? 0, props.reference),
          ]),
        },
      ]}
    />
  );
}

const people = ({ words, format }: View, { population }: RowInside) =>
  population === null ? words.table.missing : format.number(population);

function services({ words, format }: View, { services: all }: RowInside): string {
  if (all.length === 0) return words.territory.inside.noService;
  const named = all.slice(0, NAMED).map(({ name }) => name);
  return format.list(all.length > NAMED ? [...named, `+ ${all.length - NAMED}`] : named);
}

/** The pages of the table as links; each keeps the day and the order. */
function Pager({ view, part, query, path }: { view: View; part: Inside; query: TerritoryQuery; path: string }) {
  const { words, format } = view;
  const text = words.territory.inside;
  if (part.pages === 1) return null;
  const to = (more: Partial<Record<"page" | "lignes", string>>) => {
    const params = new URLSearchParams(view.query);
    params.delete("page");
    for (const [name, value] of Object.entries(more)) params.set(name, value);
    const asked = params.toString();
    return `${href(view, path)}${asked ? `?${asked}` : ""}#${insidePanel(part.level)}`;
  };
  return (
    <nav class="pager" aria-label={`${text.pages}, ${words.territory.many[part.level]}, ${query.page}`}>
      <span>{text.page(format.number(String(part.page)), format.number(String(part.pages)))}</span>
      {part.page > 1 && (
        <a rel="prev" href={to({ page: String(part.page - 1) })}>
          {text.previous}
        </a>
      )}
      {part.page < part.pages && (
        <a rel="next" href={to({ page: String(part.page + 1) })}>
          {text.next}
        </a>
      )}
      <a href={to({ lignes: "toutes" })}>{text.all(format.number(String(part.count)))}</a>
    </nav>
  );
}
