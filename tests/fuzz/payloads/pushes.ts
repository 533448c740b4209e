// Pushes over HTTP that are hurt, in each form, sent by real requests to a real door over a real log: refused with a
// reason and nothing recorded, or recorded as their bytes say it.
import { DeclarationReceived } from "../../../schemas/events.ts";
import { TOPICS } from "../../../schemas/ports.ts";
import { type DoorPlace, openDoorPlace, type Sent, send } from "../../support/push-door.ts";
import type { Base } from "./base.ts";
import type { Payload } from "./case.ts";
import { damageBytes } from "./damage-bytes.ts";
import { damageStructure } from "./damage-structure.ts";
import { writtenAnew } from "./damage-values.ts";
import type { Draw } from "./draw.ts";
import type { Fault } from "./judge.ts";
import { unlicensed } from "./licence.ts";
import { PUSH_FORMS, type PushForm, pushedSays } from "./push-forms.ts";
import { openRepeats } from "./repeats.ts";

export interface PushesTally {
  recorded: number;
  refused: number;
  readonly codes: Set<string>;
  readonly faults: (Fault & { readonly payload: Payload })[];
}
interface Drawn {
  readonly payload: Payload;
  readonly form: PushForm;
  /** What each row says; left out where the damage is anywhere. */
  readonly said?: readonly (string | null | undefined)[];
}
const ROWS = 20;
const STATUSES = [400, 413, 415, 422];

/** Sends so many. */
export async function runPushes(cases: number, draw: Draw): Promise<PushesTally> {
  const tally: PushesTally = { recorded: 0, refused: 0, codes: new Set(), faults: [] };
  const place = await openDoorPlace();
  const repeats = openRepeats();
  try {
    const url = await place.serve({ limits: { requestsPerMinute: 1_000_000_000 } });
    const token = (await place.issue()).text;
    for (let number = 0; number < cases; number += 1) {
      const drawn = drawnFrom(draw, `p-${number}`);
      const partial = drawn.said !== undefined && draw.chance(0.3);
      const before = await place.log.ends(TOPICS.facts);
      const sent = await send(url, token, drawn.payload.pages[0]?.bytes ?? "", {
        headers: drawn.form.headers(`p-${number}`),
        query: partial ? "?partial=true" : "",
      });
      const grown = (await size(place)) - before.reduce((sum, end) => sum + end, 0);
      const told = (sent.body.facts ?? []) as readonly { readonly partition: number; readonly offset: number }[];
      const fresh = told.filter(({ partition, offset }) => offset >= (before[partition] ?? 0)).length;
      if (sent.status === 201) tally.recorded += 1;
      else tally.refused += 1;
      for (const { code } of sent.body.errors ?? []) tally.codes.add(code);
      const bytes = drawn.payload.pages[0]?.bytes ?? Buffer.alloc(0);
      const isAgain = sent.status === 200 || sent.status === 409;
      const fault = isAgain
        ? (repeats.fault(bytes, sent, grown) ?? (await toldFault(drawn, sent, place)))
        : await judged(drawn, sent, { grown, fresh }, partial, place);
      if (sent.status === 201) repeats.recorded(bytes);
      if (fault) tally.faults.push({ ...fault, payload: drawn.payload });
    }
    return tally;
  } finally {
    await place.close();
  }
}

const size = async ({ log }: DoorPlace) => (await log.ends(TOPICS.facts)).reduce((sum, end) => sum + end, 0);

function drawnFrom(draw: Draw, id: string): Drawn {
  const form = draw.of(PUSH_FORMS);
  const good = Array.from({ length: ROWS }, (_, at) => String(20_011 + at * 137));
  const writing = form.writing === "json" ? "json" : "csv";
  const kind = form.writing === "lines" ? "json" : writing;
  const bare = { about: `push, ${form.name}`, kind, settings: {}, form: writing, moment: "" } as const;
  const pages = (values: readonly string[]) => [{ bytes: Buffer.from(form.body(values, id)), contentType: "" }];
  if (draw.chance(0.5)) {
    const base: Base = { ...bare, name: bare.about, pages: pages(good), rows: [], anchors: [] };
    const payload = draw.chance(0.5) ? damageBytes(base, draw) : damageStructure(base, draw);
    return { payload: { ...payload, form: kind }, form };
  }
  const values = [...good];
  const changed = Array.from({ length: draw.below(4) }, () => draw.below(ROWS));
  for (const at of changed) values[at] = writtenAnew({ form: kind, settings: {}, kind }, draw);
  const about = `${bare.about}: ${changed.map((at) => values[at]?.slice(0, 60)).join(" | ")}`;
  const said = values.map((value) => countIn(pushedSays(form, value)));
  return { payload: { ...bare, form: kind, about, pages: pages(values), check: { by: "bytes" } }, form, said };
}

