// A push that is refused is kept as it came, and can be looked at: in a real log.
import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptPush, refusedPushes } from "../../cli/refused-pushes.ts";
import { openLmdbLog } from "../../infra/log/lmdb.ts";
import { receivePush } from "../../ingestors/receive-push.ts";
import { sha256 } from "../../schemas/canonical.ts";
import { KEPT_BYTES, PushRefused } from "../../schemas/edge.ts";
import { ReleveError } from "../../schemas/errors.ts";
import { newEventId } from "../../schemas/ids.ts";
import { type EventLog, TOPICS } from "../../schemas/ports.ts";
import { Declaration } from "../../schemas/source.ts";
import { temporaryFolder } from "../support/warehouse.ts";

const declarations = [
  Declaration.parse({ startup: "a-dock", name: "À quai", sources: [{ source: "sent", kind: "push" }] }),
];
const ALL = { asOf: Number.MAX_SAFE_INTEGER };
let place: { folder: string; remove(): void };
let log: EventLog;
beforeEach(async () => {
  place = temporaryFolder();
  log = await openLmdbLog({ folder: place.folder, clock: Date.now });
});
afterEach(async () => {
  await log.close();
  await rm(place.folder, { recursive: true, force: true });
});
const send = (bytes: string | Buffer) =>
  receivePush(Buffer.from(bytes), "push.json", {
    declarations,
    log,
    clock: Date.now,
    signal: () => undefined,
    newId: newEventId,
  });
/** What its sender is told, and where it says that the bytes are. */
async function refused(bytes: string | Buffer): Promise<{ error: ReleveError; place: string }> {
  const error: unknown = await send(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ReleveError)) throw new Error(`not refused: ${String(error)}`);
  return { error, place: /at (\d+:\d+) \(releve rejects show/.exec(error.message)?.[1] ?? "nowhere" };
}
const pushed = (figure: object) => JSON.stringify({ startup: "a-dock", source: "sent", figures: [figure] });
const total = async (topic: typeof TOPICS.facts | typeof TOPICS.edge) =>
  (await log.ends(topic)).reduce((sum, end) => sum + end, 0);

describe("a refused push", () => {
  it("is kept with its bytes, where its sender was told, and states nothing", async () => {
    const cases = {
      RELEVE_FILE: ['{"startup": "a-dock", "figures": [', Buffer.from([0xff, 0xfe, 0x7b, 0x00]), ""],
      RELEVE_USAGE: [
        pushed({ metric: "cartes" }),
        "[]",
        "null",
        '{"startup": 3, "source": {}}',
        '{"startup": "a-dock", "source": "sent", "asAt": "0001-01-01T00:00:00Z", "figures": []}',
      ],
      RELEVE_UNKNOWN_STARTUP: ['{"startup": "b-dock", "source": "sent", "figures": []}'],
    };
    for (const [code, all] of Object.entries(cases))
      for (const bytes of all) {
        const { error, place } = await refused(bytes);
        const kept = await keptPush(log, place);
        expect(error.code).toBe(code);
        expect(kept.bytes).toEqual(Buffer.from(bytes));
        expect(error.message.startsWith(kept.fact.detail)).toBe(true);
        expect(PushRefused.parse(kept.fact)).toMatchObject({ code, bytes: Buffer.byteLength(bytes) });
      }
    expect(await total(TOPICS.facts)).toBe(0);
    expect(await total(TOPICS.edge)).toBe(9);
  });

  it("stands under the startup that it names, else under :edge, never under an invented one", async () => {
    await refused(pushed({ metric: "cartes" }));
    await refused('{"startup": "not a slug", "source": "sent"}');
    await refused("{");
    const [named, ...nameless] = (await refusedPushes(log, ALL)).reverse();
    expect(named).toMatchObject({ kind: "refused", stage: "edge", startup: "a-dock", source: "sent" });
    expect(nameless.map(({ startup, source }) => [startup, source])).toEqual([
      [":edge", "sent"],
      [":edge", ""],
    ]);
    expect(await refusedPushes(log, { ...ALL, startup: "a-dock" })).toHaveLength(1);
    expect(await refusedPushes(log, { ...ALL, startup: ":edge", code: "RELEVE_FILE" })).toHaveLength(1);
    expect(await refusedPushes(log, { asOf: Date.now() - 60_000 })).toEqual([]);
  });

  it("keeps no e-mail address, neither in its bytes nor in its reason", async () => {
    const { place } = await refused(pushed({ metric: "cartes", "marie.dupont@quai.example": 1 }));
    const { fact, bytes } = await keptPush(log, place);
    expect(bytes?.toString()).toContain('"redacted":1');
    expect(JSON.stringify(fact)).not.toContain("marie");
    expect(fact.sha256).toBe(sha256(bytes?.toString() ?? ""));
  });

  it("above 1 MiB leaves its size and its hash, and says so", async () => {
    const bytes = `"${"a".repeat(KEPT_BYTES)}"`;
    const { error, place } = await refused(bytes);
    const kept = await keptPush(log, place);
    expect(error.message).toContain("its size and hash (it is larger than 1 MiB)");
    expect(kept.bytes).toBeUndefined();
    expect(kept.fact).toMatchObject({ bytes: KEPT_BYTES + 2, sha256: sha256(bytes) });
  });

  it("that the log cannot keep is told with both reasons", async () => {
    await log.close();
    const { error } = await refused("{");
    expect(error.code).toBe("RELEVE_LOG_UNAVAILABLE");
    expect(error.message).toContain("push.json is not JSON");
    log = await openLmdbLog({ folder: place.folder, clock: Date.now });
  });
});

describe("the place of a refused push", () => {
  it("is the offset alone where one partition has it; two are told apart by their partition", async () => {
    await refused("{");
    expect((await keptPush(log, "0")).bytes?.toString()).toBe("{");
    await refused('{"startup": "a-dock"}');
    await expect(keptPush(log, "0")).rejects.toThrow("several partitions");
    await expect(keptPush(log, "1")).rejects.toThrow("no refused push at 1");
    await expect(keptPush(log, "99:0")).rejects.toThrow("no refused push");
    await expect(keptPush(log, "x")).rejects.toThrow('found "x"');
  });
});
