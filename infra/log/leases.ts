// Who reads what: consumer groups over LMDB, across processes. A process that lives says so; a partition is held by one
// member at a time, for as long as its process lives.
import { randomUUID } from "node:crypto";
import { PARTITIONS, type Topic } from "../../schemas/ports.ts";
import type { LmdbStore } from "./lmdb-store.ts";

/** A member's seat in a group. */
export interface Seat {
  /** Partitions that are ours now. */
  held(): number[];
  holds(partition: number): boolean;
  /** How many partitions each living member should have; ours. */
  quota(): number;
  /** Takes up to so many partitions that nobody living holds. @returns those taken. */
  take(most: number): Promise<number[]>;
  /** Gives partitions back; what is no longer ours is left alone. */
  give(partitions: readonly number[]): Promise<void>;
  /** Says that we live, unless that was said lately. */
  beat(): Promise<void>;
  leave(): Promise<void>;
}

export interface Leases {
  join(topic: Topic, group: string): Promise<Seat>;
  close(): Promise<void>;
}

/**
 * Rows: ["session", session] → when it was last alive (ms) · ["member", topic, group, member] → its session ·
 * ["owner", topic, group, partition] → member. Time is the machine's, never the log's clock: that one may be simulated.
 */
export function openLeases({ leases: table, root }: Pick<LmdbStore, "leases" | "root">, leaseMs: number): Leases {
  const session = randomUUID();
  let lastBeat = 0;
  let timer: NodeJS.Timeout | undefined;

  async function beat(): Promise<void> {
    if (Date.now() - lastBeat < leaseMs / 4) return;
    lastBeat = Date.now();
    root.transactionSync(() => table.putSync(["session", session], lastBeat));
  }
  const alive = (other: string | number | undefined) =>
    other === session || Number(table.get(["session", other ?? ""]) ?? 0) + leaseMs > Date.now();
  const rows = (...prefix: string[]) =>
    [...table.getRange({ start: prefix, end: [...prefix, "\uffff"] })].filter(({ key }) => key.length > prefix.length);

  /** Sessions that ended long ago, with their members. */
  function sweep(): void {
    for (const { key, value } of rows("session")) if (Number(value) + 20 * leaseMs < Date.now()) table.removeSync(key);
    for (const { key, value } of rows("member"))
      if (table.get(["session", value]) === undefined && value !== session) table.removeSync(key);
  }

  async function join(topic: Topic, group: string): Promise<Seat> {
    const me = randomUUID();
    timer ??= setInterval(() => void beat().catch(() => undefined), leaseMs / 3).unref();
    lastBeat = Date.now();
    root.transactionSync(() => {
      sweep();
      table.putSync(["session", session], lastBeat);
      table.putSync(["member", topic, group, me], session);
    });
    const owner = (partition: number) => table.get(["owner", topic, group, partition]);
    const free = (partition: number) => {
      const holder = owner(partition);
      return holder === undefined || !alive(table.get(["member", topic, group, holder]));
    };
    const all = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    const held = () => {
      root.resetReadTxn(); // other processes take and give too
      return all.filter((partition) => owner(partition) === me);
    };
    const holds = (partition: number) => {
      root.resetReadTxn();
      return owner(partition) === me;
    };
    const give = async (partitions: readonly number[]) =>
      root.transactionSync(() => {
        for (const partition of partitions)
          if (owner(partition) === me) table.removeSync(["owner", topic, group, partition]);
      });
    return {
      held,
      holds,
      quota() {
        const living = rows("member", topic, group)
          .filter(({ value }) => alive(value))
          .map(({ key }) => String(key[3]));
        const place = [...new Set([...living, me])].sort().indexOf(me);
        const members = new Set([...living, me]).size;
        return Math.floor(PARTITIONS / members) + (place < PARTITIONS % members ? 1 : 0);
      },
      async take(most) {
        if (most <= 0 || !all.some(free)) return [];
        return root.transactionSync(() => {
          const taken = all.filter(free).slice(0, most);
          for (const partition of taken) table.putSync(["owner", topic, group, partition], me);
          return taken;
        });
      },
      give,
      beat,
      async leave() {
        await give(held());
        root.transactionSync(() => table.removeSync(["member", topic, group, me]));
      },
    };
  }

  return {
    join,
    async close() {
      clearInterval(timer);
      if (lastBeat > 0) root.transactionSync(() => table.removeSync(["session", session]));
    },
  };
}
