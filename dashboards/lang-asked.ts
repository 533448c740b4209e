// Which of both languages a program asks for: by the header Accept-Language, else English, as the API's names are.
import type { Lang } from "./format.ts";

/** @param header  `Accept-Language` (RFC 9110, 12.5.4), as it came */
export function langAsked(header: string | undefined): Lang {
  const wanted = (header ?? "").split(",").map((one) => {
    const [tag = "", ...parameters] = one.trim().toLowerCase().split(";");
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
    return { lang: tag.split("-")[0], quality: Number(quality ?? 1) };
  });
  const quality = (lang: Lang) => Math.max(0, ...wanted.filter((one) => one.lang === lang).map((one) => one.quality));
  return quality("fr") > quality("en") ? "fr" : "en";
}
