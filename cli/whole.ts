// Whole numbers that options are given.
import { ReleveError } from "../schemas/errors.ts";

/**
 * The whole number that an option was given.
 * @throws {ReleveError} RELEVE_USAGE when it is something else.
 */
export function wholeOf(option: string, text: string, least: number, most: number): number {
  if (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new ReleveError("RELEVE_USAGE", `${option}: found "${text}"`, `give a whole number from ${least} to ${most}`);
}
