// What startups say, made up: the same seed says the same. One answer as our log keeps it, as an engine would take it
// from a topic, and as plain stated cells for the reference.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { EndpointAnswered } from "../../schemas/events.ts";
import { newEventId } from "../../schemas/ids.ts";
import { canonicalDims, cellKey, STATE_DAY } from "../../schemas/statement.ts";

export interface Load {
  readonly startups: number;
  /** How often each startup answers, a day apart. */
  readonly statements: number;
  /** Cells of an answer. */
  readonly cells: number;
  /** The share of cells whose value is another one in the next answer: 1 for all of them. */
  readonly changing: number;
  readonly seed: number;
  /** The share of answers that come twice, as one fact with one id. Default 1 %. */
  readonly duplicates?: number;
  /** The share of answers that are web pages instead of figures. Default 1 %. */
  readonly invalid?: number;
}

export interface Generated {
  readonly startup: string;
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly moment: number;
  /** The log's entry: an `endpoint.answered`. */
  readonly value: Buffer;
  /** The same answer as a message for ClickHouse's own engine: JSONEachRow, one line per cell. */
  readonly message: Buffer;
  /** Cell keys and canonical values; `undefined` when the answer is invalid. */
  readonly stated: readonly (readonly [key: string, value: string])[] | undefined;
  /** The bytes of the answer, before they were packed. */
  readonly body: Buffer;
  /** How often it is delivered. */
  readonly times: 1 | 2;
}

export const METRIC = "adresses_certifiees";
export const SOURCE = "carte";
const FIRST_MOMENT = Date.UTC(2024, 0, 1, 4);
const DAY = 86_400_000;
/** Names as people write them: with tabs, lines, quotes, and letters of several alphabets. */
const NAMES = ["Accueil", "Tab\tulé", "Deux\nlignes", "Œuvre — 日本 🏛", 'Guillemets « " » et \\ barre'];
const WEB_PAGE = "<!doctype html><title>Maintenance</title>";

/** A sequence of numbers in [0, 1), the same for the same seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Startup {
  readonly name: string;
  readonly places: readonly { code: string; dims: string; key: string; name: string }[];
  /** Hundredths, one per place. */
  readonly values: Int32Array;
  readonly draw: () => number;
  /** Every other startup answers in the ANCT convention; the others in JSON with a dimension. */
  readonly kind: "anct" | "json";
}

/** All answers in the order in which they are appended: day by day, each startup in turn. */
export function* generate(load: Load): Generator<Generated> {
  const startups = Array.from({ length: load.startups }, (_, at) => startupOf(load, at));
  for (let day = 0; day < load.statements; day += 1)
    for (const [at, startup] of startups.entries()) {
      move(startup, day === 0 ? 1 : load.changing);
      yield answerOf(load, startup, FIRST_MOMENT + day * DAY + at);
    }
}

function startupOf({ seed, cells }: Load, at: number): Startup {
  const kind = at % 2 === 0 ? "anct" : "json";
  const draw = sequence(seed * 7919 + at);
  const places = Array.from({ length: cells }, (_, index) => {
    const each = kind === "anct" ? 1 : NAMES.length;
    const code = String(10_000 + Math.floor(index / each));
    const name = NAMES[index % NAMES.length] ?? "";
    const dims = kind === "anct" ? "" : canonicalDims({ service: name });
    const state = { grain: "state", first: STATE_DAY, last: STATE_DAY } as const;
    return {
      code,
      dims,
      name,
      key: cellKey({ metric: METRIC, definition: 1, level: "commune", code, dims, ...state }),
    };
  });
  const values = Int32Array.from(places, () => 100 + Math.floor(draw() * 1_000_000));
  return { name: `bench-${String(at).padStart(4, "0")}`, places, values, draw, kind };
}

/** Gives a share of the cells another value. */
function move({ values, draw }: Startup, share: number): void {
  for (let at = 0; at < values.length; at += 1) {
    if (share < 1 && draw() >= share) continue;
    values[at] = (values[at] as number) + 1 + Math.floor(draw() * 300);
  }
}

function answerOf({ duplicates = 0.01, invalid = 0.01 }: Load, startup: Startup, moment: number): Generated {
  const { name, draw } = startup;
  const bad = draw() < invalid;
  const times = draw() < duplicates ? 2 : 1;
  const id = newEventId(
    moment,
    Uint8Array.from({ length: 10 }, () => Math.floor(draw() * 256)),
  );
  const texts = Array.from(startup.values, decimalOf);
  const body = Buffer.from(bad ? WEB_PAGE : bodyOf(startup, texts));
  return {
    startup: name,
    source: SOURCE,
    moment,
    times,
    body,
    value: Buffer.from(JSON.stringify(factOf(startup, { id, moment, body }))),
    message: bad ? body : Buffer.from(messageOf(startup, texts, moment)),
    stated: bad ? undefined : startup.places.map(({ key }, at) => [key, texts[at] ?? ""] as const),
  };
}

function decimalOf(hundredths: number): string {
  const rest = hundredths % 100;
  const whole = String(Math.floor(hundredths / 100));
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, "0").replace(/0$/, "")}`;
}

function bodyOf({ kind, places }: Startup, texts: readonly string[]): string {
  const rows = places.map(({ code, name }, at) =>
    kind === "anct"
      ? { insee: code, nom: name, metrics: { tu: Number(texts[at]) } }
      : { commune: code, service: name, n: Number(texts[at]) },
  );
  return JSON.stringify(kind === "anct" ? { count: rows.length, results: rows } : { rows });
}

const JSON_FIGURE = {
  metric: METRIC,
  rows: "/rows/*",
  value: "/n",
  territory: { level: "commune", pointer: "/commune" },
  dims: { service: { pointer: "/service" } },
} as const;

function factOf(
  { name, kind }: Startup,
  { id, moment, body }: { id: string; moment: number; body: Buffer },
): EndpointAnswered {
  const url = "https://figures.example.org/stats";
  const settings =
    kind === "anct"
      ? { url, metrics: { tu: { metric: METRIC, levels: ["commune"] } } }
      : { url, figures: [JSON_FIGURE] };
  const at = new Date(moment).toISOString();
  const page = {
    url,
    status: 200,
    headers: { "content-type": "application/json" },
    sha256: createHash("sha256").update(body).digest("hex"),
    bytes: body.length,
    body: gzipSync(body).toString("base64"),
  };
  const reader = { kind, version: 1, settings: JSON.parse(JSON.stringify(settings)), definitions: { [METRIC]: 1 } };
  const by = { startup: name, source: SOURCE, at, receivedAt: at, elapsedMs: 120 };
  return { type: "endpoint.answered", id, ...by, reader, pages: [page] };
}

function messageOf({ name, places }: Startup, texts: readonly string[], at: number): string {
  const moment = new Date(at).toISOString().replace("T", " ").replace("Z", "");
  const head = `{"startup":"${name}","source":"${SOURCE}","moment":"${moment}","metric":"${METRIC}","geo_level":"commune"`;
  return places
    .map(({ code, dims }, index) => `${head},"geo":"${code}","dims":${JSON.stringify(dims)},"value":${texts[index]}}\n`)
    .join("");
}
