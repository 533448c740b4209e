// The kind `geojson`: a collection of features, whose properties are a table.
import { chooseFigures } from "../choose.ts";
import { counted } from "../french.ts";
import { addressWords, keptUrl, metricFinding, type Recogniser, tableFigure } from "../kind.ts";
import { planRows } from "../plan.ts";
import { cardRows } from "../tables.ts";
import { grainWords } from "../told-grain.ts";

export const geojson: Recogniser = {
  kind: "geojson",
  recognise: ({ look, sample, territories }) => {
    const body = look.form === "json" ? look.document : undefined;
    if (body === null || typeof body !== "object") return undefined;
    const { type, features } = body as { readonly type?: unknown; readonly features?: unknown };
    if (type !== "FeatureCollection" || !Array.isArray(features)) return undefined;
    const rows = features.map((feature: { properties?: Record<string, unknown> } | null) => feature?.properties ?? {});
    const planned = planRows(cardRows({ rows, pointer: "/features" }), {
      territories,
      around: addressWords(sample.url),
      grains: grainWords(sample.url),
      hasFactor: true,
    });
    const { figures, refused, questions } = chooseFigures(planned.plans);
    return {
      confidence: "sure",
      evidence: {
        fr: `une FeatureCollection de ${counted(features.length, "élément", "éléments")}`,
        en: `a FeatureCollection of ${features.length} features`,
      },
      ...(figures.length > 0 && {
        settings: {
          url: keptUrl(sample.url),
          figures: figures.map((figure) => ({
            ...tableFigure(figure),
            ...(figure.factor !== undefined && { factor: figure.factor }),
          })),
        },
      }),
      findings: figures.flatMap((figure) => [...figure.findings, metricFinding(figure)]),
      questions,
      refused: [...planned.refused, ...refused],
    };
  },
};
