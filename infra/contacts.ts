// How askers are reached: e-mail addresses, in one file of the data folder that nobody else may read. They are in no log
// and no warehouse, so that they can be taken out: releve backup does not carry them.
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";

const Contact = z.strictObject({
  address: z.string(),
  lang: z.enum(["fr", "en"]),
  reminded: z.string().optional().describe("the last month, YYYY-MM, that a reminder was sent for"),
});
export type Contact = z.infer<typeof Contact>;
const Contacts = z.record(z.string(), Contact);

export interface ContactFile {
  /** By request. @throws {ReleveError} RELEVE_FILE when the file cannot be read. */
  all(): Promise<Readonly<Record<string, Contact>>>;
  keep(request: string, contact: Contact): Promise<void>;
  /** Notes that a reminder was sent for a month, YYYY-MM; nothing when it was forgotten meanwhile. */
  reminded(request: string, month: string): Promise<void>;
  /** Nothing is left of it. */
  forget(request: string): Promise<void>;
}
/** @param folder  of the data; the file is written when there is something to keep */
export function openContacts(folder: string): ContactFile {
  const path = join(folder, "contacts.json");
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Record<string, Contact>> => {
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw unreadable(path, error);
    }
    try {
      return Contacts.parse(JSON.parse(text));
    } catch (error) {
      throw unreadable(path, error);
    }
  };
  /** One change at a time; a crash leaves the file as it was before or after. */
  const change = (edit: (all: Record<string, Contact>) => void): Promise<void> => {
    const done = turn.then(async () => {
      const all = await read();
      edit(all);
      const beside = `${path}.new`;
      await writeFile(beside, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
      await rename(beside, path);
    });
    turn = done.catch(() => undefined);
    return done;
  };
  return {
    all: read,
    keep: (request, contact) =>
      change((all) => {
        all[request] = contact;
      }),
    reminded: (request, month) =>
      change((all) => {
        const known = all[request];
        if (known) all[request] = { ...known, reminded: month };
      }),
    forget: (request) =>
      change((all) => {
        delete all[request];
      }),
  };
}

function unreadable(path: string, error: unknown): ReleveError {
  const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
  return new ReleveError(
    "RELEVE_FILE",
    `${path} cannot be read: ${why}`,
    "mend it, or move it away: who asked to join can then not be written to",
  );
}
