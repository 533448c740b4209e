// What a directory file must not say, though its schema would let it: it is kept in the log for ever, and shown. Facts that
// are in the log are read as they are: nothing of this is asked of them. Pure.

import { metricOf } from "../schemas/catalogue.ts";
import { pointerOf } from "../schemas/json-pointer.ts";
import { insteadOf, isNoMember } from "../schemas/sets.ts";
import { Level } from "../schemas/territory.ts";
import { isObject } from "./endpoints/json-value.ts";
import type { Fault } from "./faults.ts";
import { redactEmails } from "./redact.ts";

type Told = readonly [at: string, found: unknown];

/** E-mail addresses, wherever they stand. They are not said again. */
export function peopleIn(file: string, value: unknown): Fault[] {
  return [...within(value, "")].flatMap(([at, found]) => {
    if (typeof found !== "string" || redactEmails(Buffer.from(found)).redacted === 0) return [];
    const hint =
      "remove it: the file is kept in the log for ever, and its URLs are shown; a secret one is named in a header";
    return [{ file, at, found: "an e-mail address", expected: "no e-mail address", hint }];
  });
}

/** Levels that say whose a figure is, but not which place it is. */
const OF_BODIES: ReadonlySet<Level> = new Set(["siren", "siret"]);

/**
 * Sets of territories that a mapping states of what is no member: a number for the country would count for one place.
 * @param settings  as the kind's schema gives them back, so that what was left out is said
 */
export function setsIn(file: string, base: string, settings: unknown): Fault[] {
  return [...within(settings, base)].flatMap(([at, found]) => {
    if (!isObject(found) || typeof found.metric !== "string") return [];
    const metric = metricOf(found.metric);
    const place = isObject(found.territory) ? found.territory.level : undefined;
    const levels = [place ?? found.levels ?? []].flat().flatMap((level) => Level.safeParse(level).data ?? []);
    const wrong = levels.filter((level) => metric && isNoMember(metric, level) && !OF_BODIES.has(level));
    if (!metric || wrong.length === 0) return [];
    return [
      {
        ...{ file, at: `${at}/${place === undefined ? "levels" : "territory"}`, found: wrong.join(", ") },
        expected: `${metric.subject}: ${metric.key} is a set, whose members are places of this level`,
        hint: `say where the code of each ${metric.subject} stands, or choose a metric that counts them: ${insteadOf(metric)}`,
      },
    ];
  });
}

/** Each value inside another, with its JSON Pointer. */
function* within(value: unknown, at: string): Generator<Told> {
  yield [at, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* within(inner, `${at}${pointerOf([key])}`);
}
