// The directory as it counts: its files, and the sources that were asked for and accepted. Every command that pulls, takes
// figures or declares uses this one.
import type { DirectoryRules } from "../ingestors/declarations.ts";
import { directoryError } from "../ingestors/faults.ts";
import { sourcesIn, withJoined } from "../ingestors/join/joined.ts";
import { type KnownRequests, openRequests } from "../ingestors/join/known.ts";
import type { Declaration } from "../schemas/source.ts";
import type { Call } from "./command.ts";
import { directoryOf } from "./compose.ts";
import { fail } from "./failure.ts";

/**
 * Of the caller's files and settings, and of the log.
 * @param requests  of the log that is at hand; left out: of the house, which is opened once the files are found good
 * @throws {ReleveError} RELEVE_DIRECTORY with every fault of the files; RELEVE_LOG_UNAVAILABLE. An accepted source that
 *   cannot stand beside its startup's file is told on stderr and left out.
 */
export async function wholeDirectory(call: Call, requests?: KnownRequests): Promise<Declaration[]> {
  const config = call.config();
  const files = await directoryOf(config, call.io.cwd);
  return besideFiles(files, requests ?? (await call.house()).requests, config, (error) => fail(call.io, error));
}

/** The same where the log alone is open. */
export async function wholeDirectoryOf(call: Call): Promise<Declaration[]> {
  return wholeDirectory(call, openRequests(await call.log()));
}

export async function besideFiles(
  files: readonly Declaration[],
  requests: KnownRequests,
  rules: DirectoryRules,
  told: (error: unknown) => void,
): Promise<Declaration[]> {
  const { declarations, faults } = withJoined(files, sourcesIn(await requests.all()), rules);
  if (faults.length > 0) told(directoryError(faults));
  return declarations;
}
