// The greatest territories of a figure, as bars.
import { bars } from "../charts/bars.tsx";
import type { FigureTable } from "../figure.ts";
import { placeName } from "./table.tsx";
import type { View } from "./view.ts";

const SHOWN = 10;

/** Nothing when the rows are not territories. */
export function TopTen({ view, table }: { view: View; table: FigureTable }) {
  const { words, format } = view;
  if (table.by !== "territory") return null;
  const rows = table.rows.flatMap((row) => (row.value === null ? [] : [{ ...row, value: row.value }]));
  const [level] = rows;
  if (!level) return <p class="absent">{words.panel.empty}</p>;
  const sorted = rows.sort((a, b) => Number(b.value) - Number(a.value));
  const top = sorted.slice(0, SHOWN);
  const isTied = sorted[SHOWN] !== undefined && sorted[SHOWN].value === top.at(-1)?.value;
  return (
    <>
      {top.length > 1 && (
        <p class="quiet">
          {words.startup.top(top.length, words.startup.levelsMany[level.level])}
          {isTied && `. ${words.startup.tied}`}
        </p>
      )}
      {bars(
        top.map((row) => ({
          name: `${placeName(view, row)} (${row.code})`,
          text: format.number(row.value),
          size: Number(row.value),
        })),
      )}
    </>
  );
}
