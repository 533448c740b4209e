// What pages say of a source in a sentence: what is happening with it, and who must act.
import type { ErrorCode, RejectCode } from "../../schemas/errors.ts";
import type { Happening, SourceHealth, Trouble } from "../shapes/quality.ts";
import type { Actor } from "../who-acts.ts";
import { stateSentence } from "./chip.tsx";
import type { View } from "./view.ts";

/** What is happening, in one sentence. */
export function happens(
  view: View,
  { freshness, hold, trouble, doubts, doubtful: [doubted] = [] }: SourceHealth,
): string {
  const { quality, holds } = view.words;
  if (hold && freshness.state === "held") return quality.waits(holds[hold]);
  if (trouble && freshness.state !== "idle") return troubleSentence(view, trouble);
  if (doubted && ANSWERS.has(freshness.state)) return reasonOf(view, doubted.code);
  const open = doubts.filter(({ acknowledged }) => !acknowledged).map(({ code }) => view.words.doubts.codes[code].name);
  if (freshness.state === "ok")
    return open.length === 0 ? quality.nothing : quality.doubted(view.format.list([...new Set(open)]));
  const asked = freshness.state === "late" || freshness.state === "cut" ? ` ${quality.notAsked}` : "";
  return `${stateSentence(view, freshness)}${asked}`;
}

/** States of sources that answer: what is wrong then is in the answer. */
const ANSWERS: ReadonlySet<string> = new Set(["ok", "hand", "idle"]);

function troubleSentence(view: View, { at, code, status, page }: Trouble): string {
  const { quality } = view.words;
  const day = view.format.dayOf(at);
  const reason = reasonOf(view, code, status);
  if (isReject(view, code)) return quality.refused(reason, day);
  return quality.failed(page === null ? reason : `${reason} (${quality.page(page)})`, day);
}

/** Why an answer was rejected or a pull failed, in words; an unknown code is itself. */
export function reasonOf({ words }: View, code: string, status: number | null = null): string {
  const { rejectCodes, failures, http } = words.sources;
  const known = rejectCodes[code as RejectCode] ?? failures[code as ErrorCode] ?? words.quality.findingCodes[code];
  return status !== null && status >= 400 ? http(status) : (known ?? code);
}

/** What to do about a reject; `undefined` for a failure, which is tried again by itself. */
export function remedyOf({ words }: View, code: string): string | undefined {
  return words.sources.rejectsDo[code as RejectCode];
}

const isReject = ({ words }: View, code: string) => code in words.sources.rejectCodes;

export function actorName({ words }: View, actor: Actor, startup: Happening["startup"]): string {
  return actor === "team" ? words.quality.team(startup.name) : words.quality.actors[actor];
}

/** Kind and cadence: `Interface json, chaque jour`. */
export function kindOf({ words }: View, { source, freshness }: Pick<SourceHealth, "source" | "freshness">): string {
  const { quality } = words;
  if (source.kind === "push") return quality.push;
  return quality.kind(quality.endpoint(source.kind), freshness.every === null ? null : words.every[freshness.every]);
}

/** The page of one source. */
export const sourcePath = (startup: string, source: string) =>
  `/qualite/${encodeURIComponent(startup)}/${encodeURIComponent(source)}`;
