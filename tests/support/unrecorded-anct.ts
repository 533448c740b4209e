// Unrecorded answers of the ANCT convention: pages, and its file.
import type { Settings } from "../../schemas/source.ts";
import type { Unrecorded } from "./unrecorded-line.ts";

const tu = (levels: string[], metric = "agents_utilisateurs"): Settings => ({ metrics: { tu: { metric, levels } } });
const rows = (...results: unknown[]) => ({ count: results.length, results });

export const UNRECORDED_ANCT: readonly Unrecorded[] = [
  {
    family: "A1",
    about: "both identifiers in a row, numbers as text",
    kind: "anct",
    settings: tu(["siret"]),
    pages: [rows({ siret: "21370261900017", insee: "37261", metrics: { tu: "12" } })],
    becomes: ["agents_utilisateurs siret 21370261900017 state = 12"],
  },
  {
    family: "A1",
    about: "the identifier as a number: zeros are kept by none",
    kind: "anct",
    settings: tu(["commune"]),
    pages: [rows({ insee: 37261, metrics: { tu: 3 } }, { insee: 1001, metrics: { tu: 4 } })],
    becomes: ["agents_utilisateurs commune 37261 state = 3"],
    homeless: 1,
  },
  {
    family: "A1",
    about: "keys in capitals: renamed, not empty",
    kind: "anct",
    settings: tu(["siret"]),
    pages: [rows({ siret: "21370261900017", metrics: { TU: 12, MAU: 3 } })],
    becomes: "answer.shape",
  },
  {
    family: "A1",
    about: "the count as text",
    kind: "anct",
    settings: tu(["siret"]),
    pages: [{ count: "1", results: [{ siret: "21370261900017", metrics: { tu: 12 } }] }],
    becomes: "answer.shape",
  },
  {
    family: "A2",
    about: "the same commune twice, otherwise",
    kind: "anct",
    settings: tu(["commune"]),
    pages: [rows({ insee: "37261", metrics: { tu: 1 } }, { insee: "37261", metrics: { tu: 2 } })],
    becomes: [],
    doubtful: 1,
  },
  {
    family: "A2",
    about: "Corsica, overseas, an arrondissement",
    kind: "anct",
    settings: tu(["commune"], "communes_couvertes"),
    pages: [
      rows(
        { insee: "2A004", metrics: { tu: 1 } },
        { insee: "97105", metrics: { tu: 1 } },
        { insee: "75101", metrics: { tu: 0 } },
      ),
    ],
    becomes: ["communes_couvertes commune 2A004 state = 1", "communes_couvertes commune 97105 state = 1"],
  },
  {
    family: "A3",
    about: "two pages, the second one full of the first",
    kind: "anct",
    settings: { ...tu(["siret"]), limit: 1 },
    pages: [
      { count: 2, results: [{ siret: "21370261900017", metrics: { tu: 1 } }] },
      { count: 2, results: [{ siret: "21370261900017", metrics: { tu: 1 } }] },
    ],
    becomes: "RELEVE_ANSWER_INCOMPLETE",
  },
  {
    family: "A6",
    about: "a metric for some rows only",
    kind: "anct",
    settings: {
      metrics: {
        tu: { metric: "agents_utilisateurs", levels: ["siret"] },
        mau: { metric: "agents_actifs_28j", levels: ["siret"] },
      },
    },
    pages: [
      rows({ siret: "21370261900017", metrics: { tu: 5, mau: null } }, { siret: "13002526500013", metrics: { tu: 7 } }),
    ],
    becomes: [
      "agents_utilisateurs siret 21370261900017 state = 5",
      "agents_actifs_28j siret 21370261900017 state = null",
      "agents_utilisateurs siret 13002526500013 state = 7",
    ],
  },
  {
    family: "A8",
    about: "an error with status 200, as Django says it",
    kind: "anct",
    settings: tu(["siret"]),
    pages: [{ detail: "Informations d'authentification non fournies." }],
    becomes: "answer.error",
  },
  {
    family: "A8",
    about: "status 403 with JSON",
    kind: "anct",
    settings: tu(["siret"]),
    pages: [{ error: "Forbidden" }],
    status: 403,
    becomes: "RELEVE_ENDPOINT_REFUSED",
  },
  {
    family: "A9",
    about: "semicolons, quotes, a mark before it, old line ends",
    kind: "anct",
    settings: {
      form: "csv",
      csv: { id: "identifiant" },
      metrics: { stockage: { metric: "stockage_utilise", levels: ["siret", "commune"] } },
    },
    pages: ['\uFEFF"identifiant";"stockage"\r"21370261900017";"5000"\r"2A004";"12"\r'],
    type: "text/csv",
    becomes: ["stockage_utilise siret 21370261900017 state = 5000", "stockage_utilise commune 2A004 state = 12"],
  },
  {
    family: "A9",
    about: "thousands parted by spaces",
    kind: "anct",
    settings: {
      form: "csv",
      csv: { id: "identifiant" },
      metrics: { stockage: { metric: "stockage_utilise", levels: ["siret"] } },
    },
    pages: ["identifiant,stockage\n21370261900017,5 000\n"],
    type: "text/csv",
    becomes: "values.unreadable",
  },
  {
    family: "A9",
    about: "a JSON error instead of the file",
    kind: "anct",
    settings: {
      form: "csv",
      csv: { id: "identifiant" },
      metrics: { stockage: { metric: "stockage_utilise", levels: ["siret"] } },
    },
    pages: [{ error: "not ready" }],
    becomes: "answer.error",
  },
];
