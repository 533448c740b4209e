// The kind `csv`: any file whose lines have columns that can be named.
import { chooseFigures } from "../choose.ts";
import { NOTHING } from "../field.ts";
import { addressWords, keptUrl, metricFinding, type Recogniser, tableFigure } from "../kind.ts";
import { planRows } from "../plan.ts";
import { fileRows } from "../tables.ts";

const PARTS = { ",": "commas", ";": "semicolons", "\t": "tabs" } as const;

export const csv: Recogniser = {
  kind: "csv",
  recognise: ({ look, sample, territories }) => {
    if (look.form !== "csv") return undefined;
    const { delimiter, encoding, quote, lines } = look.cells;
    const { set, header } = fileRows(look.cells);
    const planned = planRows(set, { territories, around: addressWords(sample.url) });
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
      evidence: `${lines.length} lines of ${lines[0]?.length ?? 0} cells parted by ${PARTS[delimiter]}, ${encoding}${header ? ", the first names them" : ", none of which names them"}`,
      ...(figures.length > 0 && { settings }),
      findings: figures.flatMap((figure) => [...figure.findings, metricFinding(figure)]),
      questions,
      refused: [...planned.refused, ...refused],
    };
  },
};
