// `releve figures`: what is known, as the pages say it; one legal sum; or a hash over all cells.

import type { Models } from "../../dashboards/model.ts";
import { hashOfCells } from "../../dashboards/models/hash.ts";
import { NOW } from "../../dashboards/queries/frame.ts";
import type { PhaseCounts } from "../../dashboards/queries/registry.ts";
import { type FiguresModel, FiguresQuery } from "../../dashboards/shapes/figures.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { asOfInstant, asOfOption, knownFrame } from "../as-of.ts";
import { type AddCommand, table } from "../command.ts";
import type { Io } from "../io.ts";
import { printedPhases } from "./registry.ts";

/** Any of these asks for cells instead of headlines. */
const NARROWER = ["startup", "metric", "source", "grain", "from", "to", "level", "territory", "sum"] as const;
type Options = Readonly<Record<string, string | boolean | undefined>>;

export const figures: AddCommand = (program, call, done) => {
  program
    .command("figures")
    .description("what is known: every service's headline, the cells of one service, or one legal sum")
    .argument("[startup]", "a service; left out: the headline figures of all")
    .option("--metric <key>", "a metric of the catalogue (docs/metrics.md)")
    .option("--source <source>", "one source under its own name, instead of the figure")
    .option("--day <YYYY-MM-DD>", "the day to speak of, in Paris; left out: the last one known")
    .option(
      "--millesime <year>",
      "year of the official list that territories are counted by; left out: the present one",
    )
    .addOption(asOfOption())
    .option("--grain <grain>", "day, week, sunday_week, month, quarter, year")
    .option("--from <YYYY-MM-DD>", "first day of the first period")
    .option("--to <YYYY-MM-DD>", "last day of the last period")
    .option("--level <level>", "france, region, departement, epci, commune, siren, siret")
    .option("--territory <code>", "code of a territory")
    .option("--sum <axis>", "add up along time, territory or services; refused when it has no meaning")
    .option("--limit <rows>", "rows to print", "1000")
    .option("--offset <rows>", "rows to skip", "0")
    .option("--hash", "a hash over all cells, recorded times left out: equal for equal figures")
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { json, hash, asOf, ...rest }: Options & { asOf?: string }) => {
      const query = queryOf({ ...rest, startup });
      const instant = asOfInstant(asOf);
      const house = await call.house();
      const models = instant === NOW ? house.models() : house.models().at(instant);
      if (hash) {
        const found = await hashOfCells(await house.live(), await knownFrame(house, instant));
        call.io.out(json ? `${JSON.stringify(found)}\n` : `${found.sha256}  ${found.cells} cells\n`);
      } else if (NARROWER.every((name) => query[name] === undefined)) {
        await printHeadlines(models, call.io, { json: Boolean(json), day: query.day, millesime: query.millesime });
      } else {
        const model = await models.figures(query);
        call.io.out(json ? `${JSON.stringify(model)}\n` : printed(model));
      }
      done(EXIT.ok);
    });
};

function queryOf(options: Options): FiguresQuery {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const parsed = FiguresQuery.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const found = given[String(path[0])];
    return `--${path.join(".")}: found ${JSON.stringify(found)}; ${message}`;
  });
  throw new ReleveError("RELEVE_USAGE", faults.join("; "), "releve figures --help lists what each option takes");
}

interface Printing {
  readonly json?: boolean | undefined;
  readonly day?: string | undefined;
  readonly millesime?: FiguresQuery["millesime"];
  /** How many startups are in which phase, when that is asked for too. */
  readonly registry?: PhaseCounts;
}
/** Every service with its headline figures. */
export async function printHeadlines(
  models: Models,
  io: Io,
  { json, registry, ...asked }: Printing = {},
): Promise<void> {
  const overview = await models.overview(asked);
  if (json) {
    io.out(`${JSON.stringify({ ...overview, ...(registry && { registry }) })}\n`);
    return;
  }
  if (registry) io.out(`${printedPhases(registry)}\n`);
  const { coverage } = overview;
  if (coverage) io.out(`Communes avec au moins un service : ${coverage.value}, le ${coverage.day}\n\n`);
  const rows = overview.services.flatMap((service) =>
    service.figures.map((figure) => [
      service.id,
      figure.metric.key,
      figure.value ?? "–",
      figure.day,
      service.freshness.state,
    ]),
  );
  io.out(table(["startup", "metric", "value>", "day", "state"], rows));
}

function printed({ rows, count, sums }: FiguresModel): string {
  if (sums.length > 0)
    return table(
      ["startup", "metric", "rule", "first", "last", "value>"],
      sums.map((sum) => [sum.startup ?? "*", sum.metric, sum.rule, sum.first ?? "", sum.last ?? "", sum.value ?? "–"]),
    );
  const lines = rows.map((row) => {
    const dims = Object.entries(row.dims).map(([name, value]) => `${name}=${value}`);
    return [
      row.startup,
      row.metric,
      `${row.level}:${row.code}`,
      dims.join(" "),
      row.grain,
      row.first ?? "",
      row.value ?? "null",
      [row.source, ...(row.correction ? ["correction"] : [])].filter(Boolean).join(","),
    ];
  });
  const more = rows.length < count ? `${rows.length} of ${count} rows: --limit and --offset give the others\n` : "";
  return table(["startup", "metric", "territory", "dims", "grain", "first", "value>", "source"], lines) + more;
}
