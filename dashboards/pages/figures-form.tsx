// The form by which a team types figures of a month, or sends a table of them.
import { metricsInForce } from "../../schemas/catalogue.ts";
import type { Metric } from "../../schemas/catalogue-model.ts";
import type { Followed, HandRow } from "../../schemas/join-door.ts";
import { themeOf } from "../models/metric.ts";
import { THEMES } from "../shapes/metric.ts";
import { Faults, SelectField, TextArea, TextField } from "./field.tsx";
import { Crumbs } from "./finder.tsx";
import { Layout } from "./layout.tsx";
import { href, link, say, type View } from "./view.ts";

/** Lines of the form. */
export const LINES = 3;
export interface FiguresProps {
  /** As many as the form has lines. */
  readonly rows: readonly HandRow[];
  readonly csv: string;
  /** YYYY-MM of the last month that is over. */
  readonly month: string;
  /** What is wrong, by field: `0-value`, `csv`; anything else stands on top. */
  readonly faults: readonly { readonly id: string; readonly text: string }[];
  /** How many were recorded just now. */
  readonly taken?: number | undefined;
}
interface FormProps extends FiguresProps {
  readonly view: View;
  readonly action: string;
  /** Whether who sends it is to be typed too. */
  readonly asksKey?: boolean;
  /** Metrics that the startup defines for itself; left out: whose form it is is not known yet. */
  readonly own?: Followed["own"];
}

export function FiguresPage(props: FormProps & { startup?: string | undefined }) {
  const { view, taken, startup } = props;
  const { join } = view.words;
  return (
    <Layout view={view} title={join.enter}>
      <Crumbs view={view} way={[{ path: "/rejoindre", name: join.title }]} here={join.enter} />
      <h1>{join.enter}</h1>
      {taken !== undefined && <Recorded view={view} count={taken} startup={startup} />}
      <FiguresForm {...props} asksKey />
    </Layout>
  );
}

export function Recorded({ view, count, startup }: { view: View; count: number; startup: string | undefined }) {
  const { join } = view.words;
  return (
    <p class="done" role="status">
      {join.recorded(count, view.format.number(String(count)))} {join.recordedHint}{" "}
      {startup !== undefined && <a href={link(view, `/startups/${encodeURIComponent(startup)}`)}>{join.page}</a>}
    </p>
  );
}

export function FiguresForm({ view, action, asksKey = false, own = [], rows, csv, month, faults }: FormProps) {
  const { join } = view.words;
  const error = (id: string) => faults.find((one) => one.id === id)?.text;
  return (
    <section id="chiffres" class="panel" aria-labelledby="chiffres-t">
      <h2 id="chiffres-t">{join.enter}</h2>
      <p class="sub">{join.enterLead}</p>
      <Faults title={join.notRecorded} faults={faults} />
      <form class="form" method="post" action={href(view, action)} enctype="multipart/form-data" novalidate>
        {asksKey && (
          <TextField
            id="cle"
            type="password"
            label={join.key}
            hint={join.keyHint}
            autocomplete="current-password"
            maxlength={100}
            error={error("cle")}
          />
        )}
        <ul class="plain hint">
          <li id="mois-hint">{join.monthHint(month)}</li>
          <li id="territoire-hint">{join.territoryHint}</li>
        </ul>
        {rows.map((row, at) => (
          <Line view={view} own={own} at={at} row={row} error={(field) => error(`${at}-${field}`)} />
        ))}
        <details {...(csv === "" && !error("csv") ? {} : { open: true })}>
          <summary>{join.csv}</summary>
          <TextField id="fichier" type="file" label={join.csvFile} hint={join.csvHint} />
          <TextArea id="csv" label={join.csvText} value={csv} error={error("csv")} />
        </details>
        <button type="submit">{join.submitFigures}</button>
      </form>
    </section>
  );
}

function Line(props: {
  view: View;
  own: Followed["own"];
  at: number;
  row: HandRow;
  error: (field: keyof HandRow) => string | undefined;
}) {
  const { view, own, at, row, error } = props;
  const { join } = view.words;
  return (
    <fieldset class="wide">
      <legend>{join.row(at + 1)}</legend>
      <div class="figure-row">
        <SelectField id={`${at}-metric`} label={join.metric} error={error("metric")}>
          <option value="">{join.choose}</option>
          <Metrics view={view} own={own} chosen={row.metric} />
        </SelectField>
        <TextField
          id={`${at}-month`}
          label={join.month}
          hintId="mois-hint"
          value={row.month}
          maxlength={20}
          error={error("month")}
        />
        <TextField id={`${at}-value`} label={join.value} value={row.value} maxlength={60} error={error("value")} />
        <TextField
          id={`${at}-territory`}
          label={join.territory}
          hintId="territoire-hint"
          value={row.territory}
          maxlength={100}
          error={error("territory")}
        />
      </div>
    </fieldset>
  );
}

/** By theme, as the catalogue shows them; a ratio is sent as its two parts. */
function Metrics({ view, own, chosen }: { view: View; own: Followed["own"]; chosen: string }) {
  const { themes } = view.words.metrics;
  const all = metricsInForce().filter(({ kind }) => kind !== "ratio");
  const option = (metric: Pick<Metric, "key" | "label">) => (
    <option value={metric.key} {...(metric.key === chosen ? { selected: true } : {})}>
      {say(view, metric.label)}
    </option>
  );
  return (
    <>
      {own.length > 0 && <optgroup label={view.words.join.own}>{own.map(option)}</optgroup>}
      {THEMES.map((theme) => {
        const own = all.filter((metric) => themeOf(metric) === theme);
        return own.length > 0 && <optgroup label={themes[theme]}>{own.map(option)}</optgroup>;
      })}
    </>
  );
}
