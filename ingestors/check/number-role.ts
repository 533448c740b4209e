// Whether values are numbers, and how they are written; shares are none, and some texts could be read in two ways.
import type { Said } from "../../schemas/check.ts";
import type { Edition } from "../endpoints/edition.ts";
import { NUMBER_FORMATS, type NumberFormat, readFigure } from "../endpoints/numbers.ts";
import type { Field, ReadAsThousands, Role } from "./column.ts";
import { counted, exampleFr, few, numberFr, quoted } from "./french.ts";
import { NO_SHARE, whyNoCount } from "./no-count.ts";

const MOST = 0.8;

/** `undefined`: most of them are no numbers. */
export function numbersIn({ name }: Field, values: readonly unknown[]): Role | undefined {
  const shares = values.filter((value) => typeof value === "string" && value.trim().endsWith("%"));
  for (const numbers of NUMBER_FORMATS) {
    if (shares.length * 2 >= values.length && readAs(values, numbers, 1).length >= values.length * MOST) {
      return { is: "share", why: sharesTold(values[0]) };
    }
    if (readAs(values, numbers, 2).length >= values.length * MOST) return numberAs(name, values, numbers);
  }
  if (!areNumbers(values)) return undefined;
  const mostly = NUMBER_FORMATS.find((numbers) => readAs(values, numbers, 2).length >= values.length * MAJORITY);
  return mostly ? numberAs(name, values, mostly) : { is: "unclear", why: unclear(values) };
}

function numberAs(name: string, values: readonly unknown[], numbers: NumberFormat): Role {
  const why = whyNoCount(name);
  if (why) return { is: "share", why };
  const read = readAs(values, numbers, 2);
  const thousands = thousandsIn(values, numbers);
  return {
    is: "number",
    numbers,
    values: read,
    seen: numbersTold(read.length, values),
    ...(thousands && { thousands }),
  };
}

function readAs(values: readonly unknown[], numbers: NumberFormat, edition: Edition): string[] {
  return values.map((value) => readFigure(value, numbers, edition)).filter((figure) => typeof figure === "string");
}

/** `1.204` and `1,204` are a thousand and more, or one and a fraction, unless another value has more or fewer digits behind. */
function thousandsIn(values: readonly unknown[], numbers: NumberFormat): ReadAsThousands | undefined {
  const sign = { plain: ".", en: ",", fr: undefined, points: undefined }[numbers];
  const signed = values.filter((value) => typeof value === "string" && sign !== undefined && value.includes(sign));
  const [example] = signed.map(String);
  if (example === undefined || !signed.every((value) => TWO_WAYS.test(String(value).trim()))) return undefined;
  const as = sign === "," ? "en" : "points";
  return { numbers: as, values: readAs(values, as, 2), example };
}
const TWO_WAYS = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/** Whether some way of writing numbers reads each value, though no one way reads them all. */
function areNumbers(values: readonly unknown[]): boolean {
  const readable = (value: unknown) => NUMBER_FORMATS.some((one) => typeof readFigure(value, one, 1) === "string");
  return values.filter(readable).length >= values.length * MOST;
}
/** Of numbers written in several ways, the part that one way must read, so that the others are told as unreadable. */
const MAJORITY = 0.6;

function unclear(values: readonly unknown[]): Said {
  const examples = [...new Set(values.map(String).filter((text) => /[.,]/.test(text)))].slice(0, 3);
  const shown = { fr: examples.map(quoted).join(" et "), en: examples.map((text) => `"${text}"`).join(" and ") };
  return {
    fr: `les nombres sont écrits de plusieurs façons, comme ${shown.fr} : on ne peut pas dire quel signe précède les décimales ; demandez à l’équipe de les écrire tous de la même façon`,
    en: `numbers are written in several ways, as ${shown.en}: which sign stands before decimals cannot be told; ask the team to write them all in one way`,
  };
}

function numbersTold(read: number, values: readonly unknown[]): Said {
  return {
    fr: `${counted(read, "valeur", "valeurs")} sur ${numberFr(values.length)} ${few(read, "est un nombre", "sont des nombres")}, comme ${exampleFr(values[0])}`,
    en: `${read} of ${values.length} values are numbers, as ${JSON.stringify(values[0])}`,
  };
}
function sharesTold(example: unknown): Said {
  return {
    fr: `des valeurs comme ${exampleFr(example)} sont des parts : ${NO_SHARE.fr}`,
    en: `values such as ${JSON.stringify(example)} are shares: ${NO_SHARE.en}`,
  };
}
