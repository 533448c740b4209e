// The strip of a source: one cell an expected answer, from a string of letters. Shapes as well as colours tell them apart.

const HEIGHT = 14;
const GAP = 2;

/** @param letters  `o` received · `l` late, half height · `h` held, split · `m` missing, outlined and barred · `.` a base line */
export function strip(letters: string) {
  const width = letters.length > 12 ? 4 : 14;
  const step = width + GAP;
  const total = Math.max(step, letters.length * step);
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${total} ${HEIGHT}`}
      width={total}
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      {[...letters].map((letter, at) => cell(letter, at * step, width))}
    </svg>
  );
}

function cell(letter: string, x: number, width: number) {
  switch (letter) {
    case "o":
      return <rect class="strip-o" x={x} y="0" width={width} height={HEIGHT} />;
    case "l":
      return <rect class="strip-l" x={x} y={HEIGHT / 2} width={width} height={HEIGHT / 2} />;
    case "h":
      return <path class="strip-h" d={`M${x} 0h${width}v6h-${width}zM${x} 8h${width}v6h-${width}z`} />;
    case "m":
      return (
        <path
          class="strip-m"
          d={`M${x + 0.5} .5h${width - 1}v${HEIGHT - 1}h-${width - 1}zM${x + 0.5} ${HEIGHT - 0.5}l${width - 1}-${HEIGHT - 1}`}
        />
      );
    default:
      return <path class="strip-none" d={`M${x} ${HEIGHT - 1}h${width}`} />;
  }
}
