// What a person reads when a command fails: what, where, what to do; and the exit code that says who must act.
import { ERRORS, EXIT, type Exit, ReleveError } from "../schemas/errors.ts";
import type { Io } from "./io.ts";

/** Prints an error and gives its exit code. What nobody foresaw is a fault of ours and is shown whole. */
export function fail(io: Pick<Io, "err" | "gone">, error: unknown): Exit {
  if (io.gone.aborted) return EXIT.failed; // stopped by its caller, who knows
  if (error instanceof ReleveError) {
    io.err(`${error.code}  ${error.message}\n  do  ${error.hint}\n${inEnglish(error.cause)}`);
    return ERRORS[error.code].exit;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  io.err(`RELEVE_BUG  a fault of Relevé: ${stack}\n  do  please report it with the lines above\n`);
  return EXIT.bug;
}

/** A refused sum speaks French, as pages do; both languages are its cause. */
function inEnglish(cause: unknown): string {
  const { refused, ask } = (cause ?? {}) as { refused?: { en?: string }; ask?: { en?: string } };
  return refused?.en && ask?.en ? `  en  ${refused.en}; ${ask.en}\n` : "";
}
