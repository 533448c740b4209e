// The kind `csv`: any file whose lines have columns that can be named.
import { chooseFigures } from "../choose.ts";
import { addressWords, keptUrl, metricFinding, type Recogniser, tableFigure } from "../kind.ts";
import { planRows } from "../plan.ts";
import { fileRows } from "../tables.ts";

const PARTS = { ",": "commas", ";": "semicolons", "\t": "tabs" } as const;

export const csv: Recogniser = {
  kind: "csv",
  recognise: ({ look, sample, territories }) => {
    if (look.form !== "csv") return undefined;
    const { delimiter, encoding, lines } = look.cells;
    const { set, header } = fileRows(look.cells);
    const planned = planRows(set, { territories, around: addressWords(sample.url) });
    const { figures, refused, questions } = chooseFigures(planned.plans);
    const settings = {
      url: keptUrl(sample.url),
      ...(delimiter !== "," && { delimiter }),
      ...(encoding !== "utf-8" && { encoding }),
      ...(!header && { header }),
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
