// A line that a test prints for its reader, whatever the reporter hides.
import { writeSync } from "node:fs";

/** Prints one line to stderr at once. */
export function tell(line: string): void {
  writeSync(2, `${line}\n`);
}
