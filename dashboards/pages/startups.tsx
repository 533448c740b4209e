// The list of services, or those whose name was searched for.
import type { StartupsModel } from "../shapes/overview.ts";
import { Layout } from "./layout.tsx";
import { ServicesTable } from "./services.tsx";
import { href, type View } from "./view.ts";

/** @param asked what was typed in the search box; empty: all services. */
export function StartupsPage({ model, view, asked }: { model: StartupsModel; view: View; asked: string }) {
  const { words, format } = view;
  const services = model.services.filter(({ id, name, owner }) =>
    [id, name, owner].some((text) => fold(text).includes(fold(asked))),
  );
  const count = format.number(String(services.length));
  const title = asked
    ? words.services.found(services.length, count, asked)
    : words.services.listTitle(services.length, count);
  return (
    <Layout view={view} title={title} current="services" head={model.head} json="/api/v1/startups" search={asked}>
      <nav class="crumbs" aria-label={words.startup.crumbs}>
        <ol>
          <li>
            <a href={href(view, "/")}>{words.nav.overview}</a>
          </li>
          <li aria-current="page">{words.nav.services}</li>
        </ol>
      </nav>
      <h1>{title}</h1>
      <p class="lead">
        {words.bar.at} {format.date(model.head.day)}. {words.services.rule}
      </p>
      <section class="panel" aria-label={words.services.table}>
        {services.length === 0 ? (
          <p class="absent">{words.services.empty}</p>
        ) : (
          <ServicesTable view={view} services={services} label={words.services.table} />
        )}
        {asked && (
          <p>
            <a href={href(view, "/startups")}>{words.services.all}</a>
          </p>
        )}
      </section>
    </Layout>
  );
}

/** Without case or accents: "Élise" is found by "elise". */
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
