// Rows of an answer that no figure can be made of, in both languages. A processor says what is wrong with them in one English
// text, which is kept in findings: its French is made from that text here.
import { codeFr, counted, quoted } from "../ingestors/check/french.ts";
import type { Left } from "../ingestors/check/told.ts";
import { metricOf } from "../schemas/catalogue.ts";
import { Level } from "../schemas/territory.ts";

/** @param wrong  as `makeStatement` counts them: `visites: no such commune: 99999` */
export function homelessTold(wrong: string, rows: number): Left {
  const [key = "", ...rest] = wrong.split(": ");
  const label = metricOf(key)?.label.fr ?? key;
  return {
    what: { fr: counted(rows, "ligne", "lignes"), en: `${rows} rows` },
    why: { fr: `${label} : ${frenchOf(rest.join(": "))}`, en: wrong },
  };
}

function frenchOf(wrong: string): string {
  if (wrong === "no readable date") return "aucune date lisible";
  const [, level, code] = /^no (?:such )?(\w+)(?:: ([\s\S]*))?$/.exec(wrong) ?? [];
  const known = Level.safeParse(level).data;
  if (known === undefined) return "ni lieu ni date que l’on puisse reconnaître"; // the kinds of faults beyond the first ones
  if (known === "france") return "aucun lieu lisible";
  if (code === undefined) return `aucun ${codeFr(known)}`;
  return `${quoted(code)} n’est pas un ${codeFr(known)}`;
}
