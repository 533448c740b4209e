// An incubator by its title; one of which the registry publishes none, by its id and a word that says so.
import type { IncubatorRef } from "../shapes/life.ts";
import type { View } from "./view.ts";

/** `AgriLab`, or `prefiguration (incubateur non publié)`. */
export function incubatorName(
  { words }: View,
  { title, published }: Pick<IncubatorRef, "title" | "published">,
): string {
  return published ? title : words.network.incubators.unpublished(title);
}
