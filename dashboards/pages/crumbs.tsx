// Where a page stands: its parents as links, then its own name.
import { link, type View } from "./view.ts";

/** @param parents  address and words, the widest first */
export function Crumbs({
  view,
  parents,
  name,
}: {
  view: View;
  parents: readonly (readonly [path: string, words: string])[];
  name: string;
}) {
  return (
    <nav class="crumbs" aria-label={view.words.startup.crumbs}>
      <ol>
        {parents.map(([path, words]) => (
          <li>
            <a href={link(view, path)}>{words}</a>
          </li>
        ))}
        <li aria-current="page">{name}</li>
      </ol>
    </nav>
  );
}
