// `releve correct`, `releve annotate`: one figure has another value, or a remark beside it.
import { metricOf } from "../../schemas/catalogue.ts";
import { canonicalDecimal } from "../../schemas/decimal.ts";
import type { FigureCorrected } from "../../schemas/decisions.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { GRAINS, type Grain } from "../../schemas/period.ts";
import { LEVELS, type Level } from "../../schemas/territory.ts";
import type { AddCommand } from "../command.ts";
import { type DecideFlags, decide, withDecideOptions } from "../decide.ts";

interface CorrectFlags extends DecideFlags {
  readonly territory: string;
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly dim?: readonly string[];
}
interface AnnotateFlags extends DecideFlags {
  readonly metric?: string;
  readonly first: string;
  readonly last?: string;
  readonly fr: string;
  readonly en?: string;
}

export const correct: AddCommand = (program, call, done) => {
  const command = program
    .command("correct")
    .description("one figure has another value, whatever its sources say; `decisions undo` takes it back")
    .argument("<startup>", "the startup")
    .argument("<metric>", "a metric of the catalogue (docs/metrics.md)")
    .argument("<value>", "the value, such as 1204.5; `none` strikes the figure out")
    .option("--territory <level:code>", "such as commune:26362", "france:FR")
    .option("--period <grain:first>", "of a period metric, such as month:2026-03-01")
    .option("--from <YYYY-MM-DD>", "of a state metric: the first day it holds; left out: from the first")
    .option("--to <YYYY-MM-DD>", "of a state metric: the last day it holds; left out: for good")
    .option("--dim <name=value...>", "other dimensions of the figure");
  withDecideOptions(command).action(async (startup: string, key: string, value: string, flags: CorrectFlags) => {
    const metric = metricOf(key);
    if (!metric) throw new ReleveError("RELEVE_UNKNOWN_METRIC", `no metric "${key}"`, "docs/metrics.md lists them");
    const [level, code] = pairOf("--territory", flags.territory, ":", LEVELS);
    const decision: FigureCorrected = {
      what: "figure.corrected",
      metric: key,
      definition: metric.version,
      territory: { level: level as Level, code },
      dims: Object.fromEntries((flags.dim ?? []).map((pair) => pairOf("--dim", pair, "="))),
      ...(flags.period !== undefined && { period: periodOf(flags.period) }),
      ...(flags.from !== undefined && { from: flags.from }),
      ...(flags.to !== undefined && { to: flags.to }),
      value: value.toLowerCase() === "none" ? null : (canonicalDecimal(value) ?? value),
    };
    done(await decide(call, await call.house(), startup, decision, flags));
  });
};

export const annotate: AddCommand = (program, call, done) => {
  const command = program
    .command("annotate")
    .description("a remark beside figures; it changes none; `decisions undo` takes it back")
    .argument("<startup>", "the startup")
    .requiredOption("--first <YYYY-MM-DD>", "the day it is about, or the first of several")
    .option("--last <YYYY-MM-DD>", "the last day")
    .option("--metric <key>", "one metric; left out: the startup as a whole")
    .requiredOption("--fr <words>", "the remark in French, at most 300 characters")
    .option("--en <words>", "the remark in English");
  withDecideOptions(command).action(async (startup: string, flags: AnnotateFlags) => {
    const { metric, first, last, fr, en } = flags;
    const about = { ...(metric !== undefined && { metric }), first, ...(last !== undefined && { last }) };
    const text = { fr, ...(en !== undefined && { en }) };
    done(await decide(call, await call.house(), startup, { what: "figure.annotated", ...about, text }, flags));
  });
};

function periodOf(text: string): { grain: Grain; first: string } {
  const [grain, first] = pairOf("--period", text, ":", GRAINS);
  return { grain: grain as Grain, first };
}

function pairOf(option: string, text: string, between: string, names?: readonly string[]): [string, string] {
  const at = text.indexOf(between);
  const [name, value] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (at > 0 && value !== "" && (!names || names.includes(name))) return [name, value];
  const hint = names ? `one of ${names.join(", ")}, then "${between}" and the rest` : `name${between}value`;
  throw new ReleveError("RELEVE_USAGE", `${option}: found "${text}"`, hint);
}
