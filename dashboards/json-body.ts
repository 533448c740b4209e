// The body of a small request as JSON in a given form, or where it is not so.
import type { Context } from "hono";
import type { z } from "zod";
import { RequestRefused } from "../schemas/request-refused.ts";
import type { RowFault } from "../schemas/row-fault.ts";

const MOST_BYTES = 256 * 1024;

/** @throws {RequestRefused} RELEVE_MEDIA_TYPE, RELEVE_TOO_LARGE; RELEVE_USAGE with the places that have another form. */
export async function jsonBody<Body extends z.ZodType>(c: Context, schema: Body): Promise<z.output<Body>> {
  const media = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (media !== "application/json")
    throw new RequestRefused("RELEVE_MEDIA_TYPE", {
      en: ["content-type: expected application/json", "send JSON, and say so"],
      fr: ["content-type : attendu application/json", "envoyez du JSON, et dites-le"],
    });
  const parsed = schema.safeParse(parsedOf(await textOf(c)));
  if (parsed.success) return parsed.data;
  throw misunderstood(
    parsed.error.issues.map(({ path, code }): RowFault => {
      const pointer = path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
      return { row: null, pointer: pointer.slice(0, 500), code: "field.form", found: code, expected: "/openapi.json" };
    }),
  );
}

async function textOf(c: Context): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new RequestRefused(
        "RELEVE_TOO_LARGE",
        {
          en: [`a decision may have at most ${MOST_BYTES} bytes`, "name fewer facts at a time"],
          fr: [`une décision a au plus ${MOST_BYTES} octets`, "nommez moins de faits à la fois"],
        },
        { limit: { name: "bytes", most: MOST_BYTES } },
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
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
