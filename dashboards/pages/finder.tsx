// The crumbs above a page, links to territories and metrics, and the form that finds a territory.
import type { Child } from "hono/jsx";
import { slugOf } from "../shapes/metric.ts";
import type { TerritoryRef } from "../shapes/territory.ts";
import { Carried } from "./carried.tsx";
import { href, link, type View } from "./view.ts";

/** The address of a territory's page. */
export function territoryPath({ level, code }: Pick<TerritoryRef, "level" | "code">): string {
  return level === "france" ? "/territoires/france" : `/territoires/${level}/${code}`;
}
export const metricPath = (key: string) => `/indicateurs/${slugOf(key)}`;

export function TerritoryLink({
  view,
  territory,
  children,
}: {
  view: View;
  territory: Pick<TerritoryRef, "level" | "code" | "name">;
  children?: Child;
}) {
  return <a href={link(view, territoryPath(territory))}>{children ?? territory.name}</a>;
}

/** The way to a page: links, then the page itself. */
export function Crumbs({
  view,
  way,
  here,
}: {
  view: View;
  way: readonly { path: string; name: string }[];
  here: string;
}) {
  const { words } = view;
  const all = [{ path: "/", name: words.nav.overview }, ...way];
  return (
    <nav class="crumbs" aria-label={words.startup.crumbs}>
      <ol>
        {all.map(({ path, name }) => (
          <li>
            <a href={link(view, path)}>{name}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}

/** A GET form to the search page. */
export function Finder({
  view,
  id,
  label,
  submit,
  asked = "",
}: {
  view: View;
  id: string;
  label: string;
  submit: string;
  asked?: string;
}) {
  const { find } = view.words.territory;
  return (
    <form class="finder" method="get" action={href(view, "/recherche")}>
      <Carried view={view} path="/recherche" />
      <label for={id}>{label}</label>
      <div class="search">
        <input id={id} type="search" name="q" value={asked} placeholder={find.text} maxlength={200} />
        <button type="submit">{submit}</button>
      </div>
    </form>
  );
}
