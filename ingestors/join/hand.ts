// Figures that people type, month by month, as a push writes them. Pure.
import { metricOf, metricsInForce } from "../../schemas/catalogue.ts";
import { isState, type Metric } from "../../schemas/catalogue-model.ts";
import type { HandRow } from "../../schemas/join-door.ts";
import { monthBefore, periodFrom } from "../../schemas/period.ts";
import type { RowFault } from "../../schemas/row-fault.ts";
import { hasForm, Level, type Place, type Territories } from "../../schemas/territory.ts";
import { readDay } from "../endpoints/dates.ts";
import { readFigure } from "../endpoints/numbers.ts";
import { plain } from "../push/row.ts";

export interface TypedRows {
  /** As `docs/push.md` writes them, each with the place where it was typed. */
  readonly rows: readonly { readonly at: number; readonly row: Readonly<Record<string, unknown>> }[];
  readonly faults: readonly RowFault[];
}
/** Names that are told when a word names several. */
const TOLD = 6;

/**
 * @param today  YYYY-MM-DD, in Paris
 * @param own  metrics that the startup defines for itself: they are named as those of the catalogue
 */
export function typedRows(
  typed: readonly HandRow[],
  today: string,
  territories: Territories,
  own: readonly Metric[] = [],
): TypedRows {
  const faults: RowFault[] = [];
  const rows = typed.flatMap((one, at) => {
    if (Object.values(one).every((text) => text.trim() === "")) return [];
    const tell = (field: keyof HandRow, found: string, expected: string, code: RowFault["code"] = "field.form") =>
      faults.push({ row: at + 1, pointer: `/${at}/${field}`, code, found: found.slice(0, 120) || "–", expected });
    const metric = metricNamed(one.metric, own);
    if (!metric) tell("metric", one.metric.trim(), "–", one.metric.trim() === "" ? "typed.metric" : "typed.unnamed");
    const place = placeOf(one.territory.trim(), territories);
    if ("expected" in place) tell("territory", one.territory.trim(), place.expected, place.code);
    const when = metric && whenOf(one.month.trim(), metric, today);
    if (when && "expected" in when) tell("month", one.month, when.expected, when.code);
    const value = readFigure(one.value.trim(), "fr", 2) ?? readFigure(one.value.trim(), "plain", 2);
    if (typeof value !== "string") tell("value", one.value, "1204 · 1 204,5", "typed.value");
    const row = {
      metric: metric?.key,
      value,
      ...(when && "stated" in when && when.stated),
      ...("stated" in place && place.stated),
    };
    return [{ at, row }];
  });
  return { rows, faults };
}

/** By key, or by label in either language. */
function metricNamed(text: string, own: readonly Metric[]): Metric | undefined {
  const wanted = plain(text);
  const named = ({ label }: Metric) => plain(label.fr) === wanted || plain(label.en) === wanted;
  if (wanted === "") return undefined;
  return (
    own.find(({ key }) => key === text.trim()) ??
    own.find(named) ??
    metricOf(text.trim()) ??
    metricsInForce().find(named)
  );
}

type Stated = { readonly stated: Readonly<Record<string, unknown>> };
type Wrong = { readonly expected: string; readonly code?: RowFault["code"] };

/** A period is over when it is told. A state is of the month's last day; of the month that runs, of now. */
function whenOf(text: string, { kind }: Metric, today: string): Stated | Wrong {
  const [, month = "", year = ""] = /^(\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  const named = readDay(text, "fr-month", 2) ?? readDay(text, "en-month", 2);
  const written = year === "" ? (named?.slice(0, 7) ?? text) : `${year}-${month.padStart(2, "0")}`;
  const period = /^\d{4}-\d{2}$/.test(written) ? periodFrom("month", `${written}-01`) : undefined;
  if (!period)
    return { expected: `${today.slice(0, 7)} · ${today.slice(5, 7)}/${today.slice(0, 4)}`, code: "typed.month" };
  if (period.first > today) return { expected: today.slice(0, 7), code: "date.future" };
  if (!isState(kind)) {
    const isOver = period.last < today;
    return isOver ? { stated: { period: written } } : { expected: monthBefore(today), code: "date.future" };
  }
  return { stated: period.last < today ? { date: period.last } : {} };
}

/** A code, `level:code`, or a name that one place of the official list has. */
function placeOf(text: string, territories: Territories): Stated | Wrong {
  if (text === "" || /^(france|fr)$/i.test(text)) return { stated: {} };
  const [level = "", code = ""] = text.split(":").map((part) => part.trim());
  const known = Level.safeParse(level).data;
  if (known && hasForm(known, code)) return { stated: { territory: `${known}:${code}` } };
  const found = (["region", "departement", "epci", "commune"] as const).flatMap((one) =>
    territories.places(one).filter((place) => isNamed(place, text)),
  );
  const [only] = found;
  if (only && found.length === 1) return { stated: { territory: `${only.level}:${only.code}` } };
  if (!only) return { expected: "Quimper, 29232, departement:29, region:53", code: "typed.place" };
  const some = found.slice(0, TOLD).map((one) => {
    const around = one.departement && territories.place("departement", one.departement)?.name;
    return `${one.level}:${one.code}${around && one.level === "commune" ? ` (${around})` : ""}`;
  });
  return { expected: some.join(", "), code: "typed.places" };
}

const isNamed = ({ code, name }: Place, text: string) => code === text.toUpperCase() || plain(name) === plain(text);
