// What a Relevé says of itself, whatever its figures: what it runs with, and whether it can answer.
import type { CanQuery } from "../../schemas/ports.ts";
import { type Frame, NOW, openFrame } from "../queries/frame.ts";
import type { Answering } from "../shapes/health.ts";
import type { AboutModel } from "../shapes/help.ts";
import type { ModelsOptions } from "./setting.ts";

export function aboutModel({
  demo,
  contact,
  territories,
}: Pick<ModelsOptions, "demo" | "contact" | "territories">): AboutModel {
  const { vintage, france } = territories;
  return { demo, contact: contact || null, vintage, communes: france.communes };
}

/** Whether the warehouse answers: that it does not is an answer too. */
export async function healthModel(warehouse: () => Promise<CanQuery>): Promise<Answering> {
  let frame: Frame | undefined;
  let detail = "";
  try {
    frame = await openFrame(await warehouse(), NOW);
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  const facts = frame?.ends.reduce((sum, end) => sum + end, 0) ?? 0;
  const recorded = frame?.recordedMax ? `, the last recorded ${new Date(frame.recordedMax).toISOString()}` : "";
  const parts = [
    { name: "warehouse", ok: frame !== undefined, detail: frame ? "answers" : detail },
    { name: "facts", ok: frame !== undefined, detail: `${facts} facts processed${recorded}` },
  ];
  return { ok: parts.every(({ ok }) => ok), parts };
}
