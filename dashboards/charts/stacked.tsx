// One bar cut into parts, the smallest order first: how many services are in each phase. Widths are SVG attributes.

/** @param counts parts of the bar in order; five at most have a colour each. Hidden from assistive tools: a legend says the same. */
export function stacked(counts: readonly number[]) {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  let left = 0;
  return (
    <svg class="stacked" width="100%" height="20" aria-hidden="true" focusable="false">
      {counts.map((count, at) => {
        const [x, width] = [left, whole === 0 ? 0 : (count / whole) * 100];
        left += width;
        if (count === 0) return null;
        return <rect class={`seq-${at + 1}`} x={percent(x)} y="0" width={percent(width)} height="18" />;
      })}
    </svg>
  );
}

const percent = (share: number) => `${Math.round(share * 100) / 100}%`;

/** The colour of a part, beside its words. */
export function swatch(className: string) {
  return (
    <svg class="swatch" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
      <rect class={className} x="0.5" y="0.5" width="13" height="13" />
    </svg>
  );
}
