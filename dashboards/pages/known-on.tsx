// How a page says, takes and gives as a link the moment at which its figures were known.
import { KNOWN_ON } from "../as-of.ts";
import type { Head } from "../shapes/head.ts";
import { withQuery } from "./own-address.ts";
import type { View } from "./view.ts";

/** Figures of another time than now say so as long as one reads them, and lead back. */
export function KnownBanner({ view, at }: { view: View; at: string }) {
  const { known } = view.words;
  return (
    <aside class="known" aria-label={known.label}>
      <p class="wrap">
        <strong>{known.banner(isInstant(at) ? view.format.instant(at) : view.format.date(at))}</strong>{" "}
        <a href={withQuery(view, { [KNOWN_ON]: undefined })}>{known.back}</a>
      </p>
    </aside>
  );
}

/** The field of a form: a day, or the instant that the address names, which a calendar could not keep. */
export function KnownField({ view: { known = "", words } }: { view: View }) {
  return (
    <label>
      <span>{words.known.field}</span>
      <input type={isInstant(known) ? "text" : "date"} name={KNOWN_ON} value={known} />
    </label>
  );
}

/** When the last fact was recorded, and the address under which the page stays as that fact left it. */
export function KnownLink({ view, head: { known, day } }: { view: View; head: Pick<Head, "known" | "day"> }) {
  if (known === null) return null;
  const { bar, known: words } = view.words;
  return (
    <>
      <br />
      {bar.known(view.format.instant(known))}{" "}
      {view.known === undefined && <a href={withQuery(view, { day, [KNOWN_ON]: known })}>{words.link}</a>}
    </>
  );
}

const isInstant = (at: string) => at.includes("T");
