// Whether the facts of a proof are a whole, ordered part of one partition: by the places that their lines say, by the
// links from each to the next, and by what the head says that there is.
import { TOPICS } from "../../schemas/ports.ts";
import { partitionOf } from "../log/topics.ts";
import { AGAIN, type Fault, faultOf } from "./fault.ts";
import type { Proof, ReadRecord } from "./file.ts";
import { linkOf, type ProofPart } from "./format.ts";

const COMPARE =
  "compare its offset and time with the log or a backup, or ask for the proof again (releve trace --proof)";

/** Everything that is not as the log gives it; in format 1 nothing of counts, links and times, which it did not have. */
export function faultsOfPlaces({ head, records }: Proof): Fault[] {
  const own = { topic: TOPICS.facts, key: head.startup };
  const keys = head.format === 1 ? [own] : head.parts;
  const strangers = records.filter(({ topic, key }) => !keys.some((part) => part.topic === topic && part.key === key));
  const faults = strangers.map((record) => strange(record, keys));
  if (head.format === 1) return [...faults, ...faultsInOrder(records)].sort(byLine);
  const names = head.parts.map(({ topic, key }) => `${topic} ${key}`);
  const expected = `once ${own.topic} ${own.key}, and each metric of ${TOPICS.registry} once`;
  if (names[0] !== `${own.topic} ${own.key}` || new Set(names).size < names.length)
    faults.push(ofHead("it does not name the startup's facts first, and each part once", expected, names.join(", ")));
  for (const part of head.parts) {
    const inside = records.filter(({ topic, key }) => part.topic === topic && part.key === key);
    faults.push(...faultsInPart(part, inside));
  }
  return faults.sort(byLine);
}

function faultsInPart(part: ProofPart, records: readonly ReadRecord[]): Fault[] {
  const ordered = [...faultsInOrder(records), ...faultsInTime(part, records)];
  // A link tells that a line was changed, and nothing of how: what tells more goes before it.
  const told = new Set(ordered.map(({ line }) => line));
  const broken = brokenLinks(records).filter(({ line }) => !told.has(line));
  return [...ordered, ...broken, ...faultsInCount(part, records)];
}

/** Partition and offset of each fact. */
function faultsInOrder(records: readonly ReadRecord[]): Fault[] {
  return records.flatMap((record, at) => {
    const { partition, offset, key } = record;
    const before = records[at - 1];
    const faults: Fault[] = [];
    const own = partitionOf(key);
    if (partition !== own)
      faults.push(faultOf(record, { what: `${key} has another partition`, expected: `${own}`, found: `${partition}` }));
    if (before && offset <= before.offset) {
      const what = "its offset is not above that of the line before";
      const hint = `${COMPARE}: a fact stands there once, in the order of the log`;
      faults.push(faultOf(record, { what, expected: `more than ${before.offset}`, found: `${offset}`, hint }));
    }
    return faults;
  });
}

/** Known since when: never before it came, never before the fact before it, never after the last one. */
function faultsInTime({ lastTime }: ProofPart, records: readonly ReadRecord[]): Fault[] {
  return records.flatMap((record, at) => {
    const { time, recorded } = record;
    const least = Math.max(time, records[at - 1]?.recorded ?? time);
    if (recorded >= least && recorded <= lastTime) return [];
    const expected = `from ${instant(least)} to ${instant(lastTime)}, the last that the head names`;
    const what = "its time in the log is outside of those around it";
    return [faultOf(record, { what, expected, found: instant(recorded), hint: COMPARE })];
  });
}

function brokenLinks(records: readonly ReadRecord[]): Fault[] {
  return records.flatMap((record, at) => {
    const is = linkOf(records[at - 1]?.chain ?? "", record);
    if (record.chain === is) return [];
    const what = "it is not what was written here, or a fact before it was added or left out";
    return [faultOf(record, { what, expected: `chain ${record.chain}`, found: is, hint: COMPARE })];
  });
}

/** What the head counted when the file was written. */
function faultsInCount(part: ProofPart, records: readonly ReadRecord[]): Fault[] {
  const last = records.at(-1);
  const said = {
    facts: part.facts,
    first: part.first,
    last: part.last,
    time: instant(part.lastTime),
    chain: part.chain,
  };
  const found = {
    facts: records.length,
    ...{ first: records[0]?.offset, last: last?.offset },
    ...{ time: last && instant(last.recorded), chain: last?.chain },
  };
  const [expected, is] = [said, found].map((one) => JSON.stringify(one)) as [string, string];
  const faults: Fault[] = [];
  if (expected !== is)
    faults.push(ofHead(`the facts of ${part.key} are not those that the head counts`, expected, is, COMPARE));
  if (part.partition !== partitionOf(part.key))
    faults.push(ofHead(`${part.key} has another partition`, `${partitionOf(part.key)}`, `${part.partition}`));
  return faults;
}

function strange(record: ReadRecord, keys: readonly { readonly topic: string; readonly key: string }[]): Fault {
  const expected = keys.map(({ topic, key }) => `${key} of ${topic}`).join(", ");
  const what = "its key is none of those that the proof is of";
  return faultOf(record, { what, expected, found: `${record.key} of ${record.topic}` });
}

const ofHead = (what: string, expected: string, found: string, hint = AGAIN): Fault => ({
  ...{ line: 1, place: "", what, expected, found, hint },
});
const byLine = (a: Fault, b: Fault) => a.line - b.line;
const instant = (time: number) => new Date(time).toISOString();
