// How an answer that waits, or that could not be read, differs in shape from the last one of its source that counted:
// what its team, or who keeps its mapping, must see to mend it. Pure.
import type { ShapeDifference } from "../schemas/drift.ts";
import { FORM, mostly, type Spot, type Spots, spotsOf } from "./shape.ts";

type Pages = readonly { readonly bytes: Buffer }[];
/** Told of one answer: the others are of the same kind. */
const MOST = 20;
/** Numbers so many times as great, or as small, are of another size: cents for euros, thousands for ones. */
const TIMES = 10;
const ORDER = ["type", "gone", "size", "added"] as const satisfies readonly ShapeDifference["kind"][];

/** From the answer that counted to the one that does not: types first, then places that are gone, sizes, places that are new. */
export function differencesOf(before: Pages, now: Pages): ShapeDifference[] {
  const [old, fresh] = [spotsOf(before), spotsOf(now)];
  const whole = ofWhole(old, fresh);
  if (whole) return [whole];
  const found = [...changed(old, fresh), ...missing(old, fresh, "gone"), ...missing(fresh, old, "added")];
  const isRenamed = found.some(({ kind }) => kind === "gone");
  return found
    .filter(({ kind }) => kind !== "added" || isRenamed)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .slice(0, MOST);
}

/** A web page instead of JSON: its places mean nothing. */
function ofWhole(old: Spots, fresh: Spots): ShapeDifference | undefined {
  const [before, now] = [old, fresh].map((spots) => {
    const types = spots.get(FORM)?.types;
    // Of several pages, the one that is a web page, or nothing that can be read, is what went wrong.
    const form = (["page", "plain", "json", "csv"] as const).find((one) => types?.has(one));
    return form && { type: form, example: types?.get(form)?.example ?? null };
  });
  if (!before || !now || before.type === now.type) return undefined;
  return { pointer: "", kind: "type", before, now };
}

function changed(old: Spots, fresh: Spots): ShapeDifference[] {
  const found: ShapeDifference[] = [];
  for (const [pointer, before] of old) {
    const now = fresh.get(pointer);
    if (!now || pointer === FORM) continue;
    const [was, is] = [mostly(before), mostly(now)];
    if (was.type !== is.type) found.push({ pointer, kind: "type", before: was, now: is });
    else if (isOtherSize(before, now)) found.push({ pointer, kind: "size", before: was, now: is });
  }
  return found;
}
/** Places of one that the other does not have, the outermost alone. An empty list has lost no field, nor has what is no object now. */
function missing(one: Spots, other: Spots, kind: "gone" | "added"): ShapeDifference[] {
  const found: ShapeDifference[] = [];
  for (const [pointer, spot] of one) {
    const parent = pointer.slice(0, pointer.lastIndexOf("/"));
    if (pointer === "" || pointer === FORM || other.has(pointer) || !other.get(parent)?.types.has("object")) continue;
    const stood = mostly(spot);
    found.push(
      kind === "gone" ? { pointer, kind, before: stood, now: null } : { pointer, kind, before: null, now: stood },
    );
  }
  return found;
}

function isOtherSize(before: Spot, now: Spot): boolean {
  const [old, fresh] = [median(before.sizes), median(now.sizes)];
  if (!old || !fresh) return false;
  return fresh >= TIMES * old || old >= TIMES * fresh;
}
/** Of what is not 0. */
function median(sizes: readonly number[]): number | undefined {
  const sorted = sizes.filter((size) => size > 0).sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
