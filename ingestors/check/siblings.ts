// Numbers that stand under keys of equal standing: each is a part, and the first of them is never taken for the whole.
import type { Said } from "../../schemas/check.ts";
import { quoted } from "./french.ts";
import type { Plan } from "./plan-model.ts";
import type { Left } from "./told.ts";

/** Keys that are data: numbers, or labels as people write them. */
const NUMBER = /^\d/;
const LABEL = /^\p{Lu}|[\s\u0080-\uffff]/u;
type Placed = Pick<Plan, "rows" | "value">;

/** Without numbers whose own keys are numbers, as hours, ranks or ages: their name is that of all of them together. */
export function withoutNumbered<P extends Placed>(
  plans: readonly P[],
): { readonly plans: readonly P[]; readonly left: readonly P[] } {
  const left = plans.filter((plan) =>
    plans.some((other) => differAt(plan, other, (key) => NUMBER.test(key)) === "last"),
  );
  return { plans: plans.filter((plan) => !left.includes(plan)), left };
}

/** Whether another plan has the same fields under another key, or stands beside it under a key of the same form. */
export function hasSibling(plan: Placed, plans: readonly Placed[]): boolean {
  return plans.some((other) => {
    const where = differAt(plan, other);
    return (
      where === "above" || (where === "last" && [plan, other].every((one) => LABEL.test(keysOf(one).at(-1) ?? "")))
    );
  });
}

export function siblingsTold(plans: readonly Placed[]): Left[] {
  if (plans.length === 0) return [];
  const keys = plans.slice(0, 4).map((plan) => `${plan.rows}${plan.value}`);
  return [{ what: keys.join(", "), why: PARTS(keys[0] ?? "") }];
}
const PARTS = (example: string): Said => ({
  fr: `ce sont des parties de même rang, et ${quoted(example)} n’est pas le chiffre de l’ensemble : demandez à l’équipe une ligne pour chacune, ou le total`,
  en: `parts of equal standing, and "${example}" is not the figure of the whole: ask the team for a row for each, or for the total`,
});

/** Where two places of a document differ, if they do so in one key: the last one, or one above it. */
function differAt(
  one: Placed,
  other: Placed,
  isData: (key: string) => boolean = () => true,
): "last" | "above" | undefined {
  const [keys, others] = [keysOf(one), keysOf(other)];
  if (keys.length !== others.length) return undefined;
  const apart = keys.flatMap((key, index) => (key === others[index] ? [] : [index]));
  const [index = -1] = apart;
  if (apart.length !== 1 || ![keys[index], others[index]].every((key) => key !== "*" && isData(key ?? "")))
    return undefined;
  return index === keys.length - 1 ? "last" : "above";
}

/** A column of a table stands nowhere: it has no keys. */
function keysOf({ rows, value }: Placed): readonly string[] {
  return typeof value === "string" && (rows !== "" || value.startsWith("/"))
    ? `${rows}${value}`.split("/").slice(1)
    : [];
}
