// The forms of a push over HTTP: the same rows in each, and what a value that stands there says.
import { numberSays, textSays } from "./says.ts";

export interface PushForm {
  readonly name: string;
  readonly headers: (id: string) => Readonly<Record<string, string>>;
  /** The values as they are written in this form, one a row: JSON, or a cell. */
  readonly body: (values: readonly string[], id: string) => string;
  /** How its damage is drawn: by structure, or line by line. */
  readonly writing: "json" | "lines" | "csv";
}

const type = (contentType: string) => () => ({ "content-type": contentType });
const monthOf = (at: number) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
const lastOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
const row = (value: string, at: number) => `{"metric":"visites","period":"${monthOf(at)}","value":${value}}`;
const rows = (values: readonly string[], from = 0) => `[${values.map((value, at) => row(value, from + at)).join(",")}]`;
const event = (values: readonly string[], id: string, from = 0) =>
  `{"specversion":"1.0","id":"${id}","source":"https://fuzz.example/","type":"releve.figures.v1","data":${rows(values, from)}}`;
const HEAD = "nom_service_public_numerique,indicateur,valeur,unite_mesure,est_cible,date,est_periode,date_debut";
const line = (value: string, at: number) =>
  `À quai,visites,${value},visite,false,${lastOf(monthOf(at))},true,${monthOf(at)}-01`;

export const PUSH_FORMS: readonly PushForm[] = [
  { name: "rows", headers: type("application/json"), body: (values) => rows(values), writing: "json" },
  {
    name: "a document",
    headers: type("application/json"),
    body: (values, id) => `{"id":"${id}","source":"sent","figures":${rows(values)}}`,
    writing: "json",
  },
  {
    name: "lines",
    headers: type("application/x-ndjson"),
    body: (values) => `${values.map(row).join("\n")}\n`,
    writing: "lines",
  },
  {
    name: "the national schema",
    headers: type("text/csv"),
    body: (values) => `${[HEAD, ...values.map(line)].join("\n")}\n`,
    writing: "csv",
  },
  {
    name: "an event",
    headers: type("application/cloudevents+json"),
    body: (values, id) => event(values, id),
    writing: "json",
  },
  {
    name: "a batch of events",
    headers: type("application/cloudevents-batch+json"),
    body: (values, id) => `[${event(values.slice(0, 7), id)},${event(values.slice(7), `${id}-b`, 7)}]`,
    writing: "json",
  },
  {
    name: "an event in headers",
    headers: (id) => ({
      "content-type": "application/json",
      "ce-specversion": "1.0",
      "ce-id": id,
      "ce-source": "https://fuzz.example/",
      "ce-type": "releve.figures.v1",
    }),
    body: (values) => rows(values),
    writing: "json",
  },
];

/** What a value says, as it is written in a form; `undefined`: its row must be refused. */
export function pushedSays({ writing }: PushForm, written: string): string | null | undefined {
  if (writing === "csv") {
    const text = (written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written).trim();
    return textSays(text.replace(",", "."), "plain");
  }
  if (written === "null") return null;
  if (!written.startsWith('"')) return /^[-\d]/.test(written) ? numberSays(written) : undefined;
  const text = JSON.parse(written) as string;
  return text.length > 60 || text !== text.trim() ? undefined : textSays(text, "plain");
}
