// Directory files for tests, in a temporary folder, as a newcomer writes them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Folder {
  readonly path: string;
  /** Writes a file: text as it is, anything else as JSON. @returns its path. */
  write(name: string, content: unknown): string;
  remove(): void;
}

/** A temporary folder; remove it in `afterAll`. */
export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "releve-e2e-"));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A startup with one endpoint in the `anct` shape: communes (`tu`). */
export const communesStartup = (startup: string, url: string, settings: Record<string, unknown> = {}) => ({
  startup,
  name: `Service ${startup}`,
  sources: [
    {
      source: "communes",
      kind: "anct",
      settings: {
        url,
        limit: 100,
        metrics: { tu: { metric: "communes_couvertes", levels: ["commune"] } },
        ...settings,
      },
    },
  ],
});

/** A startup that sends its figures itself. */
export const pushStartup = (startup: string) => ({
  startup,
  name: `Service ${startup}`,
  sources: [{ source: "sent", kind: "push" }],
});

/** A page of the `anct` shape over communes. */
export function communesPage(codes: readonly string[], query: URLSearchParams): string {
  const [limit, offset] = [Number(query.get("limit") ?? 1000), Number(query.get("offset") ?? 0)];
  const results = codes.slice(offset, offset + limit).map((insee) => ({ insee, metrics: { tu: 1 } }));
  return JSON.stringify({ count: codes.length, results });
}
