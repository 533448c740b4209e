// The entry to all territories: France's figures, régions and départements, and a form to find any other.

import type { Child } from "hono/jsx";
import type { RowInside, TerritoriesModel } from "../shapes/territory.ts";
import { capital } from "./capital.ts";
import { CardsTable } from "./cards-table.tsx";
import { ContextBar } from "./context-bar.tsx";
import { DepartementMap, type ShareRow } from "./departement-map.tsx";
import { Crumbs, Finder, TerritoryLink } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { CoverageLine } from "./territory-coverage.tsx";
import { link, type View } from "./view.ts";

export function TerritoriesPage({ model, view }: { model: TerritoriesModel; view: View }) {
  const { words, format } = view;
  const text = words.territory;
  const { coverage, services, apart, head } = model;
  const { part, whole } = coverage.communes;
  const people = coverage.population;
  const title =
    part === "0" ? text.entry.none : capital(text.entry.finding(format.percent(part, whole), format.number(whole)));
  return (
    <Layout view={view} title={title} current="territories" head={head} json={`/territoires.json${view.query}`}>
      <Crumbs view={view} way={[]} here={text.title} />
      <h1>{title}</h1>
      {part !== "0" && people && (
        <p class="lead">
          {text.entry.lead(
            format.percent(people.part, people.whole),
            words.figure.inhabitants(format.short(people.part)),
          )}{" "}
          <a href={link(view, "/territoires/france")}>{text.entry.france}</a>.
        </p>
      )}
      <ContextBar view={view} head={head} periods />
      <Finder view={view} id="find" label={text.find.label} submit={text.find.submit} />
      <CoverageLine view={view} coverage={coverage} day={head.day} json={`/territoires.json${view.query}`} width={1120}>
        {services.length > 0 && (
          <p class="quiet">
            {text.entry.union(
              format.list(services.map(({ name, communes }) => `${name} (${format.number(communes)})`)),
            )}
          </p>
        )}
        <p class="quiet">{text.entry.apart(format.number(apart.part), format.number(apart.whole))}</p>
        {model.unlisted.map(({ service, codes }) => (
          <p class="note">
            {text.entry.unlisted(
              service.name,
              codes.length,
              format.number(String(codes.length)),
              codes.slice(0, 20).join(", "),
            )}
          </p>
        ))}
      </CoverageLine>
      <Rows view={view} id="regions" title={text.entry.regions} rows={model.regions} day={head.day} />
      <Rows view={view} id="departements" title={text.entry.departements} rows={model.departements} day={head.day}>
        <DepartementMap view={view} rows={model.departements.map(sharesOf)} />
      </Rows>
      <Rows
        view={view}
        id="collectivites"
        title={text.entry.collectivites}
        note={text.entry.collectivitesRule}
        rows={model.collectivites}
        day={head.day}
      />
    </Layout>
  );
}

const sharesOf = ({ level, code, name, communes }: RowInside): ShareRow => ({
  level,
  code,
  name,
  value: communes.part,
  of: communes.whole,
});

function Rows(props: {
  view: View;
  id: string;
  title: string;
  note?: string;
  rows: readonly RowInside[];
  day: string;
  children?: Child;
}) {
  const { view, id, title, rows, day } = props;
  const { words, format } = view;
  const text = words.territory.inside;
  return (
    <Panel
      view={view}
      id={id}
      title={title}
      name={title}
      sub={`${text.sub(format.date(day))}${props.note ? ` · ${props.note}` : ""}`}
      day={day}
      json={`/territoires.json${view.query}`}
    >
      {props.children}
      <CardsTable
        label={title}
        columns={[
          { label: text.name },
          { label: words.table.code },
          { label: text.covered, number: true },
          { label: text.share, number: true },
          { label: words.table.population, number: true },
        ]}
        groups={[
          {
            rows: rows.map((row) => [
              <TerritoryLink view={view} territory={row} />,
              row.code,
              words.territory.cards.outOf(format.number(row.communes.part), format.number(row.communes.whole)),
              format.percent(row.communes.part, row.communes.whole),
              row.people === null ? words.table.missing : format.percent(row.people.part, row.people.whole),
            ]),
          },
        ]}
      />
    </Panel>
  );
}
