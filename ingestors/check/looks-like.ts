// What text that is neither JSON nor a table looks like: told instead of where it ceases to be JSON.
import type { Said } from "../../schemas/check.ts";
import { counted, quoted } from "./french.ts";

const FORMS: readonly { readonly look: RegExp; readonly told: Said }[] = [
  {
    look: /^<\?xml|^<[\w:]+[^>]*>[\s\S]*<\/[\w:]+>\s*$/,
    told: { fr: "c’est du XML : demandez du JSON ou du CSV", en: "it is XML: ask for JSON or CSV" },
  },
  {
    look: /^# (HELP|TYPE) |^[a-z_:][\w:]*\{[^}]*\} [\d.e+-]+( \d+)?$/m,
    told: {
      fr: "ce sont des mesures au format Prometheus : demandez du JSON ou du CSV",
      en: "it is in the format of Prometheus: ask for JSON or CSV",
    },
  },
];
const SHOWN = 100;

/** `undefined`: like broken JSON, of which the place of the fault says more. */
export function looksLike(text: string): Said | undefined {
  const form = FORMS.find(({ look }) => look.test(text));
  if (form) return form.told;
  const [first = ""] = text.split("\n");
  if (/^\p{L}/u.test(first) && /\s/.test(first))
    return {
      fr: `c’est du texte : ${quoted(first.slice(0, SHOWN))}`,
      en: `it is text: "${first.slice(0, SHOWN)}"`,
    };
  return undefined;
}

/** One line that names columns, and nothing below; `undefined`: it is none. */
export function headOnly(text: string): Said | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const [first = ""] = lines;
  if (
    lines.length === 1 &&
    /^[^;,\t]+([;,\t][^;,\t]+)+$/.test(first) &&
    !/\d/.test(first) &&
    !/[.!?]$/.test(first.trim())
  )
    return {
      fr: `c’est un tableau qui n’a que le nom de ses colonnes (${first.slice(0, SHOWN)}), et aucune ligne : réessayez quand il en aura`,
      en: `it is a table that has only the names of its columns (${first.slice(0, SHOWN)}), and no rows: try again once it has some`,
    };
  return undefined;
}

/** Beyond them, a full line is no header. */
const MOST_BEFORE = 10;

/** Lines of one cell before a line that names all columns: what comes first is no header. */
export function preambleTold(lines: readonly (readonly string[])[]): Said | undefined {
  const width = Math.max(...lines.slice(0, MOST_BEFORE * 2).map((line) => line.length));
  const full = (line: readonly string[]) => line.filter((cell) => cell.trim() !== "").length;
  const header = lines.slice(0, MOST_BEFORE).findIndex((line) => full(line) === width && line.every(isName));
  if (width < 2 || header < 1 || !lines.slice(0, header).every((line) => full(line) <= 1)) return undefined;
  const [example = ""] = (lines[0] ?? []).filter((cell) => cell.trim() !== "");
  return {
    fr: `${counted(header, "ligne précède", "lignes précèdent")} le nom des colonnes, comme ${quoted(example.slice(0, SHOWN))} : demandez le fichier sans rien avant la ligne des colonnes`,
    en: `${header} ${header === 1 ? "line stands" : "lines stand"} before the names of columns, as "${example.slice(0, SHOWN)}": ask for the file with nothing before its line of names`,
  };
}
const isName = (cell: string) => /\p{L}/u.test(cell) && !/^\d/.test(cell.trim());
