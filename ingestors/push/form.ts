// What a push asks for, whatever its form: units, each with its own key, and their rows with the place where each stands.

import type { z } from "zod";
import type { PushedScope } from "../../schemas/events.ts";
import { pointerOf } from "../../schemas/json-pointer.ts";
import { RequestRefused } from "../../schemas/request-refused.ts";
import { FAULTS_TOLD, type RowFault } from "../../schemas/row-fault.ts";

/** One row as its sender wrote it. */
export interface AskedRow {
  /** From 1, over the whole request. */
  readonly row: number;
  /** JSON Pointer of the row. */
  readonly pointer: string;
  readonly value: unknown;
  /** Why the row could not be read at all; its value is `undefined` then. */
  readonly unread?: string;
  /** A cell that decides whether the row is a figure at all, and says neither. */
  readonly undecided?: { readonly field: string; readonly found: string; readonly expected: string };
  /** The metric is named by its label, as the national schema does. */
  readonly labelled?: true;
  /** A pointer's last part, where the form names a field otherwise. */
  readonly fields?: Readonly<Record<string, string>>;
}
/** What is recorded, or was recorded before, as one: a request, or one event of a batch. */
export interface Unit {
  /** Chosen by the sender; `undefined`: none, and every delivery is a push of its own. */
  readonly key: string | undefined;
  /** JSON Pointer of the key; left out: it is in a header. */
  readonly keyAt?: string;
  readonly pointer: string;
  readonly startup?: string | undefined;
  readonly source?: string | undefined;
  readonly asAt?: string | undefined;
  readonly scope?: z.output<typeof PushedScope> | undefined;
  readonly rows: readonly AskedRow[];
  /** Rows that are no figures. */
  readonly ignored: number;
}

/** JSON Pointer of a member. */
export const below = (pointer: string, ...keys: readonly (string | number)[]): string => pointer + pointerOf(keys);

/** A value in a few characters: enough to find it, never all of it. */
export function shownShort(value: unknown): string {
  if (value === undefined) return "–";
  if (Array.isArray(value)) return "[…]";
  if (typeof value === "object" && value !== null) return "{…}";
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}

/** A request that cannot be understood as a whole. */
export function notUnderstood(faults: readonly RowFault[]): RequestRefused {
  return new RequestRefused(
    "RELEVE_USAGE",
    {
      en: ["this push cannot be understood; errors says where", "correct the request; docs/push.md has each form"],
      fr: ["cet envoi n’est pas compris ; errors dit où", "corrigez la requête ; docs/push.md donne chaque forme"],
    },
    { faults },
  );
}

/** A request that is understood, and whose rows, or whose words around them, cannot be taken. */
export function notTaken(rejected: number, faults: readonly RowFault[]): RequestRefused {
  return new RequestRefused(
    "RELEVE_ROWS",
    {
      en: [
        `nothing was recorded: ${rejected} rows cannot be taken; errors says what is wrong and where`,
        "correct it and send all again; partial=true takes the rows that can be taken",
      ],
      fr: [
        `rien n’est enregistré : ${rejected} lignes ne peuvent pas être prises ; errors dit quoi et où`,
        "corrigez et renvoyez le tout ; partial=true prend les lignes qui peuvent l’être",
      ],
    },
    { faults: faults.slice(0, FAULTS_TOLD) },
  );
}

/** A fault of the request as a whole. */
export const formFault = (pointer: string, found: string, expected: string): RowFault => ({
  row: null,
  pointer: pointer.slice(0, 500),
  code: "field.form",
  found: found.slice(0, 120),
  expected: expected.slice(0, 300),
});
