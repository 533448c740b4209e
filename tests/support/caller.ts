// Who gave a command, for tests of what stands behind commands.
import type { Io } from "../../cli/io.ts";

/** A caller who is there until told otherwise; what he is told stands in `said`. */
export function caller(): Io & { readonly said: string[]; leave(): void } {
  const gone = new AbortController();
  const said: string[] = [];
  const hear = (text: string) => void said.push(text);
  return {
    out: hear,
    err: hear,
    terminal: false,
    env: {},
    cwd: ".",
    gone: gone.signal,
    said,
    leave: () => gone.abort(),
  };
}
