// What the mappings of all kinds ask of their periods, territories and conditions, wherever the values stand.
import { z } from "zod";
import { GRAINS, type Grain } from "../../schemas/period.ts";
import { hasForm, LEVELS, type Level, PRESENT, Vintage } from "../../schemas/territory.ts";
import { DATE_FORMATS, type DateFormat, GRAIN_OF, readPeriod } from "./dates.ts";
import { type Naming, PLACE_WORDS } from "./places.ts";
import { type Refine, refuse } from "./settings.ts";

/** The settings of a period that do not say where its date stands. */
export const PERIOD_WORDS = {
  value: z.string().optional().describe("or the date itself, when the answer does not say it"),
  grain: z.enum(GRAINS),
  format: z.enum(Object.keys(DATE_FORMATS) as [DateFormat, ...DateFormat[]]),
  running: z.enum(["keep", "leave-out"]).default("keep").describe("a period that is not over yet"),
};
export const DimensionName = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/);

/** Refuses both, and neither, of two settings that say the same thing. */
export function exactlyOne(context: Refine, settings: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(settings);
  if (names.filter((name) => settings[name] !== undefined).length === 1) return;
  const expected = `either ${names.map((name) => `"${name}"`).join(" or ")}`;
  refuse(context, [], { expected, hint: "keep one of the two" });
}

/** A format that names a period fits its grain only; a written date must be readable. */
export function checkPeriod(
  context: Refine,
  { value, grain, format }: { readonly value?: string | undefined; readonly grain: Grain; readonly format: DateFormat },
): void {
  const only = GRAIN_OF[format];
  if (only !== undefined && only !== grain) {
    refuse(context, ["grain"], { expected: `"${only}", for ${format} names one`, hint: "correct grain or format" });
  }
  if (value !== undefined && readPeriod(value, format, grain, 1) === undefined) {
    const expected = `the first day of a ${grain}, written as ${format} (${DATE_FORMATS[format]})`;
    refuse(context, ["value"], { expected, hint: "correct the date, its format or the grain" });
  }
}

/** The settings of a territory that is not named by its code, without where its département stands. */
export const NAMING_WORDS = {
  by: z.enum(PLACE_WORDS).optional().describe("what stands there; left out: the official code"),
  vintage: Vintage.optional().describe("with `by`: the year of the official list in which it is looked for"),
};

/** What names a place needs its list; a postal code and a name are of communes. */
export function checkNaming(
  context: Refine,
  place: "pointer" | "column",
  settings: {
    readonly level: Level | readonly Level[];
    readonly at?: unknown;
    readonly by?: Naming["by"] | undefined;
    readonly vintage?: Vintage | undefined;
    readonly departement?: unknown;
  },
): void {
  const { level, at, by, vintage, departement } = settings;
  if (departement !== undefined && by !== "name")
    refuse(context, ["departement"], { expected: '"departement" only with "by": "name"', hint: "remove it" });
  if (by === undefined) {
    if (vintage !== undefined)
      refuse(context, ["vintage"], {
        expected: '"vintage" only with "by"',
        hint: "remove it: codes are kept as reported",
      });
    return;
  }
  const levels: readonly unknown[] = by === "siren" ? ["commune", "epci"] : ["commune"];
  if (!levels.includes(level))
    refuse(context, ["level"], { expected: `${levels.join(" or ")}, with "by": "${by}"`, hint: "correct level or by" });
  if (at === undefined)
    refuse(context, [], {
      expected: `"${place}", where the ${by} stands`,
      hint: `say where it stands, or give "code" without "by"`,
    });
  if (vintage === undefined)
    refuse(context, ["vintage"], {
      expected: 'the year of the official list, with "by"',
      hint: `"vintage": "${PRESENT}"`,
    });
}

/** The settings as a naming; `undefined`: the code itself stands there. */
export function namingOf({
  by,
  level,
  vintage,
}: {
  readonly by?: Naming["by"] | undefined;
  readonly level: Level | readonly Level[];
  readonly vintage?: Vintage | undefined;
}): Naming | undefined {
  return by === undefined || vintage === undefined || typeof level !== "string" ? undefined : { by, level, vintage };
}

/** Where an answer is of one place, which the settings write. */
export const WrittenTerritory = z
  .strictObject({ level: z.enum(LEVELS), code: z.string().optional() })
  .superRefine(({ level, code }, context) => {
    if ((level === "france") === (code === undefined)) {
      checkTerritory(context, "column", { level, code });
      return;
    }
    const expected = level === "france" ? 'only "level" for france' : '"code", the place that the figures are of';
    refuse(context, [], { expected, hint: `write the official code of the ${level}, as text; france has none` });
  });

/** The country has no code to say; any other level has one, written or taken from the answer. */
export function checkTerritory(
  context: Refine,
  place: "pointer" | "column",
  settings: { readonly level: Level; readonly at?: unknown; readonly code?: string | undefined },
): void {
  const { level, at, code } = settings;
  const given = Number(at !== undefined) + Number(code !== undefined);
  if (level === "france" && given > 0) {
    refuse(context, [], { expected: 'only "level" for france', hint: `remove ${place} and code` });
  }
  if (level !== "france" && given !== 1) {
    refuse(context, [], { expected: `either "${place}" or "code"`, hint: `say where the ${level}'s code stands` });
  }
  if (code !== undefined && level !== "france" && !hasForm(level, code)) {
    refuse(context, ["code"], { expected: `the code of a ${level}`, hint: "use the official code, as text" });
  }
}
