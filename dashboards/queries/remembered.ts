// What was made of the words of a startup, kept for as long as they are: when it says something new its lines are made
// anew (line-store.ts), and with the old ones goes all that was made of them. So one startup's fact costs that startup.
import type { Declaration } from "../../schemas/source.ts";
import type { SourceLines } from "./lines.ts";

/** All that a startup's figures follow from, a day apart. */
export interface Stating {
  readonly declaration: Declaration;
  readonly sources: ReadonlyMap<string, SourceLines>;
}
/** Days of which something is kept; the one asked longest ago goes first. */
const DAYS = 2;

type ByKey<T> = Map<string, T>;

/** The answers of a pure function of a startup's words, a day, and what `key` says: all else that they depend on. */
export class Remembered<T extends object> {
  readonly #kept = new WeakMap<Stating["sources"], WeakMap<Declaration, Map<string, ByKey<T>>>>();

  /** The answer for a day and a key, made when it is not kept. Nobody may change it: others have the same one. */
  once({ sources, declaration }: Stating, day: string, key: string, make: () => T): T {
    const own = this.#on(sources, declaration, day);
    const found = own.get(key) ?? make();
    own.set(key, found);
    return found;
  }

  #on(sources: Stating["sources"], declaration: Declaration, day: string): ByKey<T> {
    const declared = this.#kept.get(sources) ?? new WeakMap<Declaration, Map<string, ByKey<T>>>();
    this.#kept.set(sources, declared);
    const days = declared.get(declaration) ?? new Map<string, ByKey<T>>();
    declared.set(declaration, days);
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
