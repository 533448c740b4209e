// Whole bodies that are not what their settings say: by kind, and what must become of them.
import { gzipSync } from "node:zlib";
import { MOMENT } from "./base.ts";
import type { Payload } from "./case.ts";

type Line = readonly [about: string, body: string | Buffer, expected: string, contentType?: string];
const url = "https://listed.example/stats";
const months = { grain: "month", format: "iso-month" };
const page = "<!doctype html>\n<html><body>12 utilisateurs</body></html>";
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
const latin = (text: string) => Buffer.from(text, "latin1");
const row = (month: string, n: number | string) => `{"m": ${JSON.stringify(month)}, "n": ${n}}`;
const rows = (...all: readonly string[]) => `{"data": [${all.join(", ")}]}`;

const JSON_ROWS = {
  url,
  figures: [{ metric: "visites", rows: "/data/*", value: "/n", period: { ...months, pointer: "/m" } }],
};
const JSON_BODIES: readonly Line[] = [
  ["a web page with status 200", page, "rejected answer.html", "text/html"],
  ["a web page that says it is JSON", page, "rejected answer.html"],
  ["JSON that says it is a web page", rows(row("2026-03", 12)), "rejected answer.html", "text/html; charset=utf-8"],
  ["JSON that says it is text", rows(row("2026-03", 12)), "counted 12", "text/plain"],
  ["JSON that says nothing of its type", rows(row("2026-03", 12)), "counted 12", ""],
  ["an empty body", "", "rejected answer.json"],
  ["an empty object", "{}", "rejected answer.shape"],
  ["an empty list", "[]", "rejected answer.shape"],
  ["null", "null", "rejected answer.error"],
  ["a text", '"maintenance"', "rejected answer.error"],
  ["an empty list of rows", rows(), "held empty"],
  ["a list that is an object", '{"data": {"a": {"m": "2026-03", "n": 12}}}', "counted 12"],
  ["a list that is null", '{"data": null}', "rejected answer.shape"],
  ["an error with status 200", '{"error": "Internal Server Error", "code": 500}', "rejected answer.error"],
  ["rows that are numbers", '{"data": [1, 2, 3]}', "rejected answer.shape"],
  ["a prototype for rows", '{"__proto__": {"data": [{"m": "2026-03", "n": 0}]}}', "rejected answer.shape"],
  ["cut in the middle", rows(row("2026-03", 12)).slice(0, 25), "rejected answer.json"],
  ["cut before its last bracket", rows(row("2026-03", 12)).slice(0, -1), "rejected answer.json"],
  ["two documents", `${rows(row("2026-03", 12))}\n${rows(row("2026-04", 13))}`, "rejected answer.json"],
  ["a line a row", `${row("2026-03", 12)}\n${row("2026-04", 13)}`, "rejected answer.json"],
  ["a comma too many", '{"data": [{"m": "2026-03", "n": 12},]}', "rejected answer.json"],
  ["a mark before it", `\ufeff${rows(row("2026-03", 12))}`, "counted 12"],
  ["two marks before it", `\ufeff\ufeff${rows(row("2026-03", 12))}`, "rejected answer.json"],
  ["UTF-16", utf16(rows(row("2026-03", 12))), "rejected answer.encoding"],
  ["Latin-1", latin('{"data": [{"m": "2026-03", "n": 12, "nom": "Évry"}]}'), "rejected answer.encoding"],
  ["NUL bytes behind it", `${rows(row("2026-03", 12))}\0\0`, "rejected answer.json"],
  ["gzip in gzip", gzipSync(rows(row("2026-03", 12))), "rejected answer.encoding"],
  ["half of a character", Buffer.concat([Buffer.from('{"data": "'), Buffer.from([0xc3])]), "rejected answer.encoding"],
  ["a warning before it", `Notice: undefined\n${rows(row("2026-03", 12))}`, "rejected answer.json"],
  ["JSONP", `cb(${rows(row("2026-03", 12))})`, "rejected answer.json"],
  ["the thirteenth month", rows(row("2026-13", 12)), "rejected answer.shape"],
  ["month 0", rows(row("2026-00", 12)), "rejected answer.shape"],
  ["a year of two digits", rows(row("26-03", 12)), "rejected answer.shape"],
  ["a day for a month", rows(row("2026-03-15", 12)), "rejected answer.shape"],
  ["no month", rows('{"n": 12}'), "rejected answer.shape"],
  ["a month twice, with other values", rows(row("2026-03", 12), row("2026-03", 13)), "counted"],
  ["a month twice, with one value", rows(row("2026-03", 12), row("2026-03", 12)), "counted 12"],
  ["a month twice, with none and one", rows(row("2026-03", 12), row("2026-03", "null")), "counted"],
  ["a value under another key", rows('{"m": "2026-03", "N": 12}'), "rejected answer.shape"],
];
const CSV = { url, figures: [{ metric: "visites", value: "n", period: { ...months, column: "mois" } }] };
const CSV_BODIES: readonly Line[] = [
  ["a web page", page, "rejected answer.html", "text/csv"],
  ["an empty body", "", "rejected answer.csv"],
  ["its header alone", "mois,n\n", "held empty"],
  ["a header of another case", "Mois,N\n2026-03,12\n", "rejected answer.shape"],
  ["a column gone", "mois,visites\n2026-03,12\n", "rejected answer.shape"],
  ["a column twice", "mois,n,n\n2026-03,12,0\n", "rejected answer.shape"],
  ["JSON", `{"mois": "2026-03", "n": 12}`, "rejected answer.csv"],
  ["a title before the header", "Export du 1er mars\nmois,n\n2026-03,12\n", "rejected answer.shape"],
  ["a mark before it", "\ufeffmois,n\n2026-03,12\n", "counted 12"],
  ["UTF-16", utf16("mois,n\n2026-03,12\n"), "rejected answer.encoding"],
  ["Latin-1", latin("mois,n,é\n2026-03,12,é\n"), "rejected answer.encoding"],
  ["a quote that does not close", 'mois,n\n2026-03,"12\n', "rejected answer.csv"],
  ["a quote inside a cell", 'mois,n\n2026-03,1"2\n', "rejected answer.csv"],
  ["other delimiters in its lines", "mois,n\n2026-03;12\n", "rejected answer.shape"],
  ["semicolons throughout", "mois;n\n2026-03;12\n", "counted 12"],
  ["a short line", "mois,n\n2026-03\n", "rejected values.unreadable"],
  ["a long line", "mois,n\n2026-03,12,13\n", "rejected values.unreadable"],
  ["empty cells at its end", "mois,n\n2026-03,12,,,\n", "counted 12"],
  ["old line ends", "mois,n\r2026-03,12\r", "counted 12"],
  ["its last line cut, so that a value is gone", "mois,n\n2026-03,12\n2026-04,", "counted 12 null"],
  ["the thirteenth month", "mois,n\n2026-13,12\n", "rejected answer.shape"],
  ["a month twice, with other values", "mois,n\n2026-03,12\n2026-03,0\n", "counted"],
  ["its header in the middle again", "mois,n\n2026-03,12\nmois,n\n2026-04,13\n", "rejected values.unreadable"],
  ["a total below", "mois,n\n2026-03,12\nTotal,12\n", "counted 12"],
  ["gzip", gzipSync("mois,n\n2026-03,12\n"), "rejected answer.encoding"],
];
const ANCT = { url, metrics: { tu: { metric: "communes_couvertes", levels: ["commune"] } } };
const one = (id: string, more = "") => `{"count": 1, "results": [{${id}, "metrics": {"tu": 1}}]${more}}`;
const ANCT_BODIES: readonly Line[] = [
  ["a web page", page, "rejected answer.html"],
  ["an empty object", "{}", "rejected answer.shape"],
  ["an empty list", "[]", "rejected answer.shape"],
  ["a negative count", '{"count": -1, "results": []}', "rejected answer.shape"],
  ["a count as text", '{"count": "1", "results": []}', "rejected answer.shape"],
  ["a count with a fraction", '{"count": 1.5, "results": []}', "rejected answer.shape"],
  ["a count above its rows", '{"count": 5, "results": []}', "rejected answer.shape"],
  ["a count beyond what a number holds", '{"count": 1e400, "results": []}', "rejected answer.shape"],
  ["no rows, and said so", '{"count": 0, "results": []}', "held empty"],
  ["results that are an object", '{"count": 1, "results": {}}', "rejected answer.shape"],
  ["results that are null", '{"count": 0, "results": null}', "rejected answer.shape"],
  ["a row that is null", '{"count": 1, "results": [null]}', "rejected answer.shape"],
  ["a row that is a list", '{"count": 1, "results": [[]]}', "rejected answer.shape"],
  ["metrics that are a list", '{"count": 1, "results": [{"insee": "37261", "metrics": [1]}]}', "rejected answer.shape"],
  [
    "a prototype for metrics",
    '{"count": 1, "results": [{"insee": "37261", "metrics": {"__proto__": {"tu": 1}}}]}',
    "rejected answer.shape",
  ],
  ["a territory", one('"insee": "37261"'), "counted 1"],
  ["no territory", one('"nom": "Tours"'), "held empty"],
  ["a territory of four digits", one('"insee": "3726"'), "held empty"],
  ["a territory without its zero", one('"insee": 1001'), "held empty"],
  ["a territory in a list", one('"insee": ["37261"]'), "held empty"],
  ["a territory that is an object", one('"insee": {"toString": 0}'), "held empty"],
  ["a postal code and a name", one('"insee": "37000 Tours"'), "held empty"],
  ["a territory deep in lists", one(`"insee": ${"[".repeat(150)}1${"]".repeat(150)}`), "held empty"],
  ["results that stand twice", one('"insee": "37261"', ', "results": []'), "rejected answer.json"],
];
const ADEME = { url, metric: "visiteurs" };
const stats = (...all: readonly string[]) =>
  `{"stats": [${all.map((date) => `{"date": ${date}, "value": 12}`).join(", ")}]}`;
