// The independent ledger: from what was served and sent, and the order in which the log has it, all that the warehouse
// must hold. Own code from docs/meaning.md, for the simple answers of contents.ts; nothing of the processors is in it.
import type { Cells } from "./contents.ts";
import type { Serving } from "./endpoints.ts";

/** Figures that a startup sent itself. The sender chose `id`, and sends the same again until it is told where it is. */
export interface Sent {
  readonly id: string;
  readonly source: string;
  /** The moment that they speak of; may be earlier than that of one that was sent before. */
  readonly asAt: number;
  readonly cells: Cells;
  acknowledged: boolean;
}
/** One fact of the log, and what made it. `repeated`: a fact that was there before, under its id. */
export interface Told {
  readonly part: number;
  readonly off: number;
  readonly startup: string;
  /** "" for what is of no source. */
  readonly source: string;
  readonly of:
    | { readonly type: "declared" }
    | { readonly type: "decided"; readonly fact: string }
    | { readonly type: "noted" }
    | { readonly type: "repeated" }
    | { readonly type: "served"; readonly serving: Serving; readonly unchanged: boolean }
    | { readonly type: "sent"; readonly sent: Sent };
}
/** A row that must be in a table exactly once: `<table> <what identifies it>`. */
export type RowName = string;
export interface Expected {
  readonly rows: readonly RowName[];
  /** After each fact of a source, all its cells as known then. */
  readonly known: readonly { readonly told: Told; readonly cells: Cells }[];
}

interface Source {
  standing: Map<string, string | null>;
  /** The empty answer that waits for the next one to agree. */
  waiting: number | undefined;
  /** The last answer that counts was empty: the next empty one says nothing new. */
  isEmpty: boolean;
  readonly sent: { readonly sent: Sent; readonly off: number }[];
}

/** @param told  of every partition, in the order of its offsets */
export function expectedOf(told: readonly Told[]): Expected {
  const rows: RowName[] = [];
  const known: { told: Told; cells: Cells }[] = [];
  const sources = new Map<string, Source>();
  for (const fact of told) {
    const { startup, source, off, of } = fact;
    const name = `${startup}/${source}`;
    const state = sources.get(name) ?? { standing: new Map(), waiting: undefined, isEmpty: false, sent: [] };
    sources.set(name, state);
    rows.push(`raw_events ${name} ${off} ${of.type === "repeated" ? "duplicate" : "first"}`);
    if (of.type === "declared") rows.push(`sources ${startup} ${off}`);
    else if (of.type === "decided") rows.push(`decisions ${startup} ${off} ${of.fact}`);
    else if (of.type === "noted") rows.push(`acknowledgements ${startup} ${off}`);
    else if (of.type === "served") rows.push(...served(state, name, off, of.serving, of.unchanged));
    else if (of.type === "sent") rows.push(...sentOnce(state, name, off, of.sent));
    if (source !== "") known.push({ told: fact, cells: new Map(state.standing) });
  }
  return { rows, known };
}

const counted = (name: string, said: number, off: number, how: string) => `statements ${name} ${said} ${off} ${how}`;

function served(state: Source, name: string, off: number, { content }: Serving, unchanged: boolean): RowName[] {
  const how = unchanged ? "counted unchanged" : "counted";
  switch (content.kind) {
    case "refused":
    case "cut":
      return [`failures ${name} ${off}`];
    case "html":
    case "unreadable":
      return [`rejects ${name} ${off}`];
    case "empty":
      return empty(state, name, off, unchanged);
    default: {
      const { cells, kind, doubted = "" } = content;
      // with a row that has no place nothing is removed: what stands and is not stated stays, unconfirmed
      const stays = kind === "stray" ? state.standing : only(state.standing, doubted);
      const left = kind === "stray" ? [...stays.keys()].filter((cell) => !cells.has(cell)) : [doubted].filter(Boolean);
      state.standing = new Map([...stays, ...cells]);
      state.waiting = undefined;
      state.isEmpty = false;
      const doubt = left.map((cell) => `unconfirmed ${name} ${off} ${cell}`);
      const codes = [...(kind === "stray" ? ["rows.without-cell"] : []), ...(doubted ? ["cell.twice"] : [])];
      const finding = codes.map((code) => `findings ${name} ${off} ${code}`);
      return [counted(name, off, off, how), ...doubt, ...finding];
    }
  }
}

/**
 * An empty answer waits; a second one in a row, failures and rejected ones aside, agrees: both count, all is gone, and
 * further ones count at once.
 */
function empty(state: Source, name: string, off: number, unchanged: boolean): RowName[] {
  const { waiting } = state;
  const how = unchanged ? " unchanged" : "";
  if (state.isEmpty) return [counted(name, off, off, `counted${how}`)];
  if (waiting === undefined) {
    state.waiting = off;
    return [counted(name, off, off, `held${how}`)];
  }
  state.waiting = undefined;
  state.isEmpty = true;
  state.standing = new Map();
  return [counted(name, waiting, off, "counted released"), counted(name, off, off, `counted${how}`)];
}

const only = (cells: Cells, cell: string): Cells => new Map([...cells].filter(([name]) => name === cell));

/** A push states its cells alone; of two that state one cell the later moment counts, of equal moments the later one. */
function sentOnce(state: Source, name: string, off: number, sent: Sent): RowName[] {
  state.sent.push({ sent, off });
  state.sent.sort((a, b) => a.sent.asAt - b.sent.asAt || a.off - b.off);
  state.standing = new Map(state.sent.flatMap(({ sent: { cells } }) => [...cells]));
  return [counted(name, off, off, "counted")];
}
