// Bytes that grow while a block is written: the few shapes that ClickHouse's Native format is made of.

/** Called with the place of the first value that the column cannot hold. */
export type Refuse = (at: number) => never;
/** Writes all values of one column: numbers little-endian, as all machines that ClickHouse and Node run on have them. */
export type WriteColumn = (out: GrowingBytes, values: readonly unknown[], refuse: Refuse) => void;

export class GrowingBytes {
  #bytes: Buffer;
  #end = 0;

  /** @param size  bytes to begin with; more are found when they are needed */
  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size);
  }

  /** What was written. Nothing may be written after. */
  done(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  add(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** A whole number below 2^31, seven bits a byte. */
  varint(value: number): void {
    this.#room(5);
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.#bytes[this.#end++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#end++] = rest;
  }

  uint64(value: number): void {
    this.#room(8);
    this.#end = this.#bytes.writeBigUInt64LE(BigInt(value), this.#end);
  }

  /** Its length in bytes, then its UTF-8. Half a surrogate pair becomes U+FFFD, as every UTF-8 writer does. */
  text(text: string): void {
    const { length } = text;
    this.#room(5 + 3 * length);
    if (length < 0x80 && this.#ascii(text)) return;
    this.varint(Buffer.byteLength(text));
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Short words are mostly ASCII: written without a call into the engine, which costs more than they do. */
  #ascii(text: string): boolean {
    const bytes = this.#bytes;
    const at = this.#end + 1;
    const { length } = text;
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[at + i] = code;
    }
    bytes[at - 1] = length;
    this.#end = at + length;
    return true;
  }

  #room(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(2 * (this.#end + more));
    this.#bytes.copy(grown, 0, 0, this.#end);
    this.#bytes = grown;
  }
}
