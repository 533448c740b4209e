// The little network of one run: three startups (json, anct, csv; one of them also sends figures itself), what they say
// round by round, and the ledger's book of it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newEventId } from "../../schemas/ids.ts";
import { type Cells, declaredSource, type Form, type Kind, nextContent } from "./contents.ts";
import { type Endpoints, openEndpoints } from "./endpoints.ts";
import type { Sent } from "./ledger.ts";
import { directoryOf, type Setting } from "./program.ts";
import type { Random } from "./random.ts";

const FORMS: readonly Form[] = ["json", "anct", "csv"];
/** Every third round all is well; in the others each table gets its rows. */
const DECKS: readonly (readonly Kind[])[] = [
  ["whole", "whole", "whole"],
  ["refused", "doubt", "unreadable"],
  ["html", "stray", "empty"],
  ["whole", "cut", "empty"],
];
/** `json` has periods: an answer without rows has no interval there, and a row without a place is one without a month. */
const NOT_JSON: readonly Kind[] = ["stray", "empty"];

export interface History {
  readonly startups: readonly string[];
  readonly endpoints: Endpoints;
  readonly sent: Sent[];
  /** Ids of facts that the test delivers once more. */
  readonly redelivered: Set<string>;
  /** What all say from now on, other than in the first round; and a push that waits to be sent. */
  nextRound(): void;
  /** Changes a declaration: the next pull records it. */
  redeclare(): void;
  /** Pushes that nobody acknowledged yet, with the file that says each. */
  unsent(): { readonly sent: Sent; readonly file: string }[];
}

/** @param name  unique in the log: startups are called after it */
export async function openHistory(name: string, setting: Setting, random: Random): Promise<History> {
  const endpoints = await openEndpoints();
  const startups = FORMS.map((form) => `${name}-${form}`);
  const last = new Map<string, Cells>();
  const sent: Sent[] = [];
  let round = 0;
  mkdirSync(directoryOf(setting), { recursive: true });
  const declare = (at: number, version: string): void => {
    const [startup, form] = [startups[at] as string, FORMS[at] as Form];
    const push = form === "json" ? [{ source: "sent", kind: "push" }] : [];
    const sources = [declaredSource(form, `${endpoints.url}/${startup}/${form}`), ...push];
    const text = JSON.stringify({ startup, name: `Service ${form}${version}`, sources });
    writeFileSync(join(directoryOf(setting), `${startup}.json`), text);
  };
  for (const at of FORMS.keys()) declare(at, "");

  const say = (startup: string, form: Form, kind: Kind): void => {
    const source = `${startup}/${form}`;
    if (round > 1 && kind === "whole" && random.whole(3) === 0) return; // the same again
    const content = nextContent(random, form, kind, last.get(source) ?? new Map());
    if (content.cells.size > 0) last.set(source, content.cells);
    endpoints.say(source, content);
  };
  const nextRound = () => {
    let deck = DECKS[round % DECKS.length] as readonly Kind[];
    do deck = random.shuffled(deck);
    while (NOT_JSON.includes(deck[0] as Kind));
    for (const [at, form] of FORMS.entries()) say(startups[at] as string, form, deck[at] as Kind);
    sent.push(nextPush(random, startups[0] as string, sent.length));
    round += 1;
  };
  nextRound(); // asked while it starts, they must answer
  return {
    startups,
    endpoints,
    sent,
    redelivered: new Set(),
    nextRound,
    redeclare: () => declare(random.whole(FORMS.length), ` ${random.whole(1_000_000)}`),
    unsent: () =>
      sent
        .filter(({ acknowledged }) => !acknowledged)
        .map((push) => {
          const file = join(setting.folder, `${push.id}.json`);
          writeFileSync(file, JSON.stringify(requestOf(push, startups[0] as string)));
          return { sent: push, file };
        }),
  };
}

/** Three months' figures. Every other push speaks of an earlier moment than the one before. */
function nextPush(random: Random, startup: string, number: number): Sent {
  const cells = new Map<string, string | null>();
  for (let count = 0; count < 3; count += 1)
    cells.set(`2025-0${1 + random.whole(9)}-01`, String(100 + random.whole(900)));
  const asAt = Date.parse("2025-11-01T10:00:00Z") + (number % 2 === 0 ? number : number - 3) * 3_600_000;
  const id = newEventId(Date.now(), random.bytes(10));
  return { id, source: `${startup}/sent`, asAt, cells, acknowledged: false };
}

function requestOf({ id, asAt, cells }: Sent, startup: string) {
  const figures = [...cells].map(([first, value]) => ({
    metric: "reservations",
    value,
    territory: { level: "france", code: "FR" },
    period: { grain: "month", first },
  }));
  return { id, startup, source: "sent", asAt: new Date(asAt).toISOString(), figures };
}
