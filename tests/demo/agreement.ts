// What should be one number, said in several places: counted by rule, and every difference kept with where it stands.

export type Said = string | null;

export class Agreement {
  readonly differences: string[] = [];
  readonly #compared = new Map<string, number>();

  /** Every value is the first one. @param rule  a sentence from a short list; @param where  service, metric, day */
  same(rule: string, where: string, ...said: readonly (Said | number | undefined)[]): void {
    this.#compared.set(rule, this.of(rule) + 1);
    const [first, ...rest] = said.map((one) => (one === null ? "—" : String(one)));
    if (rest.some((one) => one !== first)) this.differences.push(`${rule}: ${where}: ${[first, ...rest].join(" ≠ ")}`);
  }
  /** How many comparisons a rule had. */
  of(rule: string): number {
    return this.#compared.get(rule) ?? 0;
  }
  get total(): number {
    return [...this.#compared.values()].reduce((sum, count) => sum + count, 0);
  }
  /** How many rules were asked at all. */
  get rules(): number {
    return this.#compared.size;
  }
}
