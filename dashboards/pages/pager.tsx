// The pages of a list that is longer than one: where one is, the page before and the page after, in the address.
import { count } from "./count.ts";
import { withQuery } from "./own-address.ts";
import type { View } from "./view.ts";

export interface PagerWords {
  readonly pager: string;
  readonly page: (page: string, pages: string) => string;
  readonly previous: string;
  readonly next: string;
}

/** Nothing when there is one page. @param panel  id of the panel that the links lead to */
export function Pager({
  view,
  words,
  list: { page, pages },
  panel,
}: {
  view: View;
  words: PagerWords;
  list: { readonly page: number; readonly pages: number };
  panel: string;
}) {
  if (pages <= 1) return null;
  const to = (at: number) => withQuery(view, { page: at === 1 ? undefined : String(at) }, `#${panel}`);
  return (
    <nav class="pager" aria-label={words.pager}>
      <span>{words.page(count(view, page), count(view, pages))}</span>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          {words.previous}
        </a>
      )}
      {page < pages && (
        <a href={to(page + 1)} rel="next">
          {words.next}
        </a>
      )}
    </nav>
  );
}
