// Waves of payloads, each judged; the ledger; a sample of what was rejected, replayed with a mended mapping.
import type { ReadAnswer } from "../../../schemas/endpoint.ts";
import { REJECTS } from "../../../schemas/errors.ts";
import type { Base } from "./base.ts";
import { bases } from "./bases.ts";
import type { Named, Payload } from "./case.ts";
import { damageBytes } from "./damage-bytes.ts";
import { damageStructure } from "./damage-structure.ts";
import { damageValues } from "./damage-values.ts";
import { type Draw, drawFrom } from "./draw.ts";
import { type Fault, judge } from "./judge.ts";
import { LISTED, NEIGHBOURS } from "./listed.ts";
import { approval, mendable } from "./mendable.ts";
import type { Outcome } from "./outcomes.ts";
import { type PushesTally, runPushes } from "./pushes.ts";
import { openStage, type Stage } from "./stage.ts";

export interface PayloadsOptions {
  readonly cases: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  /** Default: the real readers. */
  readonly read?: ReadAnswer;
}
interface Tally {
  counted: number;
  held: number;
  rejected: number;
  duplicates: number;
  replayed: number;
  readonly codes: Map<string, number>;
  readonly faults: Found[];
  pushes: PushesTally | undefined;
}
interface Found extends Fault {
  readonly payload: Payload;
}
const WAVE = 2500;
/** Pushes over HTTP, beside the payloads: so many for each. */
const PUSHES = 0.1;
/** Of one wave, at most. */
const REPLAYED = 60;

/** All of it. `line` is the last one to print; `isGood`: nothing was wrong. */
export async function runPayloads({
  cases,
  seed,
  tell,
  read,
}: PayloadsOptions): Promise<{ line: string; isGood: boolean }> {
  const tally: Tally = {
    ...{ counted: 0, held: 0, rejected: 0, duplicates: 0, replayed: 0 },
    ...{ codes: new Map(), faults: [], pushes: undefined },
  };
  const began = performance.now();
  const stage = await openStage(read);
  try {
    const good = bases();
    const known = [...NEIGHBOURS, ...good.map(asItIs)];
    let lives = (await wave(stage, LISTED, tally)) && (await wave(stage, known, tally));
    const draw = drawFrom(seed);
    for (let done = 0; lives && done < cases; done += WAVE) {
      const payloads = Array.from({ length: Math.min(WAVE, cases - done) }, () => drawn(good, draw));
      lives = await wave(stage, payloads, tally);
      if ((done / WAVE) % 8 === 7) tell(progress(done + payloads.length, performance.now() - began, tally));
    }
    if (lives) await checkLedger(stage, tally, LISTED.length + known.length + cases);
    tally.pushes = await runPushes(Math.ceil(cases * PUSHES), draw);
    tally.faults.push(...tally.pushes.faults);
  } finally {
    await stage.close();
  }
  return told(tally, cases, (performance.now() - began) / 1000, tell);
}

const progress = (done: number, elapsedMs: number, { faults }: Tally) =>
  `${done} payloads, ${Math.round((done * 1000) / elapsedMs)} a second, ${faults.length} wrong`;

/** A base without damage: the oracle and the product must agree about it, or neither can be trusted about the others. */
function asItIs({ name, kind, settings, form, pages, moment, rows }: Base): Payload {
  const check = JSON.stringify(settings).includes('"combine"')
    ? { by: "bytes" as const }
    : { by: "rows" as const, rows };
  return { about: `${name}, as it is`, kind, settings, form, pages, moment, check };
}

function drawn(all: readonly Base[], draw: Draw): Payload {
  const wide = all.filter(({ name }) => name.endsWith(", wide"));
  const base = draw.chance(0.3) ? draw.of(wide) : draw.of(all);
  if (draw.chance(0.04)) return mendable(wide.slice(0, 4), draw);
  if (base.anchors.length > 0 && draw.chance(0.45)) return damageValues(base, draw);
  return draw.chance(0.5) ? damageStructure(base, draw) : damageBytes(base, draw);
}

/** Whether the processor still lives. */
async function wave(stage: Stage, payloads: readonly Payload[], tally: Tally): Promise<boolean> {
  const folded = await attempt(stage, payloads, tally);
  if (!folded) return false;
  const { named, places, outcomes } = folded;
  const mended: { payload: Payload; named: Named; at: number }[] = [];
  payloads.forEach((payload, at) => {
    const outcome = outcomes[at] as Outcome;
    count(tally, outcome);
    const fault = judge(payload, outcome);
    if (fault) tally.faults.push({ ...fault, payload });
    else if (payload.mend && outcome.became[0] === "rejected" && mended.length < REPLAYED)
      mended.push({ payload, named: named[at] as Named, at });
  });
  if (mended.length === 0) return true;
  await stage.decide(mended.map(({ payload, named }) => approval(stage, named, payload.mend as never)));
  const again = await stage.again(
    mended.map((one) => one.named),
    mended.map(({ at }) => places[at] as never),
  );
  again.forEach((outcome, at) => {
    const { payload } = mended[at] as (typeof mended)[number];
    const fault = judge({ ...payload, check: { by: "rows", rows: payload.mend?.rows ?? [] } }, outcome);
    if (fault) tally.faults.push({ what: "accepted", detail: `after mending: ${fault.detail}`, payload });
    else tally.replayed += 1;
  });
  tally.rejected -= mended.length;
  tally.counted += mended.length;
  return true;
}

