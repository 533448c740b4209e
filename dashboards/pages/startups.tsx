// The list of services: all of the registry and all that are asked for figures, or those whose name was searched for.
import type { StartupsModel } from "../shapes/overview.ts";
import { ContextBar } from "./context-bar.tsx";
import { count } from "./count.ts";
import { Crumbs } from "./crumbs.tsx";
import { Layout } from "./layout.tsx";
import { ListPanel } from "./list.tsx";
import { link, type View } from "./view.ts";

export function StartupsPage({ model, view }: { model: StartupsModel; view: View }) {
  const { words, format } = view;
  const { head, list, asked } = model;
  const total = count(view, list.total);
  const title = asked
    ? words.services.found(list.total, total, asked)
    : words.network.startups.title(list.total, total);
  return (
    <Layout
      view={view}
      title={title}
      current="services"
      head={head}
      json={`/startups.json${view.query}`}
      search={asked}
    >
      <Crumbs view={view} parents={[["/", words.nav.overview]]} name={words.nav.services} />
      <h1>{title}</h1>
      <p class="lead">
        {words.network.startups.lead(format.date(head.day))} {words.services.rule}
      </p>
      <ContextBar view={view} head={head} periods />
      {list.incubators.length > 0 && (
        <p>
          <a href={link(view, "/incubateurs")}>{words.network.startups.incubators}</a>
        </p>
      )}
      <ListPanel view={view} list={list} day={head.day} search />
    </Layout>
  );
}
