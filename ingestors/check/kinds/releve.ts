// The kind `releve`: our own convention, which needs no mapping.
import { counted } from "../french.ts";
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
    const evidence = { fr: "le document le dit de chaque chiffre", en: "the document says it of each figure" };
    const said = { confidence: "sure" as const, evidence };
    return {
      confidence: "sure",
      evidence: {
        fr: `« version » ${String(version)} et ${counted(figures.length, "chiffre qui nomme son indicateur", "chiffres qui nomment leur indicateur")}`,
        en: `"version" ${String(version)} and ${figures.length} figures that name their metric`,
      },
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
