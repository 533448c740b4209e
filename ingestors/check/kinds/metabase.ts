// The kind `metabase`: a card's address, or its form of an answer.
import type { Said } from "../../../schemas/check.ts";
import { AnswerError } from "../../../schemas/errors.ts";
import { cardTable } from "../../endpoints/metabase.ts";
import { dataUrl, isCardAddress } from "../../endpoints/metabase-settings.ts";
import { chooseFigures } from "../choose.ts";
import { addressWords, keptUrl, metricFinding, type Recogniser, tableFigure } from "../kind.ts";
import { planRows } from "../plan.ts";
import { readerFault } from "../reader-fault.ts";
import { cardRows } from "../tables.ts";
import { grainWords } from "../told-grain.ts";

const CARD: Said = { fr: "l’adresse est celle d’une carte Metabase", en: "the address is a card of Metabase" };
const FORMATTED: Said = {
  fr: `${CARD.fr} ; ses valeurs sont écrites à la façon de son instance`,
  en: `${CARD.en}; its values are written as its instance writes them`,
};

export const metabase: Recogniser = {
  kind: "metabase",
  asks: (url) =>
    isCardAddress(url) ? { url: dataUrl({ url: url.href, formatted: false }), alsoStatus: 202 } : undefined,
  recognise: ({ look, sample, territories }) => {
    const isCard = URL.canParse(sample.url) && isCardAddress(new URL(sample.url));
    if (look.form !== "json" || !isCard) return undefined;
    try {
      const set = cardRows(cardTable(look.document));
      const planned = planRows(set, { territories, around: addressWords(sample.url), grains: grainWords(sample.url) });
      const { figures, refused, questions } = chooseFigures(planned.plans);
      const formatted = figures.some(({ numbers, period }) => numbers !== "plain" || period?.format === "fr-month");
      const url = keptUrl(sample.url, ["format_rows"]);
      return {
        confidence: "sure",
        evidence: formatted ? FORMATTED : CARD,
        ...(figures.length > 0 && {
          settings: { url, ...(formatted && { formatted }), figures: figures.map(tableFigure) },
        }),
        findings: figures.flatMap((figure) => [...figure.findings, metricFinding(figure)]),
        questions,
        refused: [...planned.refused, ...refused],
      };
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      return { confidence: "sure", evidence: CARD, findings: [], questions: [], refused: [readerFault(error)] };
    }
  },
};
