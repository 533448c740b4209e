// What was found, group by group; with nothing asked, what can be.
import type { Child } from "hono/jsx";
import { MOST, type SearchModel, type TerritoryHit } from "../shapes/search.ts";
import { CardsTable } from "./cards-table.tsx";
import { Crumbs, Finder, metricPath, TerritoryLink } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import type { Column } from "./table.tsx";
import { csvHref, link, say, type View } from "./view.ts";

interface SearchProps {
  readonly model: SearchModel;
  readonly view: View;
}
const GROUPS = ["communes", "epci", "departements", "regions", "services", "metrics"] as const;

export function SearchPage({ model, view }: SearchProps) {
  const { words, format } = view;
  const text = words.find;
  const asked = model.asked.trim();
  const count = GROUPS.reduce((sum, name) => sum + model[name].count, 0);
  const title = asked ? text.found(count, format.number(String(count)), asked) : text.empty;
  return (
    <Layout view={view} title={title} head={model.head} json={`/recherche.json${view.query}`} search={asked}>
      <Crumbs view={view} way={[]} here={text.title} />
      <h1>{title}</h1>
      <Finder view={view} id="q" label={text.label} submit={text.submit} asked={asked} />
      {asked === "" && <What view={view} />}
      {asked !== "" && count === 0 && (
        <section class="panel" aria-label={text.nothing}>
          <p>
            <b>{text.nothing}</b> {text.nothingText}
          </p>
          <What view={view} />
        </section>
      )}
      {asked !== "" && <Found model={model} view={view} />}
    </Layout>
  );
}

function What({ view }: { view: View }) {
  const text = view.words.find;
  return (
    <div>
      <p>{text.emptyText}</p>
      <ul class="plain">
        {text.what.map((what) => (
          <li>{what}</li>
        ))}
      </ul>
      <p class="quiet">{text.emptyHow}</p>
    </div>
  );
}

function Found({ model, view }: SearchProps) {
  const text = view.words.find;
  const number = { label: text.people, number: true };
  const places = [{ label: text.name }, { label: text.code }, number];
  return (
    <>
      <Group
        view={view}
        name="communes"
        count={model.communes.count}
        columns={[{ label: text.name }, { label: text.where }, { label: text.postal }, { label: text.code }, number]}
        rows={model.communes.rows.map((hit) => communeCells(view, hit))}
      />
      {(["departements", "epci", "regions"] as const).map((name) => (
        <Group
          view={view}
          name={name}
          count={model[name].count}
          columns={places}
          rows={model[name].rows.map((hit) => [
            <TerritoryLink view={view} territory={hit} />,
            hit.code,
            people(view, hit),
          ])}
        />
      ))}
      <Group
        view={view}
        name="services"
        count={model.services.count}
        columns={[{ label: text.name }, { label: text.owner }]}
        rows={model.services.rows.map((one) => [
          <>
            <a href={link(view, `/startups/${one.id}`)}>{one.name}</a>
            {one.alias !== null && <small>{text.alias(one.alias)}</small>}
            {!one.followed && <small>{text.notFollowed}</small>}
          </>,
          one.owner || text.missing,
        ])}
      />
      <Group
        view={view}
        name="metrics"
        count={model.metrics.count}
        columns={[{ label: text.name }, { label: text.kind }]}
        rows={model.metrics.rows.map((metric) => [
          <a href={link(view, metricPath(metric.key))}>{say(view, metric.label)}</a>,
          view.words.metrics.kinds[metric.kind],
        ])}
      />
    </>
  );
}

function Group(props: {
  view: View;
  name: (typeof GROUPS)[number];
  count: number;
  columns: readonly Column[];
  rows: readonly (readonly Child[])[];
}) {
  const { view, name, count } = props;
  const { words, format } = view;
  if (count === 0) return null;
  const title = words.find.groups[name];
  return (
    <section id={name} class="panel" aria-labelledby={`${name}-t`}>
      <h2 id={`${name}-t`}>
        {title} ({format.number(String(count))})
      </h2>
      {count > MOST && <p class="sub">{words.find.first(format.number(String(MOST)), format.number(String(count)))}</p>}
      <CardsTable label={title} columns={props.columns} groups={[{ rows: props.rows }]} />
      <p class="quiet">
        <a href={csvHref(view, name)}>{words.panel.csv}</a>
      </p>
    </section>
  );
}

/** A few postal codes; a city has twenty. */
const POSTAL = 3;

function communeCells(view: View, hit: TerritoryHit): Child[] {
  const text = view.words.find;
  const { departement, postalCodes, former } = hit;
  const shown = postalCodes.slice(0, POSTAL).join(", ");
  return [
    <>
      <TerritoryLink view={view} territory={hit} />
      {former && (
        <small>
          {former.name === null ? text.formerCode(former.code) : text.former(`${former.name} (${former.code})`)}
        </small>
      )}
    </>,
    departement ? `${departement.name} (${departement.code})` : text.missing,
    postalCodes.length > POSTAL ? `${shown}…` : shown || text.missing,
    hit.code,
    people(view, hit),
  ];
}

const people = ({ words, format }: View, { population }: TerritoryHit) =>
  population === null ? words.table.missing : format.number(population);
