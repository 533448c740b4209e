// The kind `releve`: our own convention, which needs no mapping.
import { keptUrl, type Recogniser } from "../kind.ts";

export const releve: Recogniser = {
  kind: "releve",
  recognise: ({ look, sample }) => {
    const body = look.form === "json" ? look.document : undefined;
    if (body === null || typeof body !== "object" || Array.isArray(body)) return undefined;
    const { version, figures } = body as { readonly version?: unknown; readonly figures?: unknown };
    if (!Number.isInteger(version) || !Array.isArray(figures)) return undefined;
    const isOurs = figures.every((one) => one !== null && typeof one === "object" && "metric" in one && "value" in one);
    if (!isOurs) return undefined;
    const count = `${figures.length} figures that name their metric`;
    const said = { confidence: "sure" as const, evidence: "the document says it of each figure" };
    return {
      confidence: "sure",
      evidence: `"version" ${String(version)} and ${count}`,
      settings: { url: keptUrl(sample.url) },
      findings: [
        { about: "value", found: "figures/*/value", ...said },
        { about: "period", found: "figures/*/period", ...said },
        { about: "territory", found: "figures/*/territory", ...said },
        { about: "metric", found: "figures/*/metric", ...said },
      ],
      questions: [],
      refused: [],
    };
  },
};
