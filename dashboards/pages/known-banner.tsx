// The banner of a page whose figures are as they were known on another day.
import { KNOWN_ON } from "../as-of.ts";
import { withQuery } from "./own-address.ts";
import type { View } from "./view.ts";

/** Figures of another time than now say so as long as one reads them, and lead back. */
export function KnownBanner({ view, day }: { view: View; day: string }) {
  const { known } = view.words;
  return (
    <aside class="known" aria-label={known.label}>
      <p class="wrap">
        <strong>{known.banner(view.format.date(day))}</strong>{" "}
        <a href={withQuery(view, { [KNOWN_ON]: undefined })}>{known.back}</a>
      </p>
    </aside>
  );
}
