// How pages name an incubator.
import { expect, it } from "vitest";
import { incubatorName } from "../../dashboards/pages/incubator-name.ts";
import type { View } from "../../dashboards/pages/view.ts";
import { DICTIONARY } from "../../dashboards/words/dictionary.ts";

it("an incubator goes by its title, and one without a published title by its id and a word that says so", () => {
  const name = (lang: "fr" | "en", title: string, published: boolean) =>
    incubatorName({ words: DICTIONARY[lang] } as View, { title, published });
  expect(name("fr", "AgriLab", true)).toBe("AgriLab");
  expect(name("fr", "prefiguration", false)).toBe("prefiguration (incubateur non publié)");
  expect(name("en", "prefiguration", false)).toBe("prefiguration (incubator not published)");
});
