// The embedded log keeps the contract, and what is its own: its clock, and a folder that cannot be used.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { partitionOf } from "../../infra/log/topics.ts";
import { TOPICS } from "../../schemas/ports.ts";
import { keepsTheLogContract } from "./log.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "releve-log-"));

describe("the LMDB log", () => {
  keepsTheLogContract(async () => ({ kind: "lmdb", folder: await newFolder(), leaseMs: 1_000 }));

  it("takes its time from the clock it was given, and never lets it go back within a partition", async () => {
    const times = [1_000, 3_000, 2_000, 4_000];
    const log = await openLmdbLog({ folder: await newFolder(), clock: () => times.shift() ?? 0 });
    const stamped: number[] = [];
    for (let n = 0; n < 4; n += 1)
      stamped.push(...(await log.append(TOPICS.facts, [{ key: "a", value: Buffer.from("") }])).map(({ time }) => time));
    expect(stamped).toEqual([1_000, 3_000, 3_000, 4_000]);
    await log.close();
  });

  it("keeps everything when it is closed and opened again", async () => {
    const folder = await newFolder();
    const first = await openLmdbLog({ folder });
    await first.append(TOPICS.facts, [{ key: "a-dock", value: Buffer.from("kept") }]);
    await first.close();
    const again = await openLmdbLog({ folder });
    const [place] = await again.append(TOPICS.facts, [{ key: "a-dock", value: Buffer.from("next") }]);
    expect(place).toMatchObject({ partition: partitionOf("a-dock"), offset: 1 });
    await again.close();
  });

  it("says which folder cannot be used, and what to look at", async () => {
    const file = join(await newFolder(), "a-file");
    await writeFile(file, "");
    const opening = openLmdbLog({ folder: join(file, "log") });
    await expect(opening).rejects.toMatchObject({
      code: "RELEVE_LOG_UNAVAILABLE",
      hint: expect.stringContaining("a-file"),
    });
  });
});
