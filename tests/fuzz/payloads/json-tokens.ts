// The scalars of a JSON text with their places, found by a grammar of its own: the oracle's eyes.

export interface Token {
  readonly start: number;
  readonly end: number;
  /** As it stands there, quotes and all. */
  readonly raw: string;
  readonly isKey: boolean;
}
export interface Tokens {
  readonly tokens: readonly Token[];
  /** A key that stands twice in one object. */
  readonly twice: string | undefined;
}

/** The tokens of a JSON text; `undefined` when it is none. No recursion: nesting has no limit here. */
export function tokensOf(text: string): Tokens | undefined {
  const scan = new Scan(text);
  let isSound = scan.value();
  while (isSound && scan.isInside) isSound = scan.goOn();
  return isSound && scan.isOver ? scan : undefined;
}

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside a text
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const OTHER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

class Scan implements Tokens {
  readonly tokens: Token[] = [];
  twice: string | undefined;
  readonly #text: string;
  readonly #open: (Set<string> | "list")[] = [];
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
  }
  get isInside(): boolean {
    return this.#open.length > 0;
  }
  get isOver(): boolean {
    this.#take(SPACE);
    return this.#at === this.#text.length;
  }

  /** A scalar, or lists and objects as deep as they open. */
  value(): boolean {
    for (;;) {
      if (this.#sign("[")) {
        if (this.#sign("]")) return true;
        this.#open.push("list");
      } else if (this.#sign("{")) {
        if (this.#sign("}")) return true;
        const keys = new Set<string>();
        this.#open.push(keys);
        if (!this.#key(keys)) return false;
      } else return this.#scalar();
    }
  }

  /** What follows a value inside a list or an object. */
  goOn(): boolean {
    const inside = this.#open.at(-1);
    if (this.#sign(inside === "list" ? "]" : "}")) {
      this.#open.pop();
      return true;
    }
    if (!this.#sign(",")) return false;
    return (inside === "list" || inside === undefined || this.#key(inside)) && this.value();
  }

  #scalar(): boolean {
    const start = this.#at;
    const raw = this.#take(TEXT) ?? this.#take(OTHER);
    if (raw !== undefined) this.tokens.push({ start, end: this.#at, raw, isKey: false });
    return raw !== undefined;
  }

  #key(keys: Set<string>): boolean {
    this.#take(SPACE);
    const start = this.#at;
    const raw = this.#take(TEXT);
    if (raw === undefined) return false;
    const name = JSON.parse(raw) as string;
    if (keys.has(name)) this.twice ??= name;
    keys.add(name);
    this.tokens.push({ start, end: this.#at, raw, isKey: true });
    return this.#sign(":");
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #sign(wanted: string): boolean {
    this.#take(SPACE);
    if (this.#text[this.#at] !== wanted) return false;
    this.#at += 1;
    return true;
  }
}
