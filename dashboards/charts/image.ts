// A drawing by itself: what the style sheet gives on a page, written into it, in the colours of the light column.
import { ROLES } from "../themes/neutral.ts";

export type Role = keyof typeof ROLES;
/** The light column, as literal colours. */
export const light = (role: Role) => ROLES[role][0];
export const FONTS = `-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", Arial, sans-serif`;

const STYLE = `
text{font-family:${FONTS}}
.tick{font-size:12px;fill:${light("ink-2")}}.end-label{font-size:13px;font-weight:700;fill:${light("ink")}}
.halo{paint-order:stroke;stroke:${light("surface")};stroke-width:4px;stroke-linejoin:round}
.grid{stroke:${light("grid")}}.axis{stroke:${light("line-strong")}}
.curve{fill:none;stroke:${light("accent")};stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}.end{fill:${light("accent")}}
.stem{stroke:${light("ink-2")};stroke-dasharray:2 3}.disc{fill:${light("ink")}}.disc-number{fill:${light("bg")};font-size:11px;font-weight:700}
.milestone{stroke:${light("needle")};stroke-width:2.4}.ring{fill:${light("surface")};stroke:${light("needle")};stroke-width:3}
`.replaceAll("\n", "");

/** A drawing of a page (`<svg …>`) as a document of its own, on the ground of a card. */
export function standalone(svg: string): string {
  const named = svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return named.replace(/^(<svg[^>]*>)/, `$1<style>${STYLE}</style>`);
}

/**
 * A drawing as PNG. Its texts need a font of the machine (DejaVu Sans, Liberation Sans, any sans-serif): without one they are left out.
 * @param width  in pixels; the height follows
 */
export async function pngOf(svg: string, width: number): Promise<Buffer> {
  const { Resvg } = await import("@resvg/resvg-js"); // only who draws waits for it
  const options = {
    fitTo: { mode: "width", value: width },
    font: { loadSystemFonts: true },
    background: light("surface"),
  } as const;
  return new Resvg(standalone(svg), options).render().asPng();
}
