// Reads the settings from the environment, once, for cli/compose.ts: wings receive values, never this file.
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { ReleveError } from "../schemas/errors.ts";
import { SETTINGS, type SettingName, settingsList } from "./settings.ts";

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<Camel<Tail>>}`
  : Lowercase<Name>;
type Values = {
  readonly [Name in SettingName as Name extends `RELEVE_${infer Rest}` ? Camel<Rest> : never]: z.output<
    (typeof SETTINGS)[Name]
  >;
};
/** The settings in force: `RELEVE_PULL_MAX_BYTES` is `pullMaxBytes`. */
export interface Config extends Values {
  /** What the environment said, by name; a secret stands as `SHOWN_SECRET`. */
  readonly given: ReadonlyMap<SettingName, string>;
}
/** Secrets of endpoints are named by directory files, not by a setting: RELEVE_SECRET_…, or the same with _FILE. */
const ENDPOINT_SECRET = "RELEVE_SECRET_";
/** What is shown for a secret that is set. */
export const SHOWN_SECRET = "********";

interface Fault {
  readonly name: string;
  readonly found: string;
  readonly expected: string;
}

/**
 * The settings of an environment, defaults for those it has not. An empty text counts as not set.
 * @throws {ReleveError} RELEVE_CONFIG with all faults at once: names that are unknown, values that cannot be used.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: Fault[] = unknownNames(env);
  const given = new Map<SettingName, string>();
  const values: Record<string, unknown> = {};
  for (const { name, unset, secret } of settingsList()) {
    const text = secret ? secretOf(env, name, faults) : env[name];
    if (text) given.set(name, secret ? SHOWN_SECRET : text);
    const read = SETTINGS[name].safeParse(text || unset);
    if (read.success) values[fieldOf(name)] = read.data;
    else {
      const found = secret ? SHOWN_SECRET : JSON.stringify(withoutPassword(text ?? unset));
      faults.push({ name, found, expected: read.error.issues.map((issue) => issue.message).join("; ") });
    }
  }
  if (faults.length > 0) throw configError(faults);
  const read = values as unknown as Values;
  return { ...read, database: databaseIn(read, given), given };
}

export interface DescribedSetting {
  readonly name: SettingName;
  /** As it would be written; a secret as `SHOWN_SECRET`. */
  readonly value: string;
  readonly default: string;
  readonly source: "environment" | "default";
  readonly about: string;
}

/** The settings in force, for `releve doctor`: secrets masked. */
export function describeConfig({ given }: Config): DescribedSetting[] {
  return settingsList().map(({ name, unset, about }) => {
    const source = given.has(name) ? "environment" : "default";
    return { name, value: given.get(name) ?? unset, default: unset, source, about };
  });
}

/** RELEVE_DATABASE when it is set, else the one in RELEVE_WAREHOUSE, else the default. */
function databaseIn({ warehouse, database }: Values, given: Config["given"]): string {
  const inAddress = warehouse === "" ? "" : new URL(warehouse).pathname.slice(1);
  return given.has("RELEVE_DATABASE") || inAddress === "" ? database : inAddress;
}

/** The secret that a directory file names, from the environment or a file; `undefined` when it is not set. */
export function endpointSecret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  if (!name.startsWith(ENDPOINT_SECRET)) return undefined;
  const file = env[`${name}_FILE`];
  if (!file) return env[name];
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch {
    const hint = `let ${name}_FILE name a file that can be read`;
    throw new ReleveError("RELEVE_CONFIG", `the file that ${name}_FILE names cannot be read`, hint);
  }
}

function secretOf(env: NodeJS.ProcessEnv, name: SettingName, faults: Fault[]): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name];
  if (env[name]) {
    faults.push({ name: `${name}_FILE`, found: `${name} is set too`, expected: "one of the two" });
    return undefined;
  }
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch {
    faults.push({ name: `${name}_FILE`, found: JSON.stringify(file), expected: "a file that can be read" });
    return undefined;
  }
}

function unknownNames(env: NodeJS.ProcessEnv): Fault[] {
  const known = settingsList().flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name]));
  return Object.keys(env)
    .filter((name) => name.startsWith("RELEVE_") && !name.startsWith(ENDPOINT_SECRET) && !known.includes(name))
    .sort()
    .map((name) => {
      const [nearest] = known.toSorted((a, b) => distance(name, a) - distance(name, b));
      return { name, found: "a name that is not a setting", expected: `perhaps ${nearest}` };
    });
}

function configError(faults: readonly Fault[]): ReleveError {
  const lines = faults.map(({ name, found, expected }) => `  ${name}  found ${found}, expected ${expected}`);
  const count = faults.length === 1 ? "1 setting" : `${faults.length} settings`;
  return new ReleveError(
    "RELEVE_CONFIG",
    `${count} cannot be used.\n${lines.join("\n")}`,
    "mend them in the environment; docs/settings.md lists every setting",
  );
}

function fieldOf(name: SettingName): string {
  const words = name.slice("RELEVE_".length).toLowerCase();
  return words.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A password inside an address is refused, but it was written: it must not be shown. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/([^/:@]*):.*@/, `//$1:${SHOWN_SECRET}@`);
}

/** Levenshtein's: letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