const ADEME_BODIES: readonly Line[] = [
  ["a web page", page, "rejected answer.html"],
  ["an empty object", "{}", "rejected answer.shape"],
  ["stats that are an object", '{"stats": {}}', "rejected answer.shape"],
  ["stats that are null", '{"stats": null}', "rejected answer.shape"],
  ["stats under data", `{"data": ${stats('"2026-03"')}}`, "counted 12"],
  ["no stats", '{"stats": []}', "held empty"],
  ["a date that does not exist", stats('"2026-02-30"'), "rejected answer.shape"],
  ["a month to come", stats('"2027-03"'), "held empty"],
  ["a date twice", '{"stats": [{"date": "2026-03", "value": 1}, {"date": "2026-03", "value": 2}]}', "counted"],
  ["a row that is a number", `{"stats": [12]}`, "rejected answer.shape"],
];

/** Each line as an answer of one page. */
export function listedBodies(): Payload[] {
  const of = (kind: string, settings: Payload["settings"], lines: readonly Line[]) =>
    lines.map(([about, body, words, contentType = kind === "csv" ? "text/csv" : "application/json"]): Payload => {
      const pages = [{ bytes: Buffer.from(body as Buffer), contentType }];
      return { about: `${kind}: ${about}`, kind, settings, pages, moment: MOMENT, check: { by: "words", words } };
    });
  return [
    ...of("json", JSON_ROWS, JSON_BODIES),
    ...of("csv", CSV, CSV_BODIES),
    ...of("anct", ANCT, ANCT_BODIES),
    ...of("ademe", ADEME, ADEME_BODIES),
  ];
}
