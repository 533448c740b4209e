// The report's words by language.
import type { Lang } from "../format.ts";
import { report as en } from "./en-report.ts";
import { report as fr, type ReportWords } from "./fr-report.ts";

export const REPORT_WORDS: Readonly<Record<Lang, ReportWords>> = { fr, en };
