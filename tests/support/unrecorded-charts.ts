// Unrecorded answers of charts, as Chartkick draws them.
import type { Settings } from "../../schemas/source.ts";
import type { Unrecorded } from "./unrecorded-line.ts";

const chart = (more: Settings = {}, figure: Settings = {}): Settings => ({
  grain: "sunday_week",
  format: "dd/mm/yyyy",
  figures: [{ metric: "rdv_pris", ...figure }],
  ...more,
});

export const UNRECORDED_CHARTS: readonly Unrecorded[] = [
  {
    family: "C1",
    about: "one series of three whose only date is none",
    kind: "chartkick",
    settings: chart({}, { each: "qui" }),
    pages: [
      [
        { name: "Agent (12)", data: [["27/03/2022", 12]] },
        { name: "Usager (9)", data: [["27/03/2022", 9]] },
        { name: "Prescripteur (0)", data: [["", 0]] },
      ],
    ],
    becomes: [
      'rdv_pris sunday_week 2022-03-27 {"qui":"Agent"} = 12',
      'rdv_pris sunday_week 2022-03-27 {"qui":"Usager"} = 9',
    ],
    homeless: 1,
  },
  {
    family: "C1",
    about: "totals with spaces and a percent sign in the names",
    kind: "chartkick",
    settings: chart({}, { series: "Agent" }),
    pages: [
      [
        { name: "Agent (814 210)", data: [["27/03/2022", 12]] },
        { name: "Usager (98,5 %)", data: [["27/03/2022", 9]] },
      ],
    ],
    becomes: ["rdv_pris sunday_week 2022-03-27 = 12"],
  },
  {
    family: "C1",
    about: "weeks from Monday, mapped from Sunday",
    kind: "chartkick",
    settings: chart(),
    pages: [
      [
        ["28/03/2022", 12],
        ["04/04/2022", 13],
      ],
    ],
    becomes: "answer.shape",
  },
  {
    family: "C1",
    about: "the month before the day",
    kind: "chartkick",
    settings: chart(),
    pages: [
      [
        ["03/27/2022", 12],
        ["04/03/2022", 13],
        ["04/10/2022", 14],
      ],
    ],
    becomes: "answer.shape",
  },
  {
    family: "C1",
    about: "an object keyed by date, a null in it",
    kind: "chartkick",
    settings: chart({ grain: "month", format: "iso-date" }),
    pages: [{ "2026-09-01": 3, "2026-10-01": null }],
    becomes: ["rdv_pris month 2026-09-01 = 3", "rdv_pris month 2026-10-01 = null"],
  },
  {
    family: "C1",
    about: "instants at midnight in Paris",
    kind: "chartkick",
    settings: chart({ grain: "month", format: "iso-date" }),
    pages: [[["2026-08-31T22:00:00.000Z", 3]]],
    becomes: ["rdv_pris month 2026-09-01 = 3"],
  },
  {
    family: "C3",
    about: "an error that looks like dates and values",
    kind: "chartkick",
    settings: chart(),
    pages: [{ status: 500, message: "Internal Server Error" }],
    becomes: "answer.error",
  },
  { family: "C3", about: "an empty chart", kind: "chartkick", settings: chart(), pages: [[]], becomes: [] },
];
