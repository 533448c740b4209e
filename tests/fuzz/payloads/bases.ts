// Good answers that are then damaged: the fixtures of all kinds, and wider ones, in which one bad value is under 5 %.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { metricOf } from "../../../schemas/catalogue.ts";
import type { Settings } from "../../../schemas/source.ts";
import { type Anchor, type Bare, type Base, MOMENT } from "./base.ts";
import { type Form, rowOf } from "./case.ts";
import { tokensOf } from "./json-tokens.ts";
import { type Format, jsonSays, textSays } from "./says.ts";
import { wide } from "./wide.ts";

const FIXTURES = "tests/fixtures/endpoints";

/** Those of the fixtures of all kinds, then the wide ones. */
export function bases(): Base[] {
  const fixtures = readdirSync(FIXTURES).flatMap((kind) =>
    readdirSync(join(FIXTURES, kind))
      .filter((name) => !namesPlaces(kind, name)) // the oracle has no official lists
      .filter((name) => !expectedOf(join(FIXTURES, kind, name)).startsWith("answer."))
      .map((name) => fixture(kind, name)),
  );
  return [...fixtures, ...wide()].map((base) => ({ ...base, anchors: anchorsOf(base) }));
}

/** Whether places are named by something else than their code. */
function namesPlaces(kind: string, name: string): boolean {
  return /"by": "(?:postal|name|siren)"/.test(readFileSync(join(FIXTURES, kind, name, "case.json"), "utf8"));
}

/** What the newest reader makes of a fixture. */
function expectedOf(folder: string): string {
  const [latest = ""] = readdirSync(folder)
    .filter((file) => file.startsWith("expected"))
    .sort();
  return readFileSync(join(folder, latest), "utf8").trim();
}

function fixture(kind: string, name: string): Bare {
  const folder = join(FIXTURES, kind, name);
  const given = JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) as { settings: Settings; moment?: string };
  const files = readdirSync(folder).filter((file) => file.startsWith("page-"));
  const form = files.some((file) => file.endsWith(".csv")) ? "csv" : "json";
  const contentType = form === "csv" ? "text/csv" : "application/json";
  const pages = files.sort().map((file) => ({ bytes: readFileSync(join(folder, file)), contentType }));
  const rows = expectedOf(folder).split("\n").map(rowOf);
  const { settings, moment = MOMENT } = given;
  return { name: `${kind}/${name}`, kind, settings, form, pages, moment, rows };
}

/** A value that one row has and one token says is known by its place; members are 1, whatever the value. */
function anchorsOf(base: Bare): Anchor[] {
  if (/"combine"|"factor"/.test(JSON.stringify(base.settings))) return []; // one value means another row's, too
  const formats = formatsOf(base.settings);
  const found = base.pages.flatMap(({ bytes }, page) => {
    const text = bytes.toString("utf8");
    return formats.flatMap((format) => scalars(base.form, text, format).map((token) => ({ page, format, ...token })));
  });
  return base.rows.flatMap(({ metric, value }, row) => {
    if (value === undefined || value === null || metricOf(metric)?.kind === "membership") return [];
    if (base.rows.filter((other) => other.value === value).length > 1) return [];
    const [token, ...others] = found.filter((one) => one.says === value);
    const isOne = token && others.every(({ page, start }) => page === token.page && start === token.start);
    return isOne && value.length > 1
      ? [{ page: token.page, start: token.start, end: token.end, row, format: token.format }]
      : [];
  });
}

/** The formats that the settings name. */
export function formatsOf(settings: Settings): Format[] {
  const named = [...JSON.stringify(settings).matchAll(/"numbers":"(plain|fr|en)"/g)].map((match) => match[1] as Format);
  return named.length === 0 ? ["plain"] : [...new Set(named)];
}

function scalars(form: Form, text: string, format: Format) {
  if (form === "json")
    return (tokensOf(text)?.tokens ?? [])
      .filter(({ isKey }) => !isKey)
      .map(({ start, end, raw }) => ({ start, end, says: jsonSays(raw, format) }));
  return [...text.matchAll(/[^\n;,\t"]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    says: textSays(match[0], format),
  }));
}
