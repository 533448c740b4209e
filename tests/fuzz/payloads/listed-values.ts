// One figure, and what stands in its place: by kind, the value as it is written, and what must become of it.
// `-` is rejected as unreadable; else the figure, `null`, or the words of a verdict.
import { MOMENT } from "./base.ts";
import type { Payload } from "./case.ts";

type Line = readonly [written: string, expected: string];
const JSON_PLAIN: readonly Line[] = [
  ["12", "12"],
  ['"12"', "12"],
  ["null", "null"],
  ["0", "0"],
  ["-0", "0"],
  ["0e5", "0"],
  ["0.000000", "0"],
  ['"007"', "7"],
  ['"n/a"', "-"],
  ['"-"', "-"],
  ['""', "-"],
  ['"null"', "-"],
  ['"NaN"', "-"],
  ["NaN", "rejected answer.json"],
  ["Infinity", "rejected answer.json"],
  ["012", "rejected answer.json"],
  ["+5", "rejected answer.json"],
  ["'12'", "rejected answer.json"],
  ["12,", "rejected answer.json"],
  ["12 /* total */", "rejected answer.json"],
  ["1e400", "-"],
  ["1e-400", "-"],
  ["1e21", "-"],
  ["1e3", "1000"],
  ["18446744073709551616", "-"],
  ["9007199254740993", "-"],
  ["999999999999999", "999999999999999"],
  ["1000000000000000", "-"],
  ["1.2345678", "-"],
  ["0.0000001", "-"],
  ["1.00000000000000001", "-"],
  ["4.9999999999999999", "-"],
  ["99999999999.999999", "-"],
  ["1.10", "1.1"],
  ['"18446744073709551616"', "18446744073709551616"],
  ['"1.2345678"', "-"],
  ['"1e3"', "-"],
  ['"1 204"', "-"],
  ['"1.234,5"', "-"],
  ['"12 %"', "-"],
  ['"١٢"', "-"],
  ['"12\\u0000"', "-"],
  ["true", "-"],
  ["[]", "-"],
  ["[12]", "-"],
  ["{}", "-"],
  ['{"value": 12}', "-"],
  ['{"__proto__": 12}', "-"],
  ["-5", "held bounds"],
  ['"-0.5"', "held bounds"],
  ['12, "n": 12', "rejected answer.json"],
  ['12, "n": 13', "rejected answer.json"],
  ['12, "\\u006e": 0', "rejected answer.json"],
  [`"${"9".repeat(33)}"`, "-"],
  [`"${"x".repeat(2_000_000)}"`, "-"],
  [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, "rejected answer.json"],
  [`${'{"n":'.repeat(100_000)}0${"}".repeat(100_000)}`, "rejected answer.json"],
  ["[".repeat(100_000), "rejected answer.json"],
];
const JSON_FR: readonly Line[] = [
  ['"1 204"', "1204"],
  ['"1\u202f204,5"', "1204.5"],
  ['"12 %"', "-"],
  ['"12 04"', "-"],
  ['"1.234,5"', "-"],
  ['"1,2,3"', "-"],
  ['"n/d"', "-"],
  ['"−7"', "held bounds"],
];
const JSON_EN: readonly Line[] = [
  ['"1,204"', "1204"],
  ['"1,204.50"', "1204.5"],
  ['"1,20"', "-"],
];
const CSV_FR: readonly Line[] = [
  ["12", "12"],
  ["", "null"],
  ["n/a", "-"],
  ["1 204", "1204"],
  ["1,5", "1.5"],
  ["1.5", "-"],
  ["12 %", "-"],
  ["null", "-"],
  ["#REF!", "-"],
  ['"12"', "12"],
  ['="12"', "rejected answer.csv"],
  ['"12', "rejected answer.csv"],
  ["12\0", "-"],
  ["-5", "held bounds"],
  ["0", "0"],
  ["0,0", "0"],
  ["1,2345678", "-"],
  ["12;13", "-"],
];
const ADEME: readonly Line[] = [
  ["12", "12"],
  ["[]", "null"],
  ["null", "null"],
  ['"n/a"', "-"],
  ["{}", "-"],
  ["1e-400", "-"],
  ["-1", "held bounds"],
];
const ANCT: readonly Line[] = [
  ["12", "12"],
  ['"31"', "31"],
  ["null", "null"],
  ['"1 204"', "-"],
  ['"oui"', "-"],
  ["1e400", "-"],
  ["[12]", "-"],
  ["-1", "held bounds"],
  ['12, "tu": 0', "rejected answer.json"],
];

const url = "https://listed.example/stats";
const figure = { metric: "rdv_cumules", value: "/n" };
const json = (numbers: string) => ({ url, figures: [{ ...figure, numbers }] });
const csv = { url, delimiter: ";", figures: [{ metric: "rdv_cumules", value: "n", numbers: "fr" }] };
const anct = { url, metrics: { tu: { metric: "utilisateurs", levels: ["siren"] } } };
const ademe = { url, metric: "visiteurs" };

/** Each line as an answer with this one figure. */
export function listedValues(): Payload[] {
  const of = (
    kind: string,
    settings: Payload["settings"],
    lines: readonly Line[],
    around: (written: string) => string,
  ) =>
    lines.map(([written, expected]): Payload => {
      const words = /^(rejected|held)/.test(expected)
        ? expected
        : expected === "-"
          ? "rejected values.unreadable"
          : `counted ${expected}`;
      const pages = [
        { bytes: Buffer.from(around(written)), contentType: kind === "csv" ? "text/csv" : "application/json" },
      ];
      return {
        about: `${kind} value ${written.slice(0, 40)}`,
        kind,
        settings,
        pages,
        moment: MOMENT,
        check: { by: "words", words },
      };
    });
  const object = (written: string) => `{"n": ${written}}`;
  return [
    ...of("json", json("plain"), JSON_PLAIN, object),
    ...of("json", json("fr"), JSON_FR, object),
    ...of("json", json("en"), JSON_EN, object),
    ...of("csv", csv, CSV_FR, (written) => `nom;n\nx;${written}\n`),
    ...of("ademe", ademe, ADEME, (written) => `{"stats": [{"date": "2026-03", "value": ${written}}]}`),
    ...of(
      "anct",
      anct,
      ANCT,
      (written) => `{"count": 1, "results": [{"siren": "213702619", "metrics": {"tu": ${written}}}]}`,
    ),
  ];
}
