// Of an answer that was damaged anywhere: nothing may be said that does not stand in its bytes or in its settings, and
// nothing at all of bytes that are no JSON, or no UTF-8.
import { metricOf } from "../../../schemas/catalogue.ts";
import { formatsOf } from "./bases.ts";
import { formOf, type Payload } from "./case.ts";
import { tokensOf } from "./json-tokens.ts";
import { jsonSays, numberSays, textSays } from "./says.ts";

interface Licence {
  readonly values: Set<string | null | undefined>;
  readonly texts: string[];
}

/** The first thing that was said without licence. */
export function unlicensed(payload: Payload, cells: ReadonlyMap<string, string | null>): string | undefined {
  const asked = JSON.stringify(payload.settings);
  const constants = [...asked.matchAll(/"value":\{"value":(\d+)\}/g)].map((match) => match[1]);
  const licence: Licence = { values: new Set(constants), texts: [asked] };
  for (const { bytes } of payload.pages) {
    const fault = admit(licence, payload, bytes);
    if (fault) return fault;
  }
  const all = licence.texts.join("\n");
  for (const [key, value] of cells) {
    const [metric = "", , code = ""] = key.split(" ");
    const isFree = metricOf(metric)?.kind === "membership" || asked.includes('"combine"'); // 1, or a sum
    if (!isFree && !licence.values.has(value)) return `${key} = ${value}`;
    if (code !== "FR" && !all.includes(code) && !all.includes(numberSays(code) ?? code))
      return `${key}: its code does not stand in the answer`;
  }
  return undefined;
}

/** Lets what a page says be said; or tells why nothing of it may be. */
function admit({ values, texts }: Licence, payload: Payload, bytes: Buffer): string | undefined {
  const { kind, settings } = payload;
  const text = decoded(bytes, JSON.stringify(settings).includes("windows-1252"));
  if (text === undefined) return "bytes that are not UTF-8";
  texts.push(text);
  const formats = formatsOf(settings);
  if (formOf(payload) === "csv") {
    values.add(null);
    for (const cell of cellsOf(text)) for (const format of formats) values.add(textSays(cell, format));
    return undefined;
  }
  const found = tokensOf(text);
  if (!found) return "what is no JSON";
  if (found.twice !== undefined) return `an object in which "${found.twice}" stands twice`;
  if ((kind === "ademe" || kind === "matomo") && /\[\s*\]/.test(text)) values.add(null); // their pages in docs/endpoints
  const [, factor] = /"factor":"([\d.]+)"/.exec(JSON.stringify(settings)) ?? [];
  for (const { raw, isKey } of found.tokens)
    if (!isKey) for (const format of formats) values.add(times(jsonSays(raw, format), factor));
  if (settings.nulls === "zero" && values.has(null)) values.add("0"); // docs/endpoints/datagouv-metrics.md
  return undefined;
}

/** A figure in thousands as the unit that it counts: the point goes so many digits to the right. */
function times(said: string | null | undefined, factor: string | undefined): string | null | undefined {
  if (typeof said !== "string" || factor === undefined) return said;
  return numberSays(`${said}e${factor.length - 1}`) ?? textSays(said, "plain");
}

function decoded(bytes: Buffer, isWestern: boolean): string | undefined {
  if (isWestern) return new TextDecoder("windows-1252").decode(bytes);
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

/** Whatever could be a cell: by each delimiter, with and without quotes. */
function cellsOf(text: string): string[] {
  const parts = [/[\r\n;]/, /[\r\n,]/, /[\r\n\t]/].flatMap((sign) => text.split(sign));
  const quoted = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map((match) => match[1] ?? "");
  return [...parts, ...quoted, ...parts.map((part) => part.trim().replace(/^"|"$/g, ""))];
}
