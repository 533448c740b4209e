// Unrecorded answers of procedures, maps and files, read by the kinds `json`, `csv` and `geojson`.
import type { Settings } from "../../schemas/source.ts";
import type { Unrecorded } from "./unrecorded-line.ts";

const json = (...figures: Settings[]): Settings => ({ figures });
const maps = (value: string, more: Settings = {}): Settings => ({ metric: "cartes_publiees", value, ...more });
const counter = json(maps("/n"));
const whole = json({ metric: "dossiers_valides_cumules", value: "" });
const by = (metric: string, rows: string, value: string, period: Settings, more: Settings = {}) =>
  json({ metric, rows, value, period, ...more });
const day = (pointer: string, format = "iso-date") => ({ pointer, grain: "day", format });
const month = (pointer: string, format = "iso-month") => ({ pointer, grain: "month", format });
const csv = (more: Settings = {}, figure: Settings = {}): Settings => ({
  figures: [
    {
      metric: "comptes_crees",
      value: "nb",
      period: { column: "mois", grain: "month", format: "iso-month" },
      ...figure,
    },
  ],
  ...more,
});
const geo: Settings = {
  figures: [{ metric: "jeux_de_donnees", value: "nb", territory: { level: "epci", column: "siren" } }],
};
const feature = (properties: unknown) => ({ type: "Feature", geometry: null, properties });