/** Rows are visits: one below 0 is refused as one that cannot be read is. */
const countIn = (said: string | null | undefined) => (said?.startsWith("-") ? undefined : said);

async function judged(
  { payload, form, said }: Drawn,
  { status, body }: Sent,
  { grown, fresh }: { readonly grown: number; readonly fresh: number },
  partial: boolean,
  place: DoorPlace,
): Promise<Fault | undefined> {
  if (status !== 201) {
    if (!STATUSES.includes(status)) return { what: "crash", detail: `${status} ${JSON.stringify(body)}` };
    if (grown > 0) return { what: "ledger", detail: `${status}, and yet ${grown} facts were recorded` };
    const bad = (said ?? []).flatMap((one, at) => (one === undefined ? [at + 1] : []));
    if (said && (bad.length === 0 || (partial && bad.length < ROWS)))
      return { what: "accepted", detail: `refused with ${status}, and all could be read: ${JSON.stringify(body)}` };
    return reasonFault(body, status === 422 && said ? bad : undefined);
  }
  if (grown !== fresh)
    return { what: "ledger", detail: `${body.facts.length} facts told, ${fresh} of them new, ${grown} there` };
  const figures = (await factsOf(body.facts, place)).flatMap((fact) => fact.figures);
  if (figures.length !== body.accepted)
    return { what: "ledger", detail: `${body.accepted} figures told, ${figures.length} there` };
  if (!said) return looseFault(payload, form, figures);
  if (!partial && said.includes(undefined))
    return { what: "accepted", detail: "a value that cannot be read, or is below 0" };
  const expected = said
    .filter((one) => one !== undefined)
    .map(String)
    .sort()
    .join(" ");
  const found = figures
    .map(({ value }) => String(value))
    .sort()
    .join(" ");
  if (found === expected) return undefined;
  const isZero = / 0 /.test(` ${found} `) && !/ 0 /.test(` ${expected} `);
  return { what: isZero ? "zero" : "accepted", detail: `${found}, expected ${expected}` };
}

/** Of a repeat: what was recorded before stands in the bytes sent now. */
async function toldFault({ payload, form }: Drawn, { status, body }: Sent, place: DoorPlace) {
  if (status !== 200) return undefined;
  const facts = await factsOf(body.facts, place);
  return looseFault(
    payload,
    form,
    facts.flatMap((fact) => fact.figures),
  );
}

/** A problem that a person can mend: a code, and each fault with its place and its code; of rows, exactly those that are wrong. */
function reasonFault(body: Sent["body"], rows: readonly number[] | undefined): Fault | undefined {
  const told = JSON.stringify(body).slice(0, 600);
  if (!/^RELEVE_[A-Z_]+$/.test(body.code ?? "") || !body.detail) return { what: "reason", detail: `no code: ${told}` };
  const isWhole = /MEDIA_TYPE|TOO_LARGE/.test(body.code) || body.status === 400;
  const errors: readonly { row: number; pointer?: string; code?: string; detail?: string }[] = body.errors ?? [];
  if (!isWhole && errors.length === 0) return { what: "reason", detail: `no fault told: ${told}` };
  if (errors.some(({ code, detail }) => !code || !detail)) return { what: "reason", detail: `half a fault: ${told}` };
  if (!rows) return undefined;
  const found = [...new Set(errors.map(({ row }) => row))].join(" ");
  return found === rows.join(" ") ? undefined : { what: "reason", detail: `rows ${found}, expected ${rows.join(" ")}` };
}

async function factsOf(places: readonly { partition: number; offset: number }[], { log }: DoorPlace) {
  const facts: DeclarationReceived[] = [];
  for (const { partition, offset } of places)
    for await (const { value } of log.read(TOPICS.facts, partition, offset)) {
      facts.push(DeclarationReceived.parse(JSON.parse(value.toString())));
      break;
    }
  return facts;
}

/** Nothing may be recorded that does not stand in the bytes; of lines, each is a document. */
function looseFault(payload: Payload, { writing }: PushForm, figures: DeclarationReceived["figures"]) {
  const [page] = payload.pages;
  const text = page?.bytes.toString("utf8") ?? "";
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pages = writing === "lines" ? lines.map((line) => ({ bytes: Buffer.from(line), contentType: "" })) : [page];
  const cells = new Map(
    figures.map(({ metric, territory: { level, code }, value }, at) => [
      `${metric} ${level} ${code} ${at}`,
      value === null ? null : String(value),
    ]),
  );
  const settings = writing === "csv" ? { figures: [{ numbers: "plain" }, { numbers: "fr" }] } : {};
  const said = unlicensed({ ...payload, settings, pages: pages as Payload["pages"] }, cells);
  if (said === undefined) return undefined;
  return { what: / = 0$/.test(said) ? "zero" : "accepted", detail: said } as const;
}
