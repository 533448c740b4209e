// What a command may touch of the terminal: the same commands run here, or inside `serve` for another terminal.

export interface Io {
  /** Results only. */
  out(text: string): void;
  /** Progress, remarks, errors. */
  err(text: string): void;
  /** Whether stderr is a terminal: progress is one line then, else a JSON line every 5 s. */
  readonly terminal: boolean;
  /** The caller's settings (RELEVE_*), even when `serve` carries the command out. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Aborts when the caller goes away or presses Ctrl-C. */
  readonly gone: AbortSignal;
}

/** Progress of long work on stderr: one line on a terminal, a JSON line every 5 s otherwise. */
export function progress(io: Io, what: string): (done: number, total: number, note?: string) => void {
  let last = 0;
  return (done, total, note = "") => {
    const now = Date.now();
    const ended = done >= total;
    if (now - last < (io.terminal ? 200 : 5000) && !ended) return;
    last = now;
    if (!io.terminal) io.err(`${JSON.stringify({ what, done, total, note })}\n`);
    else io.err(`\r\x1b[K${what} ${done}/${total}${note ? ` · ${note}` : ""}${ended ? "\n" : ""}`);
  };
}
