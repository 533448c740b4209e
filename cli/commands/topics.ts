// `releve topics`: how much is in the log, and how much of it the warehouse does not have yet.
import { readCursors } from "../../processors/run.ts";
import { EXIT } from "../../schemas/errors.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { type AddCommand, table } from "../command.ts";

export const topics: AddCommand = (program, call, done) => {
  program
    .command("topics")
    .description("the log's topics: records by partition, and those that the warehouse does not have yet")
    .option("--json", "print as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const { log, live } = await call.house();
      const cursors = await readCursors(await live());
      const found = [];
      for (const topic of Object.values(TOPICS)) {
        const ends = await log.ends(topic);
        const records = ends.reduce((sum, end) => sum + end, 0);
        const read = ends.map((end, partition) => Math.min(end, (cursors.get(partition)?.to ?? -1) + 1));
        const behind = topic === TOPICS.facts ? records - read.reduce((sum, end) => sum + end, 0) : null;
        found.push({ topic, partitions: ends.length, records, behind, ends });
      }
      if (json) call.io.out(`${JSON.stringify({ log: log.kind, topics: found })}\n`);
      else
        call.io.out(
          table(
            ["topic", "partitions>", "records>", "behind>"],
            found.map(({ topic, partitions, records, behind }) => [
              topic,
              `${partitions}`,
              `${records}`,
              behind === null ? "–" : `${behind}`,
            ]),
          ),
        );
      done(EXIT.ok);
    });
};
