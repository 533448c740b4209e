// What a form of a page sent: its fields as text. A file is its text too, in whichever of the two encodings that
// spreadsheets write.
import type { Context } from "hono";
import { RequestRefused } from "../schemas/request-refused.ts";
import { bytesOf, type Most } from "./json-body.ts";

export type Fields = Readonly<Record<string, string>>;
const UTF8 = new TextDecoder("utf-8", { fatal: true });
const WINDOWS = new TextDecoder("windows-1252");
const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"];

/** @throws {RequestRefused} RELEVE_MEDIA_TYPE, RELEVE_TOO_LARGE, RELEVE_USAGE */
export async function formBody(c: Context, most: Most): Promise<Fields> {
  const type = c.req.header("content-type") ?? "";
  if (!FORMS.includes((type.split(";")[0] ?? "").trim().toLowerCase())) throw noForm("RELEVE_MEDIA_TYPE");
  const bytes = await bytesOf(c, most);
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
    .formData()
    .catch((error: unknown) => {
      if (error instanceof TypeError) throw noForm("RELEVE_USAGE");
      throw error;
    });
  const fields: Record<string, string> = {};
  for (const [name, value] of form)
    fields[name] = typeof value === "string" ? value : textOf(await value.arrayBuffer());
  return fields;
}

function textOf(bytes: ArrayBuffer): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return WINDOWS.decode(bytes);
    throw error;
  }
}

function noForm(code: "RELEVE_MEDIA_TYPE" | "RELEVE_USAGE"): RequestRefused {
  return new RequestRefused(code, {
    en: ["this is not what a form sends", "fill in the form of the page; programs use /api/v1"],
    fr: [
      "ce n’est pas ce qu’un formulaire envoie",
      "remplissez le formulaire de la page ; un programme passe par /api/v1",
    ],
  });
}
