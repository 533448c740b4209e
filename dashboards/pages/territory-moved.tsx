// What moved in a territory over the span: services that came, then the greatest changes. At most three sentences.
import { daysCompared } from "../queries/spans.ts";
import type { ServiceHere } from "../shapes/territory.ts";
import { nothingMoved, overWords } from "./compared.ts";
import { ServiceLink } from "./table.tsx";
import type { TerritoryProps } from "./territory-props.ts";

const SENTENCES = 3;

export function MovedHere({ model, view }: TerritoryProps) {
  const { words, format, lang } = view;
  const { moved } = words.territory;
  const colon = lang === "fr" ? "\u00a0: " : ": ";
  const came = model.services.used.filter((one) => isNew(one, daysCompared(view.choice, model.head.day).since));
  const changed = model.services.used
    .filter((one) => !came.includes(one) && (one.communes?.change ?? "0") !== "0")
    .sort((a, b) => size(b) - size(a));
  const isCommune = model.territory.level === "commune";
  const sentences = [...came, ...changed].slice(0, SENTENCES);
  return (
    <section class="moved" aria-labelledby="moved-t">
      <h2 id="moved-t">{moved.title}</h2>
      {sentences.length === 0 && <p>{nothingMoved(view, moved.none)}</p>}
      {sentences.map((one) => (
        <p>
          <ServiceLink view={view} service={one.service} />
          {colon}
          {came.includes(one) ? (
            (isCommune ? moved.arrived : moved.first)(format.date(one.communes?.since ?? model.head.day))
          ) : (
            <>
              <b class={one.communes?.change?.startsWith("-") ? "bad" : "good"}>
                {moved.change(format.signed(one.communes?.change ?? "0"), size(one))}
              </b>{" "}
              {overWords(view)}
            </>
          )}
          .
        </p>
      ))}
    </section>
  );
}

const size = ({ communes }: ServiceHere) => Math.abs(Number(communes?.change ?? 0));

/** Here only since a day that it is compared with, and not merely followed since. */
function isNew({ communes }: ServiceHere, since: string | undefined): boolean {
  return communes !== null && !communes.atStart && since !== undefined && communes.since > since;
}
