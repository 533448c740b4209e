// The place of a fact, as people write it: an offset of the startup's partition, or partition:offset as lists print it.
import { partitionOf } from "../infra/log/topics.ts";
import { ReleveError } from "../schemas/errors.ts";

/** @throws {ReleveError} RELEVE_USAGE when a word is no offset, or is of a partition that has none of the startup's facts. */
export function offsetsIn(startup: string, words: readonly string[]): number[] {
  return words.map((word) => {
    const [, partition, offset] = /^(?:(\d{1,2}):)?(\d{1,15})$/.exec(word) ?? [];
    if (offset === undefined)
      throw new ReleveError("RELEVE_USAGE", `offset: found "${word}"`, "write an offset, or partition:offset");
    const own = partitionOf(startup);
    if (partition !== undefined && Number(partition) !== own)
      throw new ReleveError(
        "RELEVE_USAGE",
        `${word} is no place of ${startup}: its facts are in partition ${own}`,
        "releve rejects list and releve trace tell places",
      );
    return Number(offset);
  });
}
