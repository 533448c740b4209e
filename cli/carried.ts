// The commands that a running `serve` carries out for another terminal, by their first word. Each is read from its file
// when it is asked for: a program that only hands it over has no need of any.
import type { AddCommand } from "./command.ts";

export type LoadCommand = () => Promise<AddCommand>;

export const CARRIED: Readonly<Record<string, LoadCommand>> = {
  pull: async () => (await import("./commands/pull.ts")).pull,
  push: async () => (await import("./commands/push.ts")).push,
  join: async () => (await import("./commands/join.ts")).join,
  sources: async () => (await import("./commands/sources.ts")).sources,
  token: async () => (await import("./commands/token.ts")).token,
  registry: async () => (await import("./commands/registry.ts")).registry,
  process: async () => (await import("./commands/process.ts")).processCommand,
  figures: async () => (await import("./commands/figures.ts")).figures,
  rejects: async () => (await import("./commands/rejects.ts")).rejects,
  release: async () => (await import("./commands/withdraw.ts")).release,
  withdraw: async () => (await import("./commands/withdraw.ts")).withdraw,
  replay: async () => (await import("./commands/replay.ts")).replay,
  correct: async () => (await import("./commands/correct.ts")).correct,
  annotate: async () => (await import("./commands/correct.ts")).annotate,
  revisions: async () => (await import("./commands/revisions.ts")).revisions,
  decisions: async () => (await import("./commands/decisions.ts")).decisions,
  doubts: async () => (await import("./commands/doubts.ts")).doubts,
  trace: async () => (await import("./commands/trace.ts")).trace,
  report: async () => (await import("./commands/report.ts")).report,
  topics: async () => (await import("./commands/topics.ts")).topics,
  backup: async () => (await import("./commands/backup.ts")).backup,
  migrate: async () => (await import("./commands/migrate.ts")).migrateCommand,
  rebuild: async () => (await import("./commands/rebuild.ts")).rebuildCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
};

/** All of some commands, in their order. */
export function loaded(loads: Readonly<Record<string, LoadCommand>>): Promise<readonly AddCommand[]> {
  return Promise.all(Object.values(loads).map((load) => load()));
}
