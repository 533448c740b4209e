// `releve rejects`: what came and says nothing, with its reason and its bytes.
import { driftAt } from "../../dashboards/queries/drifts.ts";
import { openFrame } from "../../dashboards/queries/frame.ts";
import { refusalsOf } from "../../dashboards/queries/refusals.ts";
import { EDGE_KEY } from "../../schemas/edge.ts";
import { EXIT, ReleveError } from "../../schemas/errors.ts";
import { asOfInstant, asOfOption, knownFrame } from "../as-of.ts";
import type { AddCommand } from "../command.ts";
import { offsetsIn } from "../places.ts";
import { factOf } from "../raw-fact.ts";
import { keptPush, refusedPushes } from "../refused-pushes.ts";
import { refuseUnknown } from "../rejects-asked.ts";
import { printed, shownOf, shownPush, written } from "../told-rejects.ts";
import { wholeOf } from "../whole.ts";
import { wholeDirectory } from "../whole-directory.ts";

interface ListFlags {
  readonly source?: string;
  readonly code?: string;
  readonly all?: boolean;
  readonly asOf?: string;
  readonly limit: string;
  readonly json?: boolean;
}

export const rejects: AddCommand = (program, call, done) => {
  const group = program
    .command("rejects")
    .description("what came and says nothing: rejects, holds and values in doubt, with their bytes");
  group
    .command("list")
    .description("rejects and holds that wait, and values in doubt of the last answers; the latest first")
    .argument("[startup]", "one startup; left out: all")
    .option("--source <source>", "one source")
    .option("--code <code>", "one reason (docs/errors.md)")
    .option("--all", "those that no longer wait, too: counted, withdrawn, superseded")
    .addOption(asOfOption())
    .option("--limit <rows>", "rows to print", "100")
    .option("--json", "print as JSON")
    .action(async (startup: string | undefined, { limit, json, asOf, ...query }: ListFlags) => {
      const most = wholeOf("--limit", limit, 0, Number.MAX_SAFE_INTEGER);
      const instant = asOfInstant(asOf);
      const house = await call.house();
      const frame = await knownFrame(house, instant);
      const wanted = { startup, ...query };
      const refused = await refusedPushes(house.log, { ...wanted, asOf: instant });
      const said = await refusalsOf(await house.live(), frame, wanted);
      const found = [...said, ...refused].sort((a, b) => b.recorded - a.recorded);
      if (found.length === 0) await refuseUnknown(await house.live(), frame, wanted, () => wholeDirectory(call));
      const shown = found.slice(0, most);
      call.io.out(
        json
          ? `${JSON.stringify({ count: found.length, rejects: shown.map(written) })}\n`
          : printed(shown, found.length),
      );
      done(EXIT.ok);
    });
  group
    .command("show")
    .description("one of them: where it stopped, what to do, how it was read, and the bytes that came")
    .argument("<startup>", "the startup; `:edge`: a push that was refused, whoever sent it")
    .argument("<offset>", "its offset (`releve rejects list`); of a refused push, partition:offset")
    .option("--bytes <page>", "print the bytes of one page of the answer and nothing else, from 1")
    .option("--json", "print as JSON, without the bytes")
    .action(async (startup: string, word: string, { bytes, json }: { bytes?: string; json?: boolean }) => {
      const house = await call.house();
      const showPush = async () => {
        call.io.out(shownPush(await keptPush(house.log, word), { bytes: bytes !== undefined, json: json === true }));
        return done(EXIT.ok);
      };
      if (startup === EDGE_KEY) return await showPush();
      const [offset] = offsetsIn(startup, [word]) as [number];
      const { warehouse } = await house.generations.live();
      const frame = await openFrame(warehouse);
      const [refusal, ...further] = (await refusalsOf(warehouse, frame, { startup, all: true }))
        .filter((one) => one.offset === offset && !one.source.startsWith(":"))
        .sort((a, b) => Number(a.kind === "part") - Number(b.kind === "part"));
      // Places of refused pushes are of another topic; a list prints them under the startup that they name.
      const isPush = async () =>
        (await refusedPushes(house.log, { startup, asOf: Infinity })).some((one) => one.offset === offset);
      if (!refusal && (await isPush())) return await showPush();
      if (!refusal)
        throw new ReleveError(
          "RELEVE_UNKNOWN_FACT",
          `${startup} has no reject, no hold and no value in doubt at offset ${offset}`,
          "releve rejects list --all shows them",
        );
      const fact = await factOf(house.log, refusal.partition, offset);
      if (bytes !== undefined) {
        const page = wholeOf("--bytes", bytes, 1, Number.MAX_SAFE_INTEGER);
        const found = fact.pages[page - 1];
        if (!found)
          throw new ReleveError(
            "RELEVE_USAGE",
            `--bytes: ${fact.pages.length} pages came, not ${page}`,
            "count from 1",
          );
        call.io.out(found.bytes.toString("utf8"));
      } else {
        const differences = await driftAt(warehouse, frame, { startup, offset });
        const about = { ...written(refusal), further: further.map(written), fact: fact.about, differences };
        call.io.out(json ? `${JSON.stringify(about)}\n` : shownOf(refusal, further, fact, differences));
      }
      done(EXIT.ok);
    });
};