/** `undefined`: the processor ended, so the run does. What ended it is told, when a reader alone shows it. */
async function attempt(stage: Stage, payloads: readonly Payload[], tally: Tally) {
  try {
    return await stage.fold(payloads);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const culprits = payloads.filter((payload) => stage.endsReader(payload));
    const blamed = culprits.length > 0 ? culprits : payloads.slice(0, 1);
    for (const payload of blamed) tally.faults.push({ what: "crash", detail, payload });
    return undefined;
  }
}

function count(tally: Tally, { became, code }: Outcome): void {
  for (const one of became) {
    if (one === "counted") tally.counted += 1;
    else if (one === "held") tally.held += 1;
    else if (one === "rejected") {
      tally.rejected += 1;
      tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
    } else tally.duplicates += 1;
  }
}

/** The product's ledger must add up, and must say what was counted here. */
async function checkLedger(stage: Stage, tally: Tally, facts: number): Promise<void> {
  const fault = (detail: string) =>
    tally.faults.push({
      what: "ledger",
      detail,
      payload: { about: "the ledger", kind: "", settings: {}, pages: [], moment: "", check: { by: "bytes" } },
    });
  const lines = await stage.ledger();
  for (const { id, total, parts, adds } of lines)
    if (!adds) fault(`${id}: ${total} is not ${parts.map((part) => `${part.count} ${part.id}`).join(" + ")}`);
  const answers = lines.find(({ id }) => id === "answers");
  const of = (part: string) => answers?.parts.find(({ id }) => id === part)?.count ?? 0;
  const unreadable = lines.find(({ id }) => id === "facts")?.parts.find(({ id }) => id === "unreadable")?.count ?? 0;
  const own = [tally.counted, tally.held, tally.rejected, tally.duplicates].join(" ");
  const theirs = [of("counted"), of("held"), of("rejected") + unreadable, of("duplicates")].join(" ");
  if (own !== theirs) fault(`counted, held, rejected, delivered twice: ${own} here, ${theirs} in the product's ledger`);
  const sum = tally.counted + tally.held + tally.rejected + tally.duplicates;
  if (sum !== facts) fault(`${facts} payloads went in, ${sum} came out`);
}

function told(
  { faults, codes, pushes, ...tally }: Tally,
  cases: number,
  seconds: number,
  tell: (line: string) => void,
) {
  const of = (...what: Fault["what"][]) => faults.filter((fault) => what.includes(fault.what)).length;
  for (const [code, count] of [...codes].sort((a, b) => b[1] - a[1])) tell(`${String(count).padStart(8)} ${code}`);
  if (codes.size < 12)
    faults.push({
      what: "reason",
      detail: `only ${codes.size} reasons were met, of ${Object.keys(REJECTS).length}`,
      payload: LISTED[0] as Payload,
    });
  const smallest = [...faults].sort((a, b) => sizeOf(a.payload) - sizeOf(b.payload))[0];
  if (smallest) for (const line of shownFault(smallest)) tell(line);
  tell(
    `${codes.size} reasons, ${Math.round((LISTED.length + cases) / seconds)} payloads a second; ${of("ledger")} not accounted for once, ${of("reason")} without a good reason`,
  );
  const said = `${of("crash")} crashes, ${of("accepted")} silently accepted, ${of("zero")} invented zeros`;
  const sums = `${tally.rejected + tally.replayed} rejected with a reason, ${tally.held} held, ${tally.counted - tally.replayed} read; ${tally.replayed} replayed after mending`;
  const pushed = `pushes over HTTP: ${pushes?.recorded ?? 0} recorded, ${pushes?.refused ?? 0} refused with a reason`;
  return {
    line: `payloads: ${LISTED.length} + ${cases}: ${said}, ${sums}; ${pushed}`,
    isGood: faults.length === 0 && tally.replayed > 0,
  };
}

const sizeOf = ({ pages }: Payload) => pages.reduce((sum, { bytes }) => sum + bytes.length, 0);

function shownFault({ what, detail, payload }: Found): string[] {
  const { about, kind, settings, pages } = payload;
  const bodies = pages.map(
    ({ bytes, contentType }, at) =>
      `  page ${at + 1} (${contentType}, ${bytes.length} bytes): ${JSON.stringify(bytes.toString("latin1").slice(0, 1500))}`,
  );
  return [
    `WRONG (${what}), the smallest: ${about}`,
    `  ${detail.slice(0, 3000)}`,
    `  ${kind} ${JSON.stringify(settings)}`,
    ...bodies,
  ];
}
