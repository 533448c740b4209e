// Starts log-child.ts in a process of its own, and hears what it says.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { EventLog } from "../../schemas/ports.ts";
import type { LogAt, Said, Work } from "./log-child.ts";

export interface Child {
  /** Everything said so far. */
  readonly said: readonly Said[];
  /** Resolves when it has ended, with the signal that ended it; `null`: none. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** kill -9; resolves when it is dead. */
  kill(): Promise<void>;
}

/** A log that a test works with, and other processes at the same log. */
export interface LogUnderTest {
  readonly log: EventLog;
  child(work: Work): Child;
}

/** @param env  beside the test's own */
export function startChild(at: LogAt, work: Work, env: Readonly<Record<string, string>> = {}): Child {
  const script = new URL("./log-child.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(at), JSON.stringify(work)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const said: Said[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => said.push(JSON.parse(line) as Said));
  const exited = once(child, "exit");
  return {
    said,
    ended: exited.then(([, signal]) => signal as NodeJS.Signals | null),
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await exited;
    },
  };
}

/** The partitions that a following child holds now. */
export function heldBy({ said }: Child): Set<number> {
  const held = new Set<number>();
  for (const line of said) {
    if ("assigned" in line) for (const partition of line.assigned) held.add(partition);
    if ("revoked" in line) for (const partition of line.revoked) held.delete(partition);
  }
  return held;
}

/** Each record that one of the children was given, as `partition/offset`. */
export function placesSeenBy(children: readonly Child[]): Set<string> {
  const lines = children.flatMap(({ said }) => said).flatMap((line) => ("offsets" in line ? [line] : []));
  return new Set(lines.flatMap(({ partition, offsets }) => offsets.map((offset) => `${partition}/${offset}`)));
}

/** Waits until it is true, at most `ms` milliseconds; then says what it was waiting for. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited ${ms} ms in vain until ${what}`);
}
