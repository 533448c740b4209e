// The address of revisions, for pages of what may be revised.
import { linkWith, type View } from "./view.ts";

/** Of a startup, or of one of its metrics, with what the reader chose. */
export function revisionsLink(view: View, startup?: string, metric?: string): string {
  return linkWith(view, "/revisions", { startup, metric });
}
