// The kind `json`: whatever other JSON answer has numbers that can be named.

import type { Said } from "../../../schemas/check.ts";
import { nextPointer } from "../../endpoints/json-whole.ts";
import { chooseFigures, type Settled } from "../choose.ts";
import type { RowSet } from "../column.ts";
import { NOTHING } from "../field.ts";
import { counted } from "../french.ts";
import type { Recogniser } from "../kind.ts";
import { addressWords, jsonFigure, keptUrl, metricFinding } from "../kind.ts";
import { planRows } from "../plan.ts";
import { askYear } from "../questions.ts";
import { rowSetsOf } from "../row-sets.ts";
import { grainWords } from "../told-grain.ts";

export const json: Recogniser = {
  kind: "json",
  recognise: ({ look, sample, territories }) => {
    if (look.form !== "json") return undefined;
    const sets = rowSetsOf(look.document, territories);
    const words = described(look.document);
    const grains = [...words, ...grainWords(sample.url)];
    const context = { territories, around: [...addressWords(sample.url), ...words], grains };
    const planned = sets.map((set) => planRows(set, context));
    const { figures, refused, questions } = chooseFigures(planned.flatMap(({ plans }) => plans));
    const unread = [...planned.flatMap((one) => one.refused), ...refused];
    if (figures.length === 0 && unread.length === 0) return undefined;
    const rows = [...new Set(figures.map((figure) => figure.rows))];
    const rowsAt = (pattern: string) => sets.find((set) => set.rows === pattern)?.count ?? 0;
    const nulls = nothingIn(sets, figures);
    const year = URL.canParse(sample.url) ? new URL(sample.url).searchParams.get("year") : null;
    return {
      confidence: "likely",
      evidence: { fr: "du JSON, qui n’a la forme d’aucun autre type", en: "JSON of no other kind's form" },
      ...(figures.length > 0 && {
        settings: {
          ...{ url: keptUrl(sample.url), ...furtherPages(look.document) },
          ...(nulls.length > 0 && { nulls }),
          figures: figures.map(jsonFigure),
        },
      }),
      findings: [
        ...rows.filter(Boolean).map((pattern) => ({
          about: "rows" as const,
          found: pattern,
          confidence: "likely" as const,
          evidence: rowsSeen(rowsAt(pattern)),
        })),
        ...figures.flatMap((figure) => [...figure.findings, metricFinding(figure)]),
      ],
      questions: [...questions, ...(year && figures.some(({ period }) => !period) ? [askYear(year)] : [])],
      refused: unread,
    };
  },
};

function rowsSeen(count: number): Said {
  return { fr: counted(count, "ligne s’y trouve", "lignes s’y trouvent"), en: `${count} rows stand there` };
}

/** Texts that stand where there is no number, in the fields that are read. */
function nothingIn(sets: readonly RowSet[], figures: readonly Settled[]): string[] {
  const values = sets.flatMap(({ rows, fields }) =>
    fields.filter(({ at }) => figures.some((figure) => figure.rows === rows && figure.value === at)),
  );
  const texts = values.flatMap((field) => field.values).filter((value) => typeof value === "string");
  return [...new Set(texts.map((text) => text.trim()).filter((text) => NOTHING.test(text)))];
}

/** A list that goes on is asked for to its end. */
function furtherPages(document: unknown): { readonly next?: string } {
  const next = nextPointer(document);
  return next === undefined ? {} : { next: `#${next}` };
}

/** What a document says of itself. */
function described(document: unknown): string[] {
  if (document === null || typeof document !== "object") return [];
  const { description, title, titre, intitule } = document as Record<string, unknown>;
  return [description, title, titre, intitule].filter((word): word is string => typeof word === "string");
}
