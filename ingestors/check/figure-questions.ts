// What is asked of one figure that is proposed: how its numbers are written, what its key counts, and since when.
import type { OpenQuestion } from "../../schemas/check.ts";
import type { DateRole, NumberRole } from "./column.ts";
import type { Doubted } from "./figure-doubts.ts";
import type { Known } from "./known.ts";
import { countsThings } from "./metric-words.ts";
import { askAnctKey, askRunningTotal, askThousands } from "./questions.ts";
import { saysSoFar } from "./since-start.ts";

export function questionsOf(
  { name, sought, chosen, values }: Doubted,
  {
    role,
    read,
    date,
  }: { readonly role: NumberRole; readonly read: NumberRole; readonly date?: Known<DateRole> | undefined },
): OpenQuestion[] {
  const isTotalUsers = name !== sought.name && /^tu$/i.test(name);
  return [
    ...(role.thousands ? askThousands(name, role.thousands.example, read.numbers !== "plain") : []),
    ...(date && !saysSoFar(sought.name) ? askRunningTotal(name, read.values, date.field.values) : []),
    ...(isTotalUsers && chosen ? [askAnctKey(name, chosen.metric, chosen.evidence)] : []),
    ...(countsThings(chosen, sought) ? askParts(name, values) : []),
  ];
}

/** Few values of many have decimals: they may be wrong, and all may be means. */
export function askParts(name: string, values: readonly string[]): OpenQuestion[] {
  const part = values.find((value) => value.includes("."));
  if (part === undefined) return [];
  return [
    {
      ask: {
        fr: `« ${name} » a des décimales, comme ${part.replace(".", ",")} : compte-t-il des choses entières, ou est-ce une moyenne ?`,
        en: `"${name}" has decimals, as ${part}: does it count whole things, or is it a mean?`,
      },
      chosen: { fr: "des choses entières : la plupart le sont", en: "whole things: most of them are" },
    },
  ];
}
