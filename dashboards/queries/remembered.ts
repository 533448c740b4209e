// What was made of the words of a startup, kept for as long as they are: when it says something new its lines are made
// anew (line-store.ts), and with the old ones goes all that was made of them. So one startup's fact costs that startup.
import type { Declaration } from "../../schemas/source.ts";
import { type Corrections, UNCORRECTED } from "./corrections.ts";
import type { Stating } from "./series.ts";

/** Days of which something is kept; the one asked longest ago goes first. */
const DAYS = 2;

type ByKey<T> = Map<string, T>;

/** The answers of a pure function of a startup's words, a day, and what `key` says: all else that they depend on. */
export class Remembered<T extends object> {
  readonly #kept = new WeakMap<Stating["sources"], WeakMap<Declaration, WeakMap<Corrections, Map<string, ByKey<T>>>>>();

  /** The answer for a day and a key, made when it is not kept. Nobody may change it: others have the same one. */
  once({ sources, declaration, corrections = UNCORRECTED }: Stating, day: string, key: string, make: () => T): T {
    const own = this.#on(sources, declaration, corrections, day);
    const found = own.get(key) ?? make();
    own.set(key, found);
    return found;
  }

  #on(sources: Stating["sources"], declaration: Declaration, corrections: Corrections, day: string): ByKey<T> {
    const declared = this.#kept.get(sources) ?? new WeakMap<Declaration, WeakMap<Corrections, Map<string, ByKey<T>>>>();
    this.#kept.set(sources, declared);
    const corrected = declared.get(declaration) ?? new WeakMap<Corrections, Map<string, ByKey<T>>>();
    declared.set(declaration, corrected);
    const days = corrected.get(corrections) ?? new Map<string, ByKey<T>>();
    corrected.set(corrections, days);
    const own = days.get(day) ?? new Map<string, T>();
    days.delete(day);
    days.set(day, own);
    for (const oldest of days.keys()) {
      if (days.size <= DAYS) break;
      days.delete(oldest);
    }
    return own;
  }
}
