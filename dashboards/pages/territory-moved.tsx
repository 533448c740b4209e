// What moved in a territory over 4 weeks: services that came, then the greatest changes. At most three sentences.
import { addDays } from "../../schemas/period.ts";
import type { ServiceHere } from "../shapes/territory.ts";
import { ServiceLink } from "./table.tsx";
import type { TerritoryProps } from "./territory-props.ts";

const SENTENCES = 3;

export function MovedHere({ model, view }: TerritoryProps) {
  const { words, format, lang } = view;
  const { moved } = words.territory;
  const colon = lang === "fr" ? "\u00a0: " : ": ";
  const came = model.services.used.filter((one) => isNew(one, model.head.day));
  const changed = model.services.used
    .filter((one) => !came.includes(one) && (one.communes?.change ?? "0") !== "0")
    .sort((a, b) => size(b) - size(a));
  const isCommune = model.territory.level === "commune";
  const sentences = [...came, ...changed].slice(0, SENTENCES);
  return (
    <section class="moved" aria-labelledby="moved-t">
      <h2 id="moved-t">{moved.title}</h2>
      {sentences.length === 0 && <p>{moved.none}</p>}
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
              {moved.since}
            </>
          )}
          .
        </p>
      ))}
    </section>
  );
}

const size = ({ communes }: ServiceHere) => Math.abs(Number(communes?.change ?? 0));

/** Here for less than 4 weeks, and not merely followed for less. */
function isNew({ communes }: ServiceHere, day: string): boolean {
  return communes !== null && !communes.atStart && communes.since > addDays(day, -28);
}
