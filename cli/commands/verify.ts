// `releve verify`: counts a figure again from a proof's raw facts, in an empty folder, without log, warehouse or network.
import { resolve } from "node:path";
import { readProof } from "../../infra/proof/file.ts";
import { EXIT } from "../../schemas/errors.ts";
import type { AddCommand } from "../command.ts";
import { printedVerdict } from "../printed-verdict.ts";
import { judge } from "../verdict.ts";

export const verify: AddCommand = (program, call, done) => {
  program
    .command("verify")
    .description("count a figure again from the raw facts of a proof alone (`releve trace --proof`), offline")
    .argument("<file>", "the proof")
    .option("--json", "print as JSON")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const proof = await readProof(resolve(call.io.cwd, name));
      const verdict = await judge(name, proof);
      const { same, claimed, counted, known, pages, wrong, records } = verdict;
      const facts = proof.records.length;
      const result = { same, claimed, counted, known, facts, pages, wrong, records, sha256: proof.sha256 };
      call.io.out(json ? `${JSON.stringify(result)}\n` : printedVerdict(verdict, proof));
      done(same ? EXIT.ok : EXIT.failed);
    });
};
