// The routes of the form for figures: under a request's link, and for whoever has a token.
import type { Context } from "hono";
import type { Door } from "../schemas/door.ts";
import type { HandRow } from "../schemas/join-door.ts";
import { dayOf, monthBefore } from "../schemas/period.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import { type RowFault, verdictOf } from "../schemas/row-fault.ts";
import type { Fields } from "./form-body.ts";
import type { Lang } from "./format.ts";
import { type Forms, MENDABLE, TakenQuery } from "./forms.ts";
import { followPath } from "./join-api.ts";
import { send, viewAt } from "./page-routes.tsx";
import { FiguresPage, type FiguresProps, LINES } from "./pages/figures-form.tsx";
import { FollowPage } from "./pages/join-follow.tsx";
import { href } from "./pages/view.ts";
import { readQuery } from "./problem.ts";

export function addFigureRoutes(forms: Forms, door: Door): void {
  const form = { action: "/rejoindre/chiffres", asksKey: true };
  forms.page("/rejoindre/chiffres", async (c, lang) => {
    const { pris, service } = readQuery(TakenQuery, c.req.url, { form: true });
    const figures = noFigures(pris === undefined ? undefined : Number(pris));
    return send(c, <FiguresPage {...form} {...figures} startup={service} view={viewAt(c, lang)} />);
  });
  forms.post("/rejoindre/chiffres", async (c, lang, fields) => {
    const told = await declared(c, lang, fields, { door, key: (fields.cle ?? "").trim() });
    if ("figures" in told) return send(c, <FiguresPage {...form} {...told.figures} view={viewAt(c, lang)} />, 400);
    return c.redirect(`${href({ lang }, form.action)}?pris=${told.count}&service=${told.startup}`, 303);
  });
  forms.post("/rejoindre/suivi/{code}/chiffres", async (c, lang, fields) => {
    const code = c.req.param("code") ?? "";
    const request = await door.join.follow(code);
    const told = await declared(c, lang, fields, { door, key: code });
    if ("count" in told) return c.redirect(`${href({ lang }, followPath(code))}?pris=${told.count}`, 303);
    const view = { ...viewAt(c, lang), path: followPath(code) };
    return send(c, <FollowPage view={view} request={request} code={code} figures={told.figures} />, 400);
  });
}

/** An empty form, of the month that is over. */
export function noFigures(taken?: number): FiguresProps {
  const month = lastMonth();
  const rows = Array.from({ length: LINES }, () => ({ metric: "", month, value: "", territory: "" }));
  return { rows, csv: "", month, faults: [], taken };
}

/** YYYY-MM, in Paris. */
const lastMonth = () => monthBefore(dayOf(Date.now()));

type Told = { readonly count: number; readonly startup: string } | { readonly figures: FiguresProps };

async function declared(
  c: Context,
  lang: Lang,
  fields: Fields,
  { door, key }: { readonly door: Door; readonly key: string },
): Promise<Told> {
  const rows = Array.from({ length: LINES }, (_, at) => rowIn(fields, at));
  const csv = fields.csv?.trim() ? fields.csv : (fields.fichier ?? "");
  try {
    const { startup, verdict } = await door.join.declare({ key, lang, csv, rows: rows.map(written) });
    return { count: verdict.accepted, startup };
  } catch (error) {
    if (!(error instanceof RequestRefused) || !(MENDABLE.has(error.code) || isOfKey(error))) throw error;
    const isTable = csv.trim() !== "";
    const { join } = viewAt(c, lang).words;
    const place = (fault: RowFault) =>
      isTable
        ? { id: "csv", text: fault.row === null ? said(fault, lang) : `${join.line(fault.row)} ${said(fault, lang)}` }
        : placed(fault, lang);
    const found = (error.members.faults ?? []).slice(0, SHOWN).map(place);
    const whole = {
      id: isOfKey(error) ? "cle" : isTable ? "csv" : "0-metric",
      text: error.said[lang].join(lang === "fr" ? "\u00a0: " : ": "),
    };
    return { figures: { rows, csv, month: lastMonth(), faults: found.length > 0 ? found : [whole] } };
  }
}
/** Faults on the page; correct some, and the others are told. */
const SHOWN = 20;
const isOfKey = ({ code }: RequestRefused) => code === "RELEVE_TOKEN" || code === "RELEVE_SCOPE";

function rowIn(fields: Fields, at: number): HandRow {
  const field = (name: keyof HandRow) => fields[`${at}-${name}`] ?? "";
  return { metric: field("metric"), month: field("month"), value: field("value"), territory: field("territory") };
}

/** The form proposes a month: a line with nothing else was not filled in. */
const written = (row: HandRow): HandRow =>
  row.metric + row.value + row.territory === "" ? { metric: "", month: "", value: "", territory: "" } : row;

function placed(fault: RowFault, lang: Lang) {
  const [, at = "0", field = "metric"] = /^\/(\d+)\/([a-z]+)/.exec(fault.pointer) ?? [];
  return { id: `${at}-${field}`, text: said(fault, lang) };
}

function said(fault: RowFault, lang: Lang): string {
  const { detail, hint } = verdictOf(fault, lang);
  return `${detail}${lang === "fr" ? " ;" : ";"} ${hint}`;
}
