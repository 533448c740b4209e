// The address of the page itself, with other choices.
import { href, type View } from "./view.ts";

/** The page's address with some parameters changed; `undefined` takes one away. The first page is not named. */
export function withQuery(view: View, changes: Readonly<Record<string, string | undefined>>, anchor = ""): string {
  const params = new URLSearchParams(view.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return `${href(view, view.path)}${query ? `?${query}` : ""}${anchor}`;
}
