// What every recorded answer should become: by which kind and settings it is read, and into what, or why not.
import { REAL_CONVENTIONS } from "./real-conventions.ts";
import { REAL_COUNTERS } from "./real-counters.ts";
import type { RealLine } from "./real-line.ts";
import { REAL_LISTS } from "./real-lists.ts";

export const REAL_TABLE: readonly RealLine[] = [...REAL_CONVENTIONS, ...REAL_LISTS, ...REAL_COUNTERS];
