// The commands that a running `serve` carries out for another terminal, by their first word.
import type { AddCommand } from "./command.ts";
import { backup } from "./commands/backup.ts";
import { annotate, correct } from "./commands/correct.ts";
import { decisions } from "./commands/decisions.ts";
import { doctor } from "./commands/doctor.ts";
import { figures } from "./commands/figures.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { processCommand } from "./commands/process.ts";
import { pull } from "./commands/pull.ts";
import { push } from "./commands/push.ts";
import { rebuildCommand } from "./commands/rebuild.ts";
import { registry } from "./commands/registry.ts";
import { rejects } from "./commands/rejects.ts";
import { replay } from "./commands/replay.ts";
import { report } from "./commands/report.ts";
import { revisions } from "./commands/revisions.ts";
import { topics } from "./commands/topics.ts";
import { trace } from "./commands/trace.ts";
import { release, withdraw } from "./commands/withdraw.ts";

export const CARRIED: Readonly<Record<string, AddCommand>> = {
  pull,
  push,
  registry,
  process: processCommand,
  figures,
  rejects,
  release,
  withdraw,
  replay,
  correct,
  annotate,
  revisions,
  decisions,
  trace,
  report,
  topics,
  backup,
  migrate: migrateCommand,
  rebuild: rebuildCommand,
  doctor,
};
