// "As known on": one more parameter of every address that reads the store. Pages take `connu-le`, the API takes `as_of`;
// here and nowhere else it becomes models as of that instant.
import type { Context } from "hono";
import type { z } from "zod";
import { dayOf } from "../schemas/period.ts";
import { AS_OF, AsOf, instantOf, KNOWN_ON } from "./as-of.ts";
import type { Models } from "./model.ts";
import type { Page } from "./page.ts";

type Given = Readonly<Record<string, unknown>>;

/** A settled reply is the same for ever: whoever has it need not ask again. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** The instant that was asked for, milliseconds since 1970; `undefined`: all that is known now. */
function askedInstant(given: Given): number | undefined {
  const asked = given[KNOWN_ON] ?? given[AS_OF];
  return typeof asked === "string" ? instantOf(asked) : undefined;
}

/** The models as a query asks for them. */
export function modelsAsked(models: Models, given: Given): Models {
  const instant = askedInstant(given);
  return instant === undefined ? models : models.at(instant);
}

/** The rest of a query: what a page's own model takes. */
export function withoutKnown<Query extends Given>(given: Query): Omit<Query, typeof KNOWN_ON | typeof AS_OF> {
  const { [KNOWN_ON]: _day, [AS_OF]: _instant, ...rest } = given;
  return rest;
}

/** A page's form sends both days: of a day that was still to come, the last that was known is shown. */
function ofPage<Query extends Given>(given: Query): Query {
  const { day, ...rest } = given;
  const known = given[KNOWN_ON] === undefined ? undefined : askedInstant(given);
  return typeof day === "string" && known !== undefined && day > dayOf(known) ? (rest as unknown as Query) : given;
}

/** A page that reads the store, as of any instant. */
export function asKnown(page: Page): Page {
  const { model, whole, html } = page;
  return {
    ...page,
    query: page.query.extend({ [KNOWN_ON]: AsOf }),
    model: (models, query, params) => model(modelsAsked(models, query), withoutKnown(ofPage(query)), params),
    ...(whole && {
      whole: (models, query, params) => whole(modelsAsked(models, query), withoutKnown(ofPage(query)), params),
    }),
    html: (made, view, query, present) => html(made, view, withoutKnown(query), present),
  };
}

/** What the API takes for a page: the same, with the instant under its own name. */
export function apiQueryOf(query: z.ZodObject): z.ZodObject {
  return KNOWN_ON in query.shape ? query.omit({ [KNOWN_ON]: true }).extend({ [AS_OF]: AsOf }) : query;
}

/**
 * Makes a reply, and says in its header when it is settled. That is judged first: what was settled before the figures
 * were read is in them.
 */
export async function replied<Reply>(
  c: Context,
  models: Models,
  given: Given,
  make: () => Promise<Reply>,
): Promise<Reply> {
  const instant = askedInstant(given);
  const settled = instant !== undefined && (await models.settled(instant));
  const reply = await make();
  if (settled) c.header("cache-control", FOR_EVER);
  return reply;
}
