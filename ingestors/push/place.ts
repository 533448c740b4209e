// Whose figures they are: the startup of the token, and which of its pushes.
import type { ReleveError } from "../../schemas/errors.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import type { Declaration } from "../../schemas/source.ts";
import { PUSH } from "../declarations.ts";
import { forStartup } from "../tokens/allowed.ts";
import type { KnownToken } from "../tokens/known.ts";
import { below, formFault, notTaken, type Unit } from "./form.ts";
import { candidatesOf } from "./hand-source.ts";
import { type Placed, payloadOf } from "./parts.ts";

/**
 * @param source  of the address; one that a unit names wins
 * @throws {RequestRefused} RELEVE_SCOPE; RELEVE_ROWS when the source is no push of the startup, or is one of several;
 *   {ReleveError} RELEVE_UNKNOWN_STARTUP.
 */
export function placed(
  units: readonly Unit[],
  {
    token,
    source,
    directory,
  }: { token: Pick<KnownToken, "startup">; source: string | undefined; directory: readonly Declaration[] },
): Placed[] {
  const declaration = directory.find(({ startup }) => startup === token.startup);
  if (units.length === 0) throw notTaken(0, [formFault("", "0", "1+")]);
  for (const { startup } of units) forStartup(token, startup);
  if (!declaration) throw undeclared(token.startup ?? "");
  const pushes = declaration.sources.filter(({ kind }) => kind === PUSH).map((one) => one.source);
  const [only, ...others] = candidatesOf(pushes);
  return units.map((unit) => {
    const wanted = unit.source ?? source ?? (others.length === 0 ? only : undefined);
    if (wanted !== undefined && pushes.includes(wanted)) return withPayload({ ...unit, declaration, source: wanted });
    const fault = formFault(below(unit.pointer, "source"), wanted ?? "–", pushes.join(", ") || "–");
    throw notTaken(unit.rows.length, [only === undefined ? { ...fault, code: "source.none" } : fault]);
  });
}

const withPayload = (unit: Omit<Placed, "payload">): Placed => ({ ...unit, payload: payloadOf(unit) });

function undeclared(startup: string): ReleveError {
  return new RequestRefused("RELEVE_UNKNOWN_STARTUP", {
    en: [`no startup "${startup}" in the directory`, "its file must declare a source of kind push first"],
    fr: [
      `aucune startup « ${startup} » dans le répertoire`,
      "son fichier doit d’abord déclarer une source de type push",
    ],
  });
}
