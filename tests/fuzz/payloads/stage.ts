// Payloads through the real thing: an LMDB log, the processor, the embedded warehouse; many at once, and what became of each.
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openFrame } from "../../../dashboards/queries/frame.ts";
import { countsOf, ledgerOf } from "../../../dashboards/queries/ledger.ts";
import { openLmdbLog } from "../../../infra/log/lmdb.ts";
import { openWarehouse } from "../../../infra/warehouse/clickhouse.ts";
import { migrate } from "../../../infra/warehouse/migrate.ts";
import { readAnswer } from "../../../ingestors/endpoints/index.ts";
import { readerOf } from "../../../ingestors/reader.ts";
import { runProcessor } from "../../../processors/run.ts";
import type { ReadAnswer } from "../../../schemas/endpoint.ts";
import { AnswerError } from "../../../schemas/errors.ts";
import { newEventId } from "../../../schemas/ids.ts";
import { TOPICS, type ToAppend } from "../../../schemas/ports.ts";
import type { Reader } from "../../../schemas/reader.ts";
import type { Signal } from "../../../schemas/signals.ts";
import type { Settings } from "../../../schemas/source.ts";
import type { Named, Payload } from "./case.ts";
import { outcomesOf } from "./outcomes.ts";

/** Sources of one startup, so that a partition's facts are of few startups. */
const SOURCES = 50;
/** The log's time of the first wave. */
const BEGAN = Date.parse("2026-11-22T08:00:00Z");

/** Opens them; `close` removes the folder. @param read  the readers; a self-test hands in one that lies */
export async function openStage(read: ReadAnswer = readAnswer) {
  const folder = await mkdtemp(join(tmpdir(), "releve-payloads-"));
  let now = BEGAN;
  let waves = 0;
  const warehouse = await openWarehouse({ folder: join(folder, "warehouse") });
  await migrate(warehouse);
  const log = await openLmdbLog({
    folder: join(folder, "log"),
    clock: () => now,
    signal: (name, fields) => signal(name, fields),
  });
  let crash: string | undefined;
  const signal: Signal = (name, fields) => {
    if (name === "batch failed") crash ??= fields?.detail ?? name;
  };
  const ports = { log, warehouse, read, signal };
  const running = await runProcessor(ports, { group: "payloads" });
  const failure = running.done.then(
    () => undefined,
    (error: unknown) => error,
  );

  async function appended(entries: readonly ToAppend[]) {
    now += 60_000;
    const places = await log.append(TOPICS.facts, entries);
    await caughtUp();
    return places;
  }
  /** @throws whatever ended the processor: that is a crash. */
  async function caughtUp(): Promise<void> {
    const ends = await log.ends(TOPICS.facts);
    for (;;) {
      const frame = await openFrame(warehouse);
      if (ends.every((end, partition) => (frame.ends[partition] ?? 0) >= end)) return;
      const error = await Promise.race([failure, new Promise((resolve) => setTimeout(resolve, 20))]);
      if (error) throw error;
      if (crash !== undefined) throw new Error(crash);
    }
  }
  return {
    /** Appends each payload as the first fact of a source of its own, and says what became of it. */
    async fold(payloads: readonly Payload[]) {
      waves += 1;
      const at = new Date(now + 60_000).toISOString();
      const named = payloads.map(
        (_, index): Named => ({
          startup: `w${waves}-${Math.floor(index / SOURCES)}`,
          source: `s${index % SOURCES}`,
          id: newEventId(now),
          at,
        }),
      );
      const entries = payloads.map((payload, index) => entryOf(payload, named[index] as Named));
      const places = await appended(entries);
      return { named, places, outcomes: await outcomesOf(warehouse, named, places) };
    },
    /** Facts of which nothing is asked but that they are taken: decisions. */
    async decide(facts: readonly { readonly startup: string }[]) {
      await appended(facts.map((fact) => ({ key: fact.startup, value: Buffer.from(JSON.stringify(fact)) })));
    },
    again: (named: readonly Named[], places: Parameters<typeof outcomesOf>[2]) => outcomesOf(warehouse, named, places),
    async ledger() {
      const frame = await openFrame(warehouse);
      return ledgerOf(await countsOf(warehouse, frame));
    },
    /** Whether a reader throws something else than a reason at a payload. */
    endsReader({ kind, settings, pages, moment }: Payload): boolean {
      try {
        const asked = pages.map((page) => ({ ...page, url: "https://fuzz.example/stats" }));
        read(readerFor(kind, settings), { pages: asked, moment: Date.parse(moment) });
        return false;
      } catch (error) {
        return !(error instanceof AnswerError);
      }
    },
    id: () => newEventId(now),
    at: () => new Date(now).toISOString(),
    async close() {
      await running.stop().catch(() => undefined); // it may have ended by itself: told already
      await log.close();
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

const readers = new Map<string, Reader>();
/** The reader that a pull would have written into the fact. */
export function readerFor(kind: string, settings: Settings): Reader {
  const key = `${kind} ${JSON.stringify(settings)}`;
  const known = readers.get(key) ?? readerOf({ kind, settings }).reader;
  readers.set(key, known);
  return known;
}

function entryOf(payload: Payload, by: Named): ToAppend {
  const fact = payload.fact?.(by) ?? answerOf(payload, by);
  const value = Buffer.isBuffer(fact) ? fact : Buffer.from(typeof fact === "string" ? fact : JSON.stringify(fact));
  return { key: by.startup, value };
}

/** The fact that a pull would have appended. */
export function answerOf({ kind, settings, pages, moment }: Payload, { startup, source, id, at }: Named) {
  return {
    type: "endpoint.answered",
    ...{ id, at, startup, source },
    reader: readerFor(kind, settings),
    receivedAt: moment,
    elapsedMs: 1,
    pages: pages.map(({ bytes, contentType }) => ({
      url: "https://fuzz.example/stats",
      status: 200,
      headers: { "content-type": contentType },
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.length,
      body: gzipSync(bytes, { level: 1 }).toString("base64"),
    })),
  };
}
