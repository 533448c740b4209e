// Which host a source asks: its sources share one polite line.
import type { Source } from "../schemas/source.ts";

/** Host and port of the source's URL; empty when it has none. */
export function hostOf({ settings }: Pick<Source, "settings">): string {
  const url = String(settings.url ?? "");
  return URL.canParse(url) ? new URL(url).host : "";
}
