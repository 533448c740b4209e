// Of an answer that was damaged anywhere: nothing may be said that does not stand in its bytes or in its settings, and
// nothing at all of bytes that are no JSON, or no UTF-8.
import { metricOf } from "../../../schemas/catalogue.ts";
import { formatsOf } from "./bases.ts";
import type { Payload } from "./case.ts";
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
function admit({ values, texts }: Licence, { kind, settings }: Payload, bytes: Buffer): string | undefined {
  const text = decoded(bytes, JSON.stringify(settings).includes("windows-1252"));
  if (text === undefined) return "bytes that are not UTF-8";
  texts.push(text);
  const formats = formatsOf(settings);
  if (kind === "csv") {
    values.add(null);
    for (const cell of cellsOf(text)) for (const format of formats) values.add(textSays(cell, format));
    return undefined;
  }
  const found = tokensOf(text);
  if (!found) return "what is no JSON";
  if (found.twice !== undefined) return `an object in which "${found.twice}" stands twice`;
  if (kind === "ademe" && /\[\s*\]/.test(text)) values.add(null); // docs/endpoints/ademe.md
  for (const { raw, isKey } of found.tokens)
    if (!isKey) for (const format of formats) values.add(jsonSays(raw, format));
  return undefined;
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
