// Ratios in words: shares are percentages, means and costs are not.
import { describe, expect, it } from "vitest";
import { partsText, ratioText } from "../../dashboards/pages/ratio-text.ts";
import { viewOf } from "../../dashboards/pages/view.ts";
import { ref } from "../support/figures.ts";

const page = { theme: "auto", path: "/", query: "", stylesheet: "/s.css", panels: new Set<string>() } as const;
const [fr, en] = [viewOf({ ...page, lang: "fr" }), viewOf({ ...page, lang: "en" })];
/** Spaces that do not break, as plain ones, to read the expectations. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("a ratio in words", () => {
  it("is a percentage where it is a share", () => {
    const share = ref("part_rdv_manques");
    expect(plain(ratioText(fr, share, "48249", "463935"))).toBe("10,4 %");
    expect(plain(partsText(fr, share, "48249", "463935"))).toBe("48 249 sur 463 935");
  });
  it("is a number with its unit where it is a mean or a cost, from both parts, rounded once", () => {
    expect(ratioText(fr, ref("satisfaction"), "1152", "306")).toBe("3,76 sur 10");
    expect(ratioText(en, ref("satisfaction"), "1152", "306")).toBe("3.76 out of 10");
    expect(plain(ratioText(fr, ref("cout_par_utilisateur"), "410000", "12.5"))).toBe("32 800 euros");
    expect(ratioText(en, ref("cout_par_utilisateur"), "1", "8")).toBe("0.13 euros");
    expect(plain(partsText(fr, ref("satisfaction"), "1152", "306"))).toBe("1 152 / 306");
  });
  it("of nothing is a dash, and of a fall is negative", () => {
    expect(ratioText(fr, ref("satisfaction"), "0", "0")).toBe("— sur 10");
    expect(fr.format.quotient("-1", "8", 2)).toBe("−0,13");
    expect(fr.format.quotient("0", "8", 2)).toBe("0");
    expect(fr.format.quotient("7", "2", 0)).toBe("4");
  });
});
