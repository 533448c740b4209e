// A share between 0 and 100 %: track, fill, ticks at 0, 25, 50, 75 and 100. Widths are SVG attributes, never styles.

const TICKS = [0, 25, 50, 75, 100];
const percent = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;

/**
 * @param share      between 0 and 1; beyond, it is drawn at the edge. Hidden from assistive tools: the text beside it
 *   says the share.
 * @param reference  a share to compare with, as the index stroke; the text beside it names it
 */
export function gauge(share: number, reference?: number) {
  return (
    <svg class="gauge" width="100%" height="16" aria-hidden="true" focusable="false">
      <rect class="track" x="0" y="0" width="100%" height="9" />
      <rect class="fill" x="0" y="0" width={`${percent(share)}%`} height="9" />
      {TICKS.map((tick) => (
        <line class="axis" x1={`${tick}%`} x2={`${tick}%`} y1="10" y2="15" />
      ))}
      {reference !== undefined && (
        <line class="milestone" x1={`${percent(reference)}%`} x2={`${percent(reference)}%`} y1="-1" y2="14" />
      )}
    </svg>
  );
}
