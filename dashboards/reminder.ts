// The e-mail that reminds a team of the figure of the month that is over. Pure.
import { escaped } from "./escape.ts";
import { formatFor, type Lang } from "./format.ts";

export interface Reminder {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
interface Words {
  subject(name: string, month: string): string;
  /** Paragraphs; the address of the form stands in the second. */
  paragraphs(name: string, month: string, form: string): readonly string[];
}
const WORDS: Readonly<Record<Lang, Words>> = {
  fr: {
    subject: (name, month) => `${name} : le chiffre de ${month}`,
    paragraphs: (name, month, form) => [
      `Bonjour, le chiffre de ${month} de ${name} n’est pas encore dans Relevé.`,
      `Saisissez-le en deux minutes, par le lien de votre demande ou ici : ${form}`,
      "Ce message vient une fois par mois, seulement quand un chiffre manque. Pour ne plus le recevoir, répondez-y.",
    ],
  },
  en: {
    subject: (name, month) => `${name}: the figure of ${month}`,
    paragraphs: (name, month, form) => [
      `Hello, the figure of ${month} of ${name} is not in Relevé yet.`,
      `Type it in two minutes, by the link of your request or here: ${form}`,
      "This message comes once a month, and only when a figure is missing. To stop it, answer it.",
    ],
  },
};

/**
 * @param month  YYYY-MM
 * @param base   where readers find the pages, without a final slash
 */
export function reminderOf(lang: Lang, { name, month, base }: { name: string; month: string; base: string }): Reminder {
  const words = WORDS[lang];
  const told = formatFor(lang).month(`${month}-01`);
  const form = `${base}${lang === "en" ? "/en" : ""}/rejoindre/chiffres`;
  const paragraphs = words.paragraphs(name, told, form);
  const html = paragraphs
    .map((one) => `<p>${escaped(one).replace(form, `<a href="${form}">${form}</a>`)}</p>`)
    .join("");
  return {
    subject: words.subject(name, told),
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!DOCTYPE html><html lang="${lang}"><body>${html}</body></html>`,
  };
}
