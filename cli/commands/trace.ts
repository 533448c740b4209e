// `releve trace`: where a figure comes from, back to the bytes; and the proof that lets anyone count it again.
import { resolve } from "node:path";
import type { Command } from "commander";
import { askedOf } from "../../dashboards/models/lineage-ratio.ts";
import { NOW } from "../../dashboards/queries/frame.ts";
import { LineageQuery } from "../../dashboards/shapes/lineage.ts";
import { writeProof } from "../../infra/proof/file.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { asOfInstant, asOfOption } from "../as-of.ts";
import type { AddCommand } from "../command.ts";
import { printedLineage } from "../printed-lineage.ts";
import { withItsFacts } from "../proof-parts.ts";

export interface CellFlags {
  readonly territory?: string;
  readonly period?: string;
  readonly ratio?: string;
  readonly dims?: string;
  readonly day?: string;
  readonly millesime?: string;
  readonly asOf?: string;
}

/** The options that name one figure. */
export function withCellOptions(command: Command): Command {
  return command
    .argument("<startup>", "the startup")
    .argument("<metric>", "a metric of the catalogue (docs/metrics.md)")
    .option(
      "--territory <level:code>",
      "one cell: such as commune:26362; left out: the startup's own figure, or france:FR with --period",
    )
    .option(
      "--period <grain:first>",
      "of a period metric, such as month:2026-03-01; several of them, which add up: month:2026-01-01..2026-03-31",
    )
    .option("--ratio <metric>", "a ratio that the metric is a part of: only places and periods that have both parts")
    .option("--dims <name=value,…>", "other dimensions of the figure")
    .option("--day <YYYY-MM-DD>", "the day to speak of, in Paris; left out: the last one known")
    .option(
      "--millesime <year>",
      "year of the official list that territories are counted by; left out: the present one",
    );
}

/** @throws {ReleveError} RELEVE_USAGE with what each option takes. */
export function lineageQueryOf(startup: string, metric: string, flags: CellFlags): LineageQuery {
  const [level, territory] = flags.territory === undefined ? [] : split("--territory", flags.territory);
  const [grain, days] = flags.period === undefined ? [] : split("--period", flags.period);
  const [first, last] = days?.split("..") ?? [];
  const { ratio, dims, day, millesime } = flags;
  const given = { startup, metric, level, territory, grain, first, last, ratio, dims, day, millesime };
  const parsed = LineageQuery.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  throw new ReleveError("RELEVE_USAGE", faults.join("; "), "releve trace --help lists what each option takes");
}

function split(option: string, text: string): [string, string] {
  const at = text.indexOf(":");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new ReleveError("RELEVE_USAGE", `${option}: found "${text}"`, "two words with a colon between them");
}

export const trace: AddCommand = (program, call, done) => {
  withCellOptions(
    program
      .command("trace")
      .description("where a figure comes from: definition, statements, facts, bytes; and a proof of it"),
  )
    .addOption(asOfOption())
    .option("--proof <file>", "write the startup's raw facts to a file, for `releve verify`")
    .option("--json", "print as JSON")
    .action(
      async (
        startup: string,
        metric: string,
        { proof, json, asOf, ...flags }: CellFlags & { proof?: string; json?: boolean },
      ) => {
        const query = lineageQueryOf(startup, metric, flags);
        const instant = asOfInstant(asOf);
        const house = await call.house();
        const models = house.models();
        const known = instant === NOW ? models : models.at(instant);
        const count = () => known.lineage(query);
        const { model, parts } =
          proof === undefined ? { model: await count(), parts: [] } : await withItsFacts(house, query, count);
        const { day, millesime } = query;
        // A ratio is traced in its two parts, to the facts of each.
        const traces = await Promise.all(
          model.parts.map((part) => known.lineage({ ...askedOf(startup, part, metric), day, millesime })),
        );
        const asked = Object.fromEntries(
          // With the place where it was left out: the proof says which figure it is.
          Object.entries({ ...query, level: model.place?.level, territory: model.place?.code, as_of: asOf }).flatMap(
            ([name, value]) => (value ? [[name, value]] : []),
          ),
        );
        const claim = { ...asked, day: model.head.day, value: model.figure?.value ?? null };
        const written =
          proof === undefined
            ? undefined
            : await writeProof(resolve(call.io.cwd, proof), { startup, claim, asOf: instant }, parts);
        const whole = { ...model, ...(traces.length > 0 && { traces }), ...(written && { proofOf: written }) };
        call.io.out(json ? `${JSON.stringify(whole)}\n` : [model, ...traces].map(printedLineage).join("\n"));
        if (written && !json) call.io.out(`\n${proof}: ${written.facts} facts, sha256 ${written.sha256}\n`);
        done(EXIT.ok);
      },
    );
};
