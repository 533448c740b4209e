// `releve verify`: counts a figure again from a proof's raw facts, in an empty folder, without log, warehouse or network.
import { resolve } from "node:path";
import { AsOf, instantOf } from "../../dashboards/as-of.ts";
import { LineageQuery } from "../../dashboards/shapes/lineage.ts";
import { readProof } from "../../infra/proof/file.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import type { AddCommand } from "../command.ts";
import { checkBytes, recount } from "../recount.ts";

export const verify: AddCommand = (program, call, done) => {
  program
    .command("verify")
    .description("count a figure again from the raw facts of a proof alone (`releve trace --proof`), offline")
    .argument("<file>", "the proof")
    .option("--json", "print as JSON")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const proof = await readProof(resolve(call.io.cwd, name));
      const { value: claimed, known, as_of, ...asked } = proof.head.claim;
      const query = LineageQuery.safeParse(asked);
      if (!query.success)
        throw new ReleveError(
          "RELEVE_PROOF",
          `${name}: its claim names no figure`,
          "ask for the proof again (releve trace --proof)",
        );
      const { pages, wrong } = checkBytes(proof);
      const model = await recount(proof, query.data, instantOf(AsOf.parse(as_of)));
      const counted = model.figure?.value ?? null;
      const same = counted === claimed && wrong.length === 0;
      const records = model.facts.flatMap(({ partition, offset, type, record }) =>
        record ? [{ partition, offset, type, ...record }] : [],
      );
      const { sha256 } = proof;
      const result = { same, claimed, counted, facts: proof.records.length, pages, wrong, records, sha256 };
      if (json) call.io.out(`${JSON.stringify(result)}\n`);
      else
        call.io.out(
          [
            `${query.data.metric} of ${query.data.startup}${placeOf(query.data)}, as known ${known ?? "at its last fact"}`,
            `claimed  ${claimed ?? "no figure"}`,
            `counted  ${counted ?? "no figure"}, from ${proof.records.length} facts (sha256 ${sha256})`,
            `bytes    ${bytesLine(pages, wrong.length)}`,
            ...wrong.map(({ offset, page, says, is }) => `  offset ${offset}, page ${page}: says ${says}, is ${is}`),
            ...(records.length > 0
              ? [`records  ${records.length} that were sent or decided, as the proof has them`]
              : []),
            ...records.map(
              (one) => `  ${one.partition}:${one.offset} ${one.type} ${one.bytes} bytes sha256:${one.sha256}`,
            ),
            same ? "It is so.\n" : "It is NOT so.\n",
          ].join("\n"),
        );
      done(same ? EXIT.ok : EXIT.failed);
    });
};

/** A push and a decision bring no bytes of an endpoint. */
function bytesLine(pages: number, wrong: number): string {
  if (pages === 0) return "no page of an endpoint";
  return `${pages} pages, ${wrong === 0 ? "each with its hash" : `${wrong} without their hash`}`;
}

/** Nothing of a startup's own figure, which has no one place. */
function placeOf({ level, territory, grain, first, last }: LineageQuery): string {
  const place = level === undefined || territory === undefined ? "" : `, ${level}:${territory}`;
  return grain === undefined ? place : `${place}, ${grain} ${[first, last].filter(Boolean).join("..")}`.trimEnd();
}
