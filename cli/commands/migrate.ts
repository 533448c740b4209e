// `releve migrate`: brings the warehouse's tables to this release.
import { migrate } from "../../infra/warehouse/migrate.ts";
import { EXIT } from "../../schemas/errors.ts";
import type { AddCommand } from "../command.ts";
import { formOf } from "../compose.ts";

export const migrateCommand: AddCommand = (program, call, done) => {
  program
    .command("migrate")
    .description("bring the warehouse's tables to this release; safe to repeat")
    .option("--json", "print as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const { live, signal, config } = await call.house();
      const result = await migrate(await live(), { form: formOf(config), signal });
      const all = [...result.already, ...result.applied];
      call.io.out(json ? `${JSON.stringify(result)}\n` : `The warehouse is up to date: ${all.join(", ")}.\n`);
      done(EXIT.ok);
    });
};
