// The body of a small request as JSON in a given form, or where it is not so.

import type { Context } from "hono";
import type { z } from "zod";
import { pointerOf } from "../schemas/json-pointer.ts";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { RowFault } from "../schemas/row-fault.ts";

/** How much a body may have, and the setting that says so. */
export interface Most {
  readonly bytes: number;
  readonly setting?: string;
}
const MOST: Most = { bytes: 256 * 1024 };

/** @throws {RequestRefused} RELEVE_MEDIA_TYPE, RELEVE_TOO_LARGE; RELEVE_USAGE with the places that have another form. */
export async function jsonBody<Body extends z.ZodType>(
  c: Context,
  schema: Body,
  most: Most = MOST,
): Promise<z.output<Body>> {
  const media = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (media !== "application/json")
    throw new RequestRefused("RELEVE_MEDIA_TYPE", {
      en: ["content-type: expected application/json", "send JSON, and say so"],
      fr: ["content-type : attendu application/json", "envoyez du JSON, et dites-le"],
    });
  const parsed = schema.safeParse(parsedOf((await bytesOf(c, most)).toString("utf8")));
  if (parsed.success) return parsed.data;
  throw misunderstood(
    parsed.error.issues.map((issue): RowFault => {
      const { path } = issue;
      const pointer = pointerOf(path);
      return { row: null, pointer: pointer.slice(0, 500), code: codeOf(issue), found: "–", expected: "/openapi.json" };
    }),
  );
}

/** The validator's word for a fault as one of ours, which is said in words. */
function codeOf({ code, message }: z.core.$ZodIssue): RowFault["code"] {
  switch (code) {
    case "too_small":
      return "member.short";
    case "too_big":
      return "member.long";
    case "invalid_union":
      return "member.union";
    default:
      return /received undefined/.test(message) ? "member.missing" : "member.form";
  }
}

/** The body as it came. @throws {RequestRefused} RELEVE_TOO_LARGE */
export async function bytesOf(c: Context, { bytes: most, setting }: Most): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > most)
      throw new RequestRefused(
        "RELEVE_TOO_LARGE",
        {
          en: [`this request may have at most ${most} bytes`, "send less at a time"],
          fr: [`cette requête a au plus ${most} octets`, "envoyez moins à la fois"],
        },
        { limit: { name: "bytes", most, ...(setting !== undefined && { setting }) } },
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw misunderstood([{ row: null, pointer: "", code: "field.form", found: "–", expected: "JSON (RFC 8259)" }]);
  }
}

function misunderstood(faults: readonly RowFault[]): RequestRefused {
  return new RequestRefused(
    "RELEVE_USAGE",
    {
      en: ["this request cannot be understood; errors says where", "correct it; /openapi.json has its form"],
      fr: ["cette requête n’est pas comprise ; errors dit où", "corrigez-la ; /openapi.json donne sa forme"],
    },
    { faults },
  );
}
