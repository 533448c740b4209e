// The slow reference: what must stand in the warehouse, worked out cell by cell from what was generated. A rate is only
// told when the hash over all cells is the same.
import { createHash } from "node:crypto";
import type { CanQuery } from "../../schemas/ports.ts";
import type { Generated } from "./generate.ts";

/** Rows and a hash over all of them, in any order. */
export interface Sum {
  readonly rows: number;
  readonly hash: string;
}

/** Adds up lines: the first eight bytes of each one's MD5, modulo 2^64. */
export class Summing {
  #rows = 0;
  #total = 0n;

  add(startup: string, source: string, key: string, moment: number, value: string): void {
    const digest = createHash("md5").update(`${startup}\n${source}\n${key}\n${moment}\n${value}`).digest();
    this.#total = BigInt.asUintN(64, this.#total + digest.readBigUInt64LE(0));
    this.#rows += 1;
  }
  get sum(): Sum {
    return { rows: this.#rows, hash: this.#total.toString(16) };
  }
}

/** Sees every answer once; sums up the rows of a store of changes, and those of a store of every snapshot. */
export class Reference {
  readonly #changes = new Summing();
  readonly #snapshots = new Summing();
  readonly #standing = new Map<string, string>();

  see({ startup, source, moment, stated }: Generated): void {
    for (const [key, value] of stated ?? []) {
      this.#snapshots.add(startup, source, key, moment, value);
      const place = `${startup}\n${source}\n${key}`;
      if (this.#standing.get(place) === value) continue;
      this.#standing.set(place, value);
      this.#changes.add(startup, source, key, moment, value);
    }
  }
  /** One row where a cell's value changes. */
  get changes(): Sum {
    return this.#changes.sum;
  }
  /** One row per cell and answer. */
  get snapshots(): Sum {
    return this.#snapshots.sum;
  }
}

/** The sum of a table with the columns of `observations`; a row that is there twice counts once. */
export async function sumOf(warehouse: CanQuery, table: string): Promise<Sum> {
  const cell = "metric, definition, geo_level, geo, grain, period_start, period_end, dims";
  const line = `arrayStringConcat([startup, source,
    arrayStringConcat([metric, toString(definition), geo_level, geo, grain, toString(period_start), toString(period_end), dims], '|'),
    toString(toUnixTimestamp64Milli(moment)), toString(assumeNotNull(value))], '\\n')`;
  const [row] = await warehouse.rows<[string, string]>(
    `SELECT toString(count()), lower(hex(sum(reinterpretAsUInt64(substring(MD5(${line}), 1, 8)))))
     FROM (SELECT DISTINCT startup, source, ${cell}, moment, value FROM ${table})`,
  );
  return { rows: Number(row?.[0]), hash: (row?.[1] ?? "").replace(/^0+(?=.)/, "") };
}

/** @throws {Error} when a store does not hold what it must. */
export function assertEqual(what: string, found: Sum, expected: Sum): void {
  if (found.rows === expected.rows && found.hash === expected.hash) return;
  throw new Error(
    `${what} is wrong: ${found.rows} rows with hash ${found.hash}, but ${expected.rows} rows with hash ${expected.hash} were expected`,
  );
}
