// Horizontal bars with their words in the page's own text, so that they reflow, and one drawing per row.

export interface Bar {
  readonly name: string;
  /** Already written out. */
  readonly text: string;
  /** Length, in the same unit for all bars; for drawing only. */
  readonly size: number;
}

/** @param greatest what a full bar stands for; left out: the greatest of the bars. */
export function bars(rows: readonly Bar[], greatest = Math.max(...rows.map((row) => row.size))) {
  return (
    <ol class="bars">
      {rows.map((row) => (
        <li>
          <span class="bar-name">{row.name}</span>
          <svg class="bar-drawing" width="100%" height="14" aria-hidden="true" focusable="false">
            <rect
              class="fill"
              x="0"
              y="0"
              width={`${greatest > 0 ? Math.round((row.size / greatest) * 1000) / 10 : 0}%`}
              height="14"
            />
          </svg>
          <strong class="bar-value">{row.text}</strong>
        </li>
      ))}
    </ol>
  );
}
