// A good answer that is then damaged, whatever its kind.
import type { Settings } from "../../../schemas/source.ts";
import type { Form, SaidRow, Sent } from "./case.ts";
import type { Format } from "./says.ts";

/** The moment of answers that say none. */
export const MOMENT = "2026-11-22T08:00:00Z";
export interface Base {
  readonly name: string;
  readonly kind: string;
  readonly settings: Settings;
  readonly form: Form;
  readonly pages: readonly Sent[];
  readonly moment: string;
  readonly rows: readonly SaidRow[];
  /** Values of which it is known where they stand, and which row they make. */
  readonly anchors: readonly Anchor[];
}
export interface Anchor {
  readonly page: number;
  /** Place in the page's text. */
  readonly start: number;
  readonly end: number;
  readonly row: number;
  readonly format: Format;
}
/** Before it was looked where its values stand. */
export type Bare = Omit<Base, "anchors">;
