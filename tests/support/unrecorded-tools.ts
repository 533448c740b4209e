// Unrecorded answers of the tools behind pages: Matomo, Metabase.
import type { Settings } from "../../schemas/source.ts";
import type { Unrecorded } from "./unrecorded-line.ts";

const matomo = (more: Settings = {}, figure: Settings = { value: "nb_visits" }): Settings => ({
  site: 1,
  figures: [{ metric: "visites", ...figure }],
  ...more,
});
const card = (figure: Settings, more: Settings = {}): Settings => ({
  figures: [{ metric: "rdv_pris", ...figure }],
  ...more,
});
const monthly = (format: string): Settings => ({ value: "N", period: { column: "Mois", grain: "month", format } });
const CARD = "/api/public/card/3f0c1a52-1111-4222-8333-000000000001/query/json";
const DASHCARD = "/api/public/dashboard/3f0c1a52-1111-4222-8333-000000000001/dashcard/2/card/3";

export const UNRECORDED_TOOLS: readonly Unrecorded[] = [
  {
    family: "H2",
    about: "days, though months were asked for",
    kind: "matomo",
    settings: matomo({}, {}),
    pages: [
      Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`2026-09-${String(at + 1).padStart(2, "0")}`, at])),
    ],
    becomes: "answer.shape",
  },
  {
    family: "H2",
    about: "one number for the whole span",
    kind: "matomo",
    settings: matomo({}, {}),
    pages: [{ value: 81234 }],
    becomes: "answer.shape",
  },
  {
    family: "H2",
    about: "a period of none, of null and of 0",
    kind: "matomo",
    settings: matomo(),
    pages: [{ "2026-08": [], "2026-09": { nb_visits: null }, "2026-10": { nb_visits: "0" } }],
    becomes: ["visites month 2026-08-01 = null", "visites month 2026-09-01 = null", "visites month 2026-10-01 = 0"],
  },
  {
    family: "H3",
    about: "a label that is not there, and one encoded",
    kind: "matomo",
    settings: matomo({ method: "Events.getCategory" }, { value: "nb_events", label: "télécharger" }),
    pages: [
      {
        "2026-09": [{ label: "t%C3%A9l%C3%A9charger", nb_events: "31" }],
        "2026-10": [{ label: "voir", nb_events: 4 }],
      },
    ],
    becomes: ["visites month 2026-09-01 = 31"],
  },
  {
    family: "H3",
    about: "formatted after all",
    kind: "matomo",
    settings: matomo({}, { value: "bounce_rate" }),
    pages: [{ "2026-09": { bounce_rate: "49%" } }],
    becomes: "values.unreadable",
  },
  {
    family: "H4",
    about: "an error in a list",
    kind: "matomo",
    settings: matomo(),
    pages: [[{ result: "error", message: "Requested method not found" }]],
    becomes: "answer.shape",
  },
  {
    family: "H4",
    about: "an error as text",
    kind: "matomo",
    settings: matomo(),
    pages: ["Error: An unexpected website was found"],
    type: "text/plain",
    becomes: "answer.json",
  },

  {
    family: "H5",
    about: "an English instance: months and thousands",
    kind: "metabase",
    path: CARD,
    settings: card({ ...monthly("en-month"), numbers: "en" }, { formatted: true }),
    pages: [
      [
        { Mois: "March, 2026", N: "816,004" },
        { Mois: "Apr 2026", N: "1,203" },
      ],
    ],
    becomes: ["rdv_pris month 2026-03-01 = 816004", "rdv_pris month 2026-04-01 = 1203"],
  },
  {
    family: "H5",
    about: "an English instance, mapped as French",
    kind: "metabase",
    path: CARD,
    settings: card({ ...monthly("fr-month"), numbers: "fr" }, { formatted: true }),
    pages: [
      [
        { Mois: "mars 2026", N: "1,203" },
        { Mois: "avril 2026", N: "1,188" },
      ],
    ],
    becomes: "values.unreadable",
  },
  {
    family: "H5",
    about: "a share mapped as a count",
    kind: "metabase",
    path: CARD,
    settings: card({ ...monthly("fr-month"), numbers: "fr" }, { formatted: true }),
    pages: [[{ Mois: "mars 2026", N: "12,5 %" }]],
    becomes: "values.unreadable",
  },
  {
    family: "H5",
    about: "weeks, though months are mapped",
    kind: "metabase",
    path: CARD,
    settings: card(monthly("iso-date")),
    pages: [
      [
        { Mois: "2026-06-01T00:00:00+02:00", N: 3 },
        { Mois: "2026-06-08T00:00:00+02:00", N: 4 },
        { Mois: "2026-06-15T00:00:00+02:00", N: 5 },
      ],
    ],
    becomes: "answer.shape",
  },
  {
    family: "H5",
    about: "a sentence instead of rows",
    kind: "metabase",
    path: CARD,
    settings: card(monthly("iso-date")),
    pages: ['"An error occurred."'],
    becomes: "answer.error",
  },
  {
    family: "H7",
    about: "a dashboard's card that failed, status 202",
    kind: "metabase",
    path: DASHCARD,
    settings: card(monthly("iso-date")),
    pages: [{ status: "failed", error: "Timed out", data: { rows: [], cols: [] } }],
    status: 202,
    becomes: "answer.error",
  },
  {
    family: "H7",
    about: "two columns of one name",
    kind: "metabase",
    path: DASHCARD,
    settings: card(monthly("iso-date")),
    pages: [
      {
        data: {
          rows: [["2026-06-01", 3, 4]],
          cols: [{ display_name: "Mois" }, { display_name: "N" }, { display_name: "N" }],
        },
      },
    ],
    status: 202,
    becomes: "answer.shape",
  },
];
