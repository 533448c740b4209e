// A share between 0 and 100 %: track, fill, ticks at 0, 25, 50, 75 and 100. Widths are SVG attributes, never styles.

const TICKS = [0, 25, 50, 75, 100];

/**
 * @param share between 0 and 1; beyond, it is drawn at the edge. Hidden from assistive tools: the text beside it says the share.
 * @param reference a share to compare with, as the index stroke; the text names it too
 */
export function gauge(share: number, reference?: number) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg class="gauge" width="100%" height="16" aria-hidden="true" focusable="false">
      <rect class="track" x="0" y="0" width="100%" height="9" />
      <rect class="fill" x="0" y="0" width={`${width}%`} height="9" />
      {TICKS.map((tick) => (
        <line class="axis" x1={`${tick}%`} x2={`${tick}%`} y1="10" y2="15" />
      ))}
      {reference !== undefined && (
        <rect class="reference" x={`${Math.round(reference * 1000) / 10}%`} y="-2" width="3" height="14" />
      )}
    </svg>
  );
}
