// Remembers the latest answers, so that a question asked again is answered at once.

export class Answered {
  readonly #limit: number;
  /** The one asked longest ago first. */
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(limit = 64) {
    this.#limit = limit;
  }

  /** The answer under a key, made once; a failure is not kept. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key) as Promise<T> | undefined;
    const answer = kept ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    if (!kept) answer.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limit) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }

  /** It is made again when it is asked for again. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
