// A record's bytes as a fact, for whoever folds a topic and passes over what is none: to tell that is the processor's
// business, as a reject; nothing else may die of it. Pure.
import type { z } from "zod";
import { upcast } from "./upcast.ts";

/** `undefined`: not JSON, not as the schema says (such as a fact of a newer release), or nested too deep to be looked at. */
export function factIn<Fact>(value: Buffer, schema: z.ZodType<Fact>): Fact | undefined {
  return passedOver(() => schema.safeParse(upcast(JSON.parse(value.toString("utf8")))).data);
}

/** What is read from a record, `undefined` where its bytes make that impossible. Other faults are ours, and are thrown. */
export function passedOver<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    // A schema walks a document by calling itself: it cannot go as deep as JSON may be.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
