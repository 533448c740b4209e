// Whole numbers of models as pages write them.
import type { View } from "./view.ts";

/** `1204` → `1 204`. */
export const count = ({ format }: View, value: number) => format.number(String(value));
