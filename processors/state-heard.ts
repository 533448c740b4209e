// What the warehouse knows, before an offset, about startups' facts: how each was judged, what it is now, and what was
// decided about them.
import { Decision } from "../schemas/decisions.ts";
import type { CanQuery } from "../schemas/ports.ts";
import type { Heard, HeldAs } from "./heard.ts";
import { enter, offsetsOf, type Rulings } from "./rulings.ts";
import type { SourceState } from "./timeline.ts";

export const BEFORE = "startup IN {startups:Array(String)} AND part = {part:UInt8} AND off < {before:UInt64}";
interface Before {
  readonly startups: readonly string[];
  readonly part: number;
  readonly before: number;
}
/** An approval or an undoing. */
interface Approved {
  readonly startup: string;
  readonly source: string;
  readonly off: number;
  /** Facts that an approval names. */
  readonly named: readonly number[];
}

/** Enters what was decided into the startups' rulings, and returns the approvals and undoings. */
export async function loadRulings(
  warehouse: CanQuery,
  params: Before,
  of: (startup: string) => Rulings,
): Promise<Approved[]> {
  const rows = await warehouse.rows<[string, string, string, string, string, string, string]>(
    `SELECT startup, source, toString(off), type, proposal, author, decision FROM decisions WHERE ${BEFORE}
     ORDER BY off LIMIT 1 BY off`,
    { ...params },
  );
  const decisions: Approved[] = [];
  for (const [startup, source, at, type, proposal, author, text] of rows) {
    const off = Number(at);
    const decision = text === "" ? undefined : Decision.parse(JSON.parse(text));
    enter(of(startup), { type, proposal, off, author, decision });
    if (type === "decision.approved" || type === "decision.undone")
      decisions.push({
        startup,
        source,
        off,
        named: type === "decision.approved" && decision ? offsetsOf(decision) : [],
      });
  }
  return decisions;
}

type StatementRow = [
  startup: string,
  source: string,
  said: string,
  moment: string,
  push: number,
  answer: string,
  counted: number,
  held: number,
  status: Heard["status"],
  freed: string[],
  hold: string,
  detail: string,
  removesNothing: number,
  counts: number[],
];

/** Gives sources what became of their facts: `heard`, `counted` and the `candidate`. */
export async function loadHeard(
  warehouse: CanQuery,
  params: Before,
  of: (startup: string, source: string) => SourceState,
  decisions: readonly Approved[],
): Promise<void> {
  const own = "off = said";
  const [statements, rejects] = await Promise.all([
    warehouse.rows<StatementRow>(
      `SELECT startup, source, toString(said), toString(any(toUnixTimestamp64Milli(moment))), any(push), toString(any(answer)),
         toUInt8(countIf(${own} AND status = 'counted') > 0), toUInt8(countIf(${own} AND status = 'held') > 0),
         toString(argMax(status, off)), arrayMap(x -> toString(x), groupUniqArrayIf(off, off != said AND status = 'counted')),
         anyIf(hold, ${own}), anyIf(detail, ${own}), anyIf(removes_nothing, ${own}),
         anyIf([cells, absent, unreadable], ${own})
       FROM statements WHERE ${BEFORE} GROUP BY startup, source, said ORDER BY startup, source, any(moment), said`,
      { ...params },
    ),
    warehouse.rows<[string, string, string, string]>(
      `SELECT startup, source, toString(said), any(code) FROM rejects WHERE ${BEFORE} AND off = said AND source != ''
       GROUP BY startup, source, said ORDER BY said`,
      { ...params },
    ),
  ]);
  for (const [startup, source, said, code] of rejects) {
    const verdict = code === "moment.future" ? "refused" : "rejected";
    const off = Number(said);
    of(startup, source).heard.set(off, { off, verdict, origin: undefined, released: false, status: "rejected" });
  }
  const decided = new Set(decisions.map(({ startup, off }) => `${startup} ${off}`));
  const states = new Set<SourceState>();
  for (const row of statements) {
    const [startup, source] = row;
    const state = of(startup, source);
    const heard = heardOf(row, (off) => decided.has(`${startup} ${off}`));
    state.heard.set(heard.off, heard);
    if (heard.status === "counted") state.counted.push({ moment: Number(row[3]), off: heard.off });
    states.add(state);
  }
  for (const state of states) state.candidate = lastHeld(state);
  for (const { startup, source, named } of decisions) {
    const state = named.length > 0 ? of(startup, source) : undefined;
    if (state?.candidate && named.includes(state.candidate.off)) state.candidate = undefined;
  }
}

/** @param isDecision  whether the fact at an offset approved or undid something: else it is a pull that agreed */
function heardOf(row: StatementRow, isDecision: (off: string) => boolean): Heard {
  const [, , said, moment, push, answer, counted, held, status, freed, hold, detail, removesNothing, counts] = row;
  const off = Number(said);
  const origin = { moment: Number(moment), push: push === 1, answer: Number(answer) };
  const released = held > 0 && freed.some((at) => !isDecision(at));
  const [cells = 0, absent = 0, unreadable = 0] = counts;
  const none = { new: 0, changed: 0, same: 0 };
  const heldAs: HeldAs = {
    hold,
    detail,
    removesNothing: removesNothing === 1,
    counts: { cells, absent, unreadable, ...none },
  };
  const verdict = counted > 0 ? "counted" : held > 0 ? "held" : "rejected";
  return { off, verdict, origin, ...(held > 0 && { heldAs }), released, status };
}

/** The last pull that could be read when it was recorded, if it was held and the next one did not release it. */
function lastHeld({ heard }: SourceState): (Heard["origin"] & { readonly off: number }) | undefined {
  let last: Heard | undefined;
  for (const one of heard.values()) {
    const isPull = (one.verdict === "counted" || one.verdict === "held") && one.origin?.push === false;
    if (isPull && (!last || last.off < one.off)) last = one;
  }
  if (!last?.origin || last.verdict !== "held" || last.released) return undefined;
  return { ...last.origin, off: last.off };
}
