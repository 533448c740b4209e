// A list of services as a panel: choices as one GET form, orders as links, the table, its pages. All of it in the address.

import { PHASES } from "../../schemas/registry-state.ts";
import { ORDERS, ORIGINS, type ServiceListModel } from "../shapes/list.ts";
import { Carried } from "./carried.tsx";
import { count } from "./count.ts";
import { incubatorName } from "./incubator-name.ts";
import { withQuery } from "./own-address.ts";
import { Pager } from "./pager.tsx";
import { Panel } from "./panel.tsx";
import { ServicesTable } from "./services.tsx";
import { apiHref, href, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly list: ServiceListModel;
  readonly day: string;
  /** Whether the page searches by name: its box is then among the choices. */
  readonly search?: boolean;
}

export function ListPanel({ view, list, day, search = false }: Props) {
  const { words } = view;
  const found = words.network.list.found(list.count, count(view, list.count), count(view, list.total));
  return (
    <Panel
      view={view}
      id="services"
      title={words.network.list.title}
      name={words.network.list.title}
      sub={`${found}, ${words.network.list.sortedBy[list.order]}`}
      json={apiHref(view, `/api/v1${view.path === "/" ? "/overview" : view.path}`)}
      day={day}
    >
      <Choices view={view} list={list} search={search} />
      <p class="quiet orders">
        {words.network.list.sort} <Orders view={view} list={list} />
      </p>
      {list.services.length === 0 ? (
        <p class="absent">{words.network.list.none}</p>
      ) : (
        <ServicesTable view={view} services={list.services} label={words.services.table} />
      )}
      <Pager view={view} words={view.words.network.list} list={list} panel="services" />
    </Panel>
  );
}

function Orders({ view, list }: Pick<Props, "view" | "list">) {
  const { orders } = view.words.network.list;
  return (
    <>
      {ORDERS.map((order, at) => (
        <>
          {at > 0 && ", "}
          {order === list.order ? (
            <b aria-current="true">{orders[order]}</b>
          ) : (
            <a href={withQuery(view, { tri: order, page: undefined }, "#services")}>{orders[order]}</a>
          )}
        </>
      ))}
    </>
  );
}

function Choices({ view, list, search }: Pick<Props, "view" | "list" | "search">) {
  const { list: words, phase } = view.words.network;
  const asked = new URLSearchParams(view.query);
  const choices = ["incubateur", "phase", "origine", "q"].some((name) => asked.get(name));
  return (
    <form class="choose" method="get" action={`${href(view, view.path)}#services`} aria-label={words.filters}>
      <Carried view={view} path={view.path} />
      {asked.get("tri") && <input type="hidden" name="tri" value={asked.get("tri") ?? ""} />}
      {search && (
        <label>
          <span>{words.search}</span>
          <input type="search" name="q" value={asked.get("q") ?? ""} maxlength={200} />
        </label>
      )}
      {list.incubators.length > 0 && (
        <Choice
          name="incubateur"
          label={words.incubator}
          all={words.allIncubators}
          chosen={asked.get("incubateur")}
          options={list.incubators.map((one) => [one.id, incubatorName(view, one)])}
        />
      )}
      {list.incubators.length > 0 && (
        <Choice
          name="phase"
          label={words.phase}
          all={words.allPhases}
          chosen={asked.get("phase")}
          options={PHASES.map((one) => [one, phase(one)])}
        />
      )}
      {list.incubators.length > 0 && (
        <Choice
          name="origine"
          label={words.origin}
          all={words.allOrigins}
          chosen={asked.get("origine")}
          options={ORIGINS.map((one) => [one, words.origins[one]])}
        />
      )}
      {(search || list.incubators.length > 0) && <button type="submit">{words.submit}</button>}
      {choices && (
        <a
          href={withQuery(
            view,
            { incubateur: undefined, phase: undefined, origine: undefined, q: undefined, page: undefined },
            "#services",
          )}
        >
          {words.reset}
        </a>
      )}
    </form>
  );
}

function Choice(props: {
  name: string;
  label: string;
  all: string;
  chosen: string | null;
  options: readonly (readonly [value: string, words: string])[];
}) {
  return (
    <label>
      <span>{props.label}</span>
      <select name={props.name}>
        <option value="">{props.all}</option>
        {props.options.map(([value, words]) => (
          <option value={value} {...(value === props.chosen ? { selected: true } : {})}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
