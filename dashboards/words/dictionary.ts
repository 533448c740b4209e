// Which words a language has.
import type { Lang } from "../format.ts";
import { en } from "./en.ts";
import type { Dictionary } from "./fr.ts";
import { fr } from "./fr.ts";

export const DICTIONARY: Readonly<Record<Lang, Dictionary>> = { fr, en };
