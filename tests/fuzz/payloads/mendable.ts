// Answers that a mapping cannot read any more and a mended one can: keys that were renamed, numbers written otherwise.
// What the mended mapping must then read is what the good answer said.
import { escapedKey } from "../../../schemas/json-pointer.ts";
import type { Settings } from "../../../schemas/source.ts";
import type { Base } from "./base.ts";
import type { Mend, Named, Payload } from "./case.ts";
import type { Draw } from "./draw.ts";
import { readerFor, type Stage } from "./stage.ts";

const NAMES = ["visits_total", "donnees", "résultats", "n_2026", "a/b", "a~b", "valeur", "0", "__data"];

/** A wide base, told in another way. */
export function mendable(wide: readonly Base[], draw: Draw): Payload {
  const base = draw.of(wide);
  const text = base.pages[0]?.bytes.toString("utf8") ?? "";
  const [about, changed, kind, settings] = retold(base, text, draw);
  const contentType = base.pages[0]?.contentType ?? "";
  return {
    about: `${base.name}: ${about}`,
    kind: base.kind,
    settings: base.settings,
    moment: base.moment,
    pages: [{ bytes: Buffer.from(changed), contentType }],
    check: { by: "words", words: `rejected ${about.startsWith("numbers") ? "values.unreadable" : "answer.shape"}` },
    mend: { kind, settings, rows: base.rows },
  };
}

type Retold = readonly [about: string, text: string, kind: string, settings: Settings];
function retold({ kind, settings }: Base, text: string, draw: Draw): Retold {
  const name = draw.of(NAMES);
  const pointer = escapedKey(name);
  const asText = JSON.stringify(settings);
  const period = { pointer: "/date", grain: "month", format: "iso-month" };
  if (kind === "csv") {
    if (draw.chance(0.5))
      return [
        "the column renamed",
        text.replace("month,n", `month,${name}`),
        kind,
        JSON.parse(asText.replace('"value":"n"', `"value":${JSON.stringify(name)}`)),
      ];
    return [
      "numbers in French",
      text.replace(/,(\d+)(\d{3})$/gm, ",$1 $2"),
      kind,
      JSON.parse(asText.replace('"en"', '"fr"')),
    ];
  }
  if (kind === "json") {
    if (draw.chance(0.5))
      return [
        "the list renamed",
        text.replace('"data"', JSON.stringify(name)),
        kind,
        JSON.parse(asText.replace("/data/*", `/${pointer}/*`)),
      ];
    return [
      "numbers as text",
      text.replace(/"n":(\d+)(\d{3})/g, '"n":"$1,$2"'),
      kind,
      JSON.parse(asText.replace('"value":"/n"', '"value":"/n","numbers":"en"')),
    ];
  }
  const url = settings.url ?? "";
  if (kind === "anct") {
    const figure = { rows: `/${pointer}/*`, value: "/metrics/tu", territory: { level: "siret", pointer: "/siret" } };
    return [
      "the list renamed",
      text.replace('"results"', JSON.stringify(name)),
      "json",
      { url, figures: [{ metric: "utilisateurs", ...figure }] },
    ];
  }
  if (draw.chance(0.5))
    return [
      "numbers in English",
      text.replace(/(\d) (\d{3})/g, "$1,$2.0"),
      kind,
      JSON.parse(asText.replace('"fr"', '"en"')),
    ];
  const figure = { rows: `/${pointer}/*`, value: "/value", numbers: "fr", period };
  return [
    "the list renamed",
    text.replace('"stats"', JSON.stringify(name)),
    "json",
    { url, figures: [{ metric: "visiteurs", ...figure }] },
  ];
}

/** The approval by which a rejected answer is read with its mended mapping. */
export function approval(stage: Stage, { startup, source }: Named, { kind, settings }: Mend) {
  const decision = { what: "reading.adopted", source, reader: readerFor(kind, settings) };
  const people = { author: "marie", approver: "paul", reason: "the mapping was mended" };
  return {
    type: "decision.approved",
    id: stage.id(),
    at: stage.at(),
    startup,
    proposal: stage.id(),
    decision,
    ...people,
  };
}
