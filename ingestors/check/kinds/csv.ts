// The kind `csv`: any file whose lines have columns that can be named.
import type { Said } from "../../../schemas/check.ts";
import { chooseFigures } from "../choose.ts";
import { NOTHING } from "../field.ts";
import { counted } from "../french.ts";
import { addressWords, keptUrl, metricFinding, type Recogniser, tableFigure } from "../kind.ts";
import type { Cells } from "../look.ts";
import { planRows } from "../plan.ts";
import { fileRows } from "../tables.ts";
import { grainWords } from "../told-grain.ts";

const PARTS: Readonly<Record<Cells["delimiter"], Said>> = {
  ",": { fr: "virgules", en: "commas" },
  ";": { fr: "points-virgules", en: "semicolons" },
  "\t": { fr: "tabulations", en: "tabs" },
};

export const csv: Recogniser = {
  kind: "csv",
  recognise: ({ look, sample, territories }) => {
    if (look.form !== "csv") return undefined;
    const { delimiter, encoding, quote } = look.cells;
    const { set, header } = fileRows(look.cells);
    const planned = planRows(set, { territories, around: addressWords(sample.url), grains: grainWords(sample.url) });
    const { figures, refused, questions } = chooseFigures(planned.plans);
    const stated = new Set(figures.map(({ value }) => value));
    const words = set.fields.filter(({ at }) => stated.has(at)).flatMap(({ values }) => values.map(String));
    const nulls = ["", ...new Set(words.filter((word) => word !== "" && NOTHING.test(word)))];
    const settings = {
      url: keptUrl(sample.url),
      ...(delimiter !== "," && { delimiter }),
      ...(encoding !== "utf-8" && { encoding }),
      ...(quote !== '"' && { quote }),
      ...(!header && { header }),
      ...(nulls.length > 1 && { nulls }),
      figures: figures.map(tableFigure),
    };
    return {
      confidence: "sure",
      evidence: seen(look.cells, header),
      ...(figures.length > 0 && { settings }),
      findings: figures.flatMap((figure) => [...figure.findings, metricFinding(figure)]),
      questions,
      refused: [...planned.refused, ...refused],
    };
  },
};

function seen({ lines, delimiter, encoding }: Cells, header: boolean): Said {
  const [parts, width] = [PARTS[delimiter], lines[0]?.length ?? 0];
  const head = header
    ? { fr: "la première donne leurs noms", en: "the first names them" }
    : { fr: "aucune ne donne leurs noms", en: "none of which names them" };
  return {
    fr: `${counted(lines.length, "ligne", "lignes")} de ${counted(width, "cellule", "cellules")}, séparées par des ${parts.fr}, en ${encoding} ; ${head.fr}`,
    en: `${lines.length} lines of ${width} cells parted by ${parts.en}, ${encoding}, ${head.en}`,
  };
}
