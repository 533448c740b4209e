// The bar of choices: one GET form in plain HTML. The page's other parameters go with it, but for the page of a list.
import type { Child } from "hono/jsx";
import { PRESENT, VINTAGES } from "../../schemas/territory.ts";
import { KNOWN_ON } from "../as-of.ts";
import { COMPARISONS, LENGTHS } from "../choice.ts";
import type { Head } from "../shapes/head.ts";
import { KnownField } from "./known-on.tsx";
import { href, type View } from "./view.ts";

interface Props {
  readonly view: View;
  readonly head: Head;
  /** Whether the page takes a span and a comparison. */
  readonly periods?: boolean;
  readonly grain?: { readonly chosen: string; readonly all: readonly (keyof View["words"]["grains"])[] };
  /** A choice that only this page has: its parameter, and the field. */
  readonly own?: { readonly name: string; readonly field: Child };
  /** What the figures of the page speak of. */
  readonly children?: Child;
}

export function ContextBar({ view, head, periods = false, grain, own, children }: Props) {
  const { bar, grains, periods: words, vintages } = view.words;
  const years = VINTAGES.map((year) => [year, year === PRESENT ? vintages.present(year) : year] as const).reverse();
  const choosesGrain = grain !== undefined && grain.all.length > 1;
  const fields = [
    "day",
    KNOWN_ON,
    "page",
    "millesime",
    ...(periods ? ["periode", "comparaison"] : []),
    ...(choosesGrain ? ["grain"] : []),
    ...(own ? [own.name] : []),
  ];
  const kept = [...new URLSearchParams(view.query)].filter(([name]) => !fields.includes(name));
  return (
    <form class="bar" method="get" action={href(view, view.path)} aria-label={periods ? words.label : bar.label}>
      <div class="bar-fields">
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label>
          <span>{bar.day}</span>
          <input type="date" name="day" value={head.day} min={head.first} max={head.last} required />
        </label>
        <KnownField view={view} />
        {periods && <Periods view={view} />}
        <Select name="millesime" label={vintages.label} chosen={head.vintage} options={years} />
        {choosesGrain && (
          <Select
            name="grain"
            label={bar.grain}
            chosen={grain.chosen}
            options={grain.all.map((one) => [one, grains[one]] as const)}
          />
        )}
        {own?.field}
        <button type="submit">{bar.submit}</button>
      </div>
      <div class="bar-words">
        <p>
          {bar.at} <b>{view.format.longDate(head.day)}</b>.{children}
          {head.vintage !== PRESENT && <> {vintages.counted(head.vintage)}</>}
        </p>
      </div>
    </form>
  );
}

/** Two days that an address names stay among the choices. */
function Periods({ view }: { view: View }) {
  const { words, format, choice } = view;
  const { length, between, comparison } = choice;
  const { periods } = words;
  const days = between && (`${between.first}..${between.last}` as const);
  return (
    <>
      <Select
        name="periode"
        label={periods.length}
        chosen={days ?? length ?? ""}
        options={[
          ["", periods.lengths.unset],
          ...LENGTHS.map((one) => [one, periods.lengths[one]] as const),
          ...(days ? [[days, periods.between(format.date(between.first), format.date(between.last))] as const] : []),
        ]}
      />
      <Select
        name="comparaison"
        label={periods.comparison}
        chosen={comparison}
        options={COMPARISONS.map((one) => [one, periods.comparisons[one]] as const)}
      />
    </>
  );
}

export function Select(props: {
  name: string;
  label: string;
  chosen: string;
  options: readonly (readonly [value: string, words: string])[];
}) {
  return (
    <label>
      <span>{props.label}</span>
      <select name={props.name}>
        {props.options.map(([value, words]) => (
          <option value={value} {...(value === props.chosen ? { selected: true } : {})}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
