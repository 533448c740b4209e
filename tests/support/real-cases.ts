// Real answers and registries, kept beside the project and never in it.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * A real file, or `undefined` where it is not: RELEVE_SHARED names the folder that has `cases/`; left out, it is looked
 * for beside the project.
 */
export function realCase(path: string): Buffer | undefined {
  const file = join(sharedFolder(), "cases", path);
  return existsSync(file) ? readFileSync(file) : undefined;
}

/** The folder of real files of one kind, or `undefined` where it is not. */
export function realFolder(name: string): string | undefined {
  const folder = join(sharedFolder(), "cases", name);
  return existsSync(folder) ? folder : undefined;
}

function sharedFolder(): string {
  return process.env.RELEVE_SHARED ?? resolve(import.meta.dirname, "../../../shared");
}