export const UNRECORDED_FILES: readonly Unrecorded[] = [
  {
    family: "F1",
    about: "months whose accents stand apart",
    kind: "json",
    settings: by("demarches_terminees", "/*", "", month("0#", "fr-month")),
    pages: [{ ["août 2026".normalize("NFD")]: 3, "sept. 2026": 4 }],
    becomes: ["demarches_terminees month 2026-08-01 = 3", "demarches_terminees month 2026-09-01 = 4"],
  },
  {
    family: "F1",
    about: "days and months without a year",
    kind: "json",
    settings: by("demarches_terminees", "/*", "", day("0#", "fr-day")),
    pages: [{ "29 déc.": 3, "05 janv.": 11 }],
    becomes: "answer.shape",
  },
  {
    family: "F1",
    about: "a share for a count",
    kind: "json",
    settings: json(maps("/processed/0/1", { numbers: "fr" })),
    pages: [{ processed: [["Acceptés", "75,5 %"]] }],
    becomes: "values.unreadable",
  },
  {
    family: "F3",
    about: "semicolons and a line that sums up",
    kind: "csv",
    settings: csv(),
    pages: ["mois;nb\r\n2026-08;3\r\n2026-09;4\r\nTotal;7\r\n"],
    type: "text/csv",
    becomes: ["comptes_crees month 2026-08-01 = 3", "comptes_crees month 2026-09-01 = 4"],
    homeless: 1,
  },
  {
    family: "F3",
    about: "days, though months are mapped",
    kind: "csv",
    settings: csv({}, { period: { column: "mois", grain: "month", format: "iso-date" } }),
    pages: [
      `mois,nb\n${Array.from({ length: 30 }, (_, at) => `2026-09-${String(at + 1).padStart(2, "0")},${at}`).join("\n")}\n`,
    ],
    type: "text/csv",
    becomes: "answer.shape",
  },
  {
    family: "F3",
    about: "UTF-8 where an old machine's text is expected",
    kind: "csv",
    settings: csv({ encoding: "windows-1252" }, { dims: { lieu: { column: "lieu" } } }),
    pages: ["mois,lieu,nb\n2026-09,Métropole,4\n"],
    type: "text/csv",
    becomes: "answer.encoding",
  },
  {
    family: "F3",
    about: "an old machine's text, said so",
    kind: "csv",
    settings: csv({ encoding: "windows-1252" }, { dims: { lieu: { column: "lieu" } } }),
    pages: [Buffer.from("mois,lieu,nb\n2026-09,Métropole,4\n", "latin1")],
    type: "text/csv",
    becomes: ['comptes_crees month 2026-09-01 {"lieu":"Métropole"} = 4'],
  },
  {
    family: "F3",
    about: "an old machine's text, unsaid",
    kind: "csv",
    settings: csv({}, { dims: { lieu: { column: "lieu" } } }),
    pages: [Buffer.from("mois,lieu,nb\n2026-09,Métropole,4\n", "latin1")],
    type: "text/csv",
    becomes: "answer.encoding",
  },
  {
    family: "F3",
    about: "nothing at all",
    kind: "csv",
    settings: csv(),
    pages: [""],
    type: "text/csv",
    becomes: "answer.csv",
  },

  {
    family: "G1",
    about: "decimals in text, with spaces around",
    kind: "json",
    settings: counter,
    pages: [{ n: " 12.50 " }],
    becomes: ["cartes_publiees state = 12.5"],
  },
  {
    family: "G1",
    about: "a number that a double cannot hold",
    kind: "json",
    settings: counter,
    pages: ['{"n": 12345678901234567890}'],
    becomes: "values.unreadable",
  },
  { family: "G1", about: "NaN", kind: "json", settings: counter, pages: ['{"n": NaN}'], becomes: "answer.json" },
  {
    family: "G1",
    about: "the key twice",
    kind: "json",
    settings: counter,
    pages: ['{"n": 1, "n": 2}'],
    becomes: "answer.json",
  },
  {
    family: "G2",
    about: "shares as numbers and a count of another département",
    kind: "json",
    settings: json(maps("/stats/0/nb", { territory: { level: "departement", code: "2A" } })),
    pages: [{ stats: [{ dep: "2A", nb: 5, part: "43 %" }] }],
    becomes: ["cartes_publiees departement 2A state = 5"],
  },
  {
    family: "G2",
    about: "partial data beside errors, as GraphQL says it",
    kind: "json",
    settings: json(maps("/data/n")),
    pages: [{ data: { n: null }, errors: [{ message: "Cannot query" }] }],
    becomes: "answer.error",
  },
  {
    family: "G4",
    about: "one document a line",
    kind: "json",
    settings: counter,
    pages: ['{"n": 1}\n{"n": 2}\n'],
    becomes: "answer.json",
  },
  {
    family: "G5",
    about: "codes as numbers, a feature without properties",
    kind: "geojson",
    settings: geo,
    pages: [
      {
        type: "FeatureCollection",
        features: [feature({ siren: 243700754, nb: "3" }), feature({ siren: "200054781", nb: 4 })],
      },
    ],
    becomes: ["jeux_de_donnees epci 243700754 state = 3", "jeux_de_donnees epci 200054781 state = 4"],
  },
  {
    family: "G5",
    about: "an error instead of a collection",
    kind: "geojson",
    settings: geo,
    pages: [{ type: "about:blank", title: "Internal Server Error", status: 500 }],
    becomes: "answer.error",
  },
  {
    family: "G6",
    about: "`false`, as on an error",
    kind: "json",
    settings: json(maps("/nbStructures")),
    pages: [false],
    becomes: "answer.error",
  },
  {
    family: "G6",
    about: "an empty object",
    kind: "json",
    settings: json(maps("/nbStructures")),
    pages: [{}],
    becomes: "answer.shape",
  },
  {
    family: "G7",
    about: "a bare null, as on an error: not `no figure`",
    kind: "json",
    settings: whole,
    pages: ["null"],
    becomes: "answer.error",
  },
  {
    family: "G7",
    about: "a bare text with digits",
    kind: "json",
    settings: whole,
    pages: ['"0567174"'],
    becomes: ["dossiers_valides_cumules state = 567174"],
  },
  {
    family: "G7",
    about: "a sentence",
    kind: "json",
    settings: whole,
    pages: ['"Erreur 503"'],
    becomes: "answer.error",
  },
  {
    family: "H9",
    about: "a page whose type says JSON",
    kind: "json",
    settings: counter,
    pages: ["<!doctype html><title>Connexion</title>"],
    becomes: "answer.html",
  },
  {
    family: "H9",
    about: "a sentence in plain text",
    kind: "json",
    settings: counter,
    pages: ["Service indisponible"],
    type: "text/plain",
    becomes: "answer.json",
  },
];
