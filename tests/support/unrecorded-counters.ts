// Unrecorded answers of lists and counters that services of addresses and of the suite publish, read by the kind `json`.
import type { Settings } from "../../schemas/source.ts";
import type { Unrecorded } from "./unrecorded-line.ts";

const json = (...figures: Settings[]): Settings => ({ figures });
const maps = (value: string, more: Settings = {}): Settings => ({ metric: "cartes_publiees", value, ...more });
const counter = json(maps("/n"));
const by = (metric: string, rows: string, value: string, period: Settings, more: Settings = {}) =>
  json({ metric, rows, value, period, ...more });
const day = (pointer: string, format = "iso-date") => ({ pointer, grain: "day", format });
const communes = (rows: string, pointer: string, value: Settings | string = { value: 1 }): Settings =>
  json({ metric: "communes_couvertes", rows, value, territory: { level: "commune", pointer } });
const kinds = json({ metric: "bases_adresses", rows: "/*", value: "", dims: { etat: { pointer: "0#" } } });

export const UNRECORDED_COUNTERS: readonly Unrecorded[] = [
  {
    family: "A11",
    about: "a list that goes on, read without `next`",
    kind: "json",
    settings: communes("/results/*", "/insee"),
    pages: [{ count: 40, next: "https://a-dock.example/?page=2", results: [{ insee: "37261" }] }],
    becomes: "answer.shape",
  },
  {
    family: "A11",
    about: "a page of a list that counts more",
    kind: "json",
    settings: communes("/items/*", "/insee"),
    pages: [{ total: 40, page: 1, per_page: 1, items: [{ insee: "37261" }] }],
    becomes: "answer.shape",
  },
  {
    family: "A11",
    about: "the count alone, of a list that goes on",
    kind: "json",
    settings: json(maps("/count")),
    pages: [{ count: 40, next: "https://a-dock.example/?page=2", results: [] }],
    becomes: ["cartes_publiees state = 40"],
  },
  {
    family: "A11",
    about: "two pages, followed",
    kind: "json",
    settings: { ...communes("/results/*", "/insee"), next: "#/next" },
    pages: [
      { next: "?case={case}&page=1", results: [{ insee: "37261" }] },
      { next: null, results: [{ insee: "2A004" }] },
    ],
    becomes: ["communes_couvertes commune 37261 state = 1", "communes_couvertes commune 2A004 state = 1"],
  },
  {
    family: "A15",
    about: "a total that is no count of rows",
    kind: "json",
    settings: json({ metric: "organisations_utilisatrices", rows: "/data/*", value: "/total" }),
    pages: [{ scope: "list-service", count: 1, total: 9, data: [{ id: 1, total: 120 }] }],
    becomes: ["organisations_utilisatrices state = 120"],
  },
  {
    family: "A15",
    about: "no rows and an error beside",
    kind: "json",
    settings: json({ metric: "organisations_utilisatrices", rows: "/data/*", value: "/total" }),
    pages: [{ error: "timeout", data: [] }],
    becomes: "answer.error",
  },

  {
    family: "D1",
    about: "other nesting, numbers as French text",
    kind: "json",
    settings: json(maps("/bal/nb/adresses", { numbers: "fr" })),
    pages: [{ bal: { nb: { adresses: "17 000\u202f000" } } }],
    becomes: ["cartes_publiees state = 17000000"],
  },
  {
    family: "D1",
    about: "the key renamed",
    kind: "json",
    settings: counter,
    pages: [{ N: 12 }],
    becomes: "answer.shape",
  },
  {
    family: "D1",
    about: "null: no figure, said so",
    kind: "json",
    settings: counter,
    pages: [{ n: null }],
    becomes: ["cartes_publiees state = null"],
  },
  {
    family: "D1",
    about: "an English thousand read as French",
    kind: "json",
    settings: json(maps("/n", { numbers: "fr" })),
    pages: [{ n: "1,204" }],
    becomes: "values.unreadable",
  },
  {
    family: "D2",
    about: "codes alone",
    kind: "json",
    settings: communes("/*", ""),
    pages: [["37261", "2A004", "1001"]],
    becomes: ["communes_couvertes commune 37261 state = 1", "communes_couvertes commune 2A004 state = 1"],
    homeless: 1,
  },
  {
    family: "D2",
    about: "an error keyed like the list",
    kind: "json",
    settings: communes("/*", "0#"),
    pages: [{ error: "timeout", code: 503 }],
    becomes: "answer.error",
  },
  {
    family: "D3",
    about: "states as keys",
    kind: "json",
    settings: kinds,
    pages: [{ draft: 2, published: 0 }],
    becomes: ['bases_adresses state {"etat":"draft"} = 2', 'bases_adresses state {"etat":"published"} = 0'],
  },
  {
    family: "D3",
    about: "an error of which a number would be a figure",
    kind: "json",
    settings: kinds,
    pages: [{ status: 503, message: "Service Unavailable" }],
    becomes: "answer.error",
  },
  {
    family: "D3",
    about: "errors that are listed and counted",
    kind: "json",
    settings: json(maps("/n")),
    pages: [{ n: 3, errors: [{ label: "Page introuvable", count: 12 }] }],
    becomes: ["cartes_publiees state = 3"],
  },
  {
    family: "D3",
    about: "a count of errors is a figure",
    kind: "json",
    settings: json(maps("/n")),
    pages: [{ n: 3, errors: 12, error: null, success: true, status: "ok", message: "Au 1er mai" }],
    becomes: ["cartes_publiees state = 3"],
  },
  {
    family: "D4",
    about: "dates as keys, a total among them",
    kind: "json",
    settings: by("bases_adresses_creees", "/*", "", day("0#")),
    pages: [{ "2026-09-01": 3, "2026-09-02": 0, total: 3 }],
    becomes: ["bases_adresses_creees day 2026-09-01 = 3", "bases_adresses_creees day 2026-09-02 = 0"],
    homeless: 1,
  },
  {
    family: "D5",
    about: "seconds where milliseconds are expected",
    kind: "json",
    settings: by("bases_adresses_creees", "/*", "/n", day("/d", "epoch-ms")),
    pages: [[{ d: 1788213600, n: 3 }]],
    becomes: "answer.shape",
  },
  {
    family: "D5",
    about: "the latest of a running total, one to come",
    kind: "json",
    settings: json({
      metric: "nombre_communes",
      rows: "/*",
      value: "/total",
      latest: { pointer: "/date", format: "iso-date" },
    }),
    pages: [
      [
        { date: "2026-11-20", total: 5 },
        { date: "2099-01-01", total: 9 },
      ],
    ],
    becomes: ["nombre_communes state = 5"],
  },
  {
    family: "D6",
    about: "the month before the day",
    kind: "json",
    settings: by("publications", "/*", "/n", day("/d", "dd/mm/yyyy")),
    pages: [Array.from({ length: 30 }, (_, at) => ({ d: `09/${String(at + 1).padStart(2, "0")}/2026`, n: at }))],
    becomes: "answer.shape",
  },
  {
    family: "D6",
    about: "days as eight digits",
    kind: "json",
    settings: by("publications", "/*", "/n", day("/d", "yyyymmdd")),
    pages: [
      [
        { d: "20260901", n: 3 },
        { d: 20260902, n: 4 },
      ],
    ],
    becomes: ["publications day 2026-09-01 = 3", "publications day 2026-09-02 = 4"],
  },
];
