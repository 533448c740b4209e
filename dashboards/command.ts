// An address that takes a request and writes, or works, as data: its route, its validation and its description in one.
import type { Context } from "hono";
import type { z } from "zod";
import type { Door } from "../schemas/door.ts";
import type { DescribedCommand } from "./openapi.ts";

/** What every such address is handed. */
export interface Carrying {
  readonly door: Door;
  /** Address of who asks. */
  readonly client: (c: Context) => string;
}
export interface Command {
  readonly path: string;
  readonly about: string;
  readonly query: z.ZodObject;
  readonly params?: z.ZodObject;
  readonly bodies: DescribedCommand["bodies"];
  readonly hasKey?: true;
  /** Takes no token: anyone may ask, so often. */
  readonly isOpen?: true;
  readonly answer: { readonly name: string; readonly schema: z.ZodType };
  readonly handle: (c: Context, to: Carrying, query: never) => Promise<Response>;
}
