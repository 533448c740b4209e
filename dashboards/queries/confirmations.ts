// Which statement confirms a cell on a day: the last that counts and says so, or that has the cell in its scope. Pure.
import type { Cell } from "../../schemas/statement.ts";
import type { CellLine, Confirming } from "./lines.ts";

/** The last statements that confirm the standing and the absent cells of a group. */
interface Last {
  readonly standing: Confirming | null;
  readonly absent: Confirming | null;
}

/** Of one day; what is the same for all cells of a group is worked out once. */
export class Confirmations {
  readonly #end: number;
  readonly #last = new Map<readonly Confirming[], Last | null>();

  /** @param end  of the day, milliseconds since 1970, exclusive */
  constructor(end: number) {
    this.#end = end;
  }

  /** @param standing  whether the cell has a value, and is not absent */
  of(cell: Cell, group: readonly Confirming[], standing: boolean, line: CellLine | undefined): Confirming | null {
    const same = this.#sameForAll(group);
    if (same && cell.grain === "state" && !line?.passedOver.size) return standing ? same.standing : same.absent;
    return lastOf(group, (one) => this.#counts(one, cell, standing) && !line?.passedOver.has(one.said));
  }

  /** The last confirmation of a state group's cells, when no statement of it names single territories. */
  #sameForAll(group: readonly Confirming[]): Last | null {
    let last = this.#last.get(group);
    if (last === undefined) {
      const before = (one: Confirming) => one.moment < this.#end;
      last = group.some(({ code }) => code !== "")
        ? null
        : { standing: lastOf(group, before), absent: lastOf(group, (one) => before(one) && !one.removesNothing) };
      this.#last.set(group, last);
    }
    return last;
  }

  #counts({ moment, removesNothing, code, first, last }: Confirming, cell: Cell, standing: boolean): boolean {
    if (cell.grain === "state" && moment >= this.#end) return false;
    if (removesNothing && !standing) return false;
    return (code === "" || code === cell.code) && first <= cell.first && cell.last <= last;
  }

  /** When a statement that counts last left the cell as it was, after it was confirmed. */
  passedOver({ cell, group, passedOver }: CellLine, confirmed: number): number | undefined {
    const isSeen = ({ moment }: Confirming) => cell.grain !== "state" || moment < this.#end;
    const last = lastOf(group, (one) => passedOver.has(one.said) && isSeen(one));
    return last && last.moment > confirmed ? last.moment : undefined;
  }
}

function lastOf(group: readonly Confirming[], fits: (one: Confirming) => boolean): Confirming | null {
  for (let at = group.length - 1; at >= 0; at -= 1) {
    const one = group[at];
    if (one && fits(one)) return one;
  }
  return null;
}
