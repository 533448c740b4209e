// Which form a request has, and what it asks for in that form. Pure.

import { Key } from "../../schemas/push-request.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { batchUnits, binaryUnit, isBinary, mediaOf, structuredUnit } from "./cloud-events.ts";
import { formFault, notUnderstood, type Unit } from "./form.ts";
import { jsonIn, linesUnit, textOf, unitOf } from "./json-form.ts";
import { csvUnit } from "./national-csv.ts";

type Read = (bytes: Buffer) => readonly Unit[];
/** Media type → how it is read. In the order of the documentation. */
export const FORMS: Readonly<Record<string, Read>> = {
  "application/json": (bytes) => [unitOf(jsonIn(textOf(bytes)), "", 1)],
  "application/x-ndjson": (bytes) => [linesUnit(textOf(bytes))],
  "text/csv": (bytes) => [csvUnit(textOf(bytes))],
  "application/cloudevents+json": (bytes) => [structuredUnit(jsonIn(textOf(bytes)), "", 1)],
  "application/cloudevents-batch+json": (bytes) => batchUnits(jsonIn(textOf(bytes))),
};
/** Forms whose events carry their own ids. */
const STRUCTURED = "application/cloudevents";

/**
 * @param headers  names in lower case
 * @throws {RequestRefused} RELEVE_MEDIA_TYPE; RELEVE_USAGE when the request cannot be understood as a whole.
 */
export function readRequest(bytes: Buffer, headers: Readonly<Record<string, string>>): readonly Unit[] {
  const media = mediaOf(headers["content-type"] ?? "");
  const read = Object.hasOwn(FORMS, media) ? FORMS[media] : undefined;
  if (!read) throw otherForm(media);
  const units = read(bytes);
  if (media.startsWith(STRUCTURED)) return units;
  if (isBinary(headers)) return units.map((unit) => binaryUnit(headers, unit));
  const given = headers["idempotency-key"];
  if (given === undefined) return units;
  const key = Key.safeParse(given);
  if (!key.success) throw notUnderstood([formFault("", "Idempotency-Key", "1-200 × [!-~]")]);
  return units.map((unit) => ({ ...unit, key: key.data, keyAt: "" }));
}

function otherForm(found: string): RequestRefused {
  const forms = Object.keys(FORMS).join(", ");
  const shown = found === "" ? "–" : found.slice(0, 80);
  return new RequestRefused("RELEVE_MEDIA_TYPE", {
    en: [`content-type: found ${shown}, expected one of ${forms}`, "docs/push.md shows each form"],
    fr: [`content-type : trouvé ${shown}, attendu l’un de ${forms}`, "docs/push.md montre chaque forme"],
  });
}
