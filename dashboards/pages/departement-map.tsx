// The map of the départements as a panel: five classes and their legend, who drew the outlines, and the table that says the same.
import { breaksOf, classOf, departementMap } from "../charts/departements.tsx";
import { swatch } from "../charts/stacked.tsx";
import type { TerritoryRow } from "../figure.ts";
import { placeName, Table } from "./table.tsx";
import { link, type View } from "./view.ts";

/** A share of a département: `value` of `of`; a row without one is hatched. */
export type ShareRow = Pick<TerritoryRow, "code" | "name" | "value" | "of" | "level">;

/** Where a département has its page. */
export const departementPath = (view: View, code: string) => link(view, `/territoires/departement/${code}`);

const shareOf = ({ value, of }: ShareRow) =>
  value === null || of === null || Number(of) === 0 ? null : (Number(value) / Number(of)) * 100;

export function DepartementMap({ view, rows }: { view: View; rows: readonly ShareRow[] }) {
  const { map } = view.words.network;
  const shares = rows.map((row) => ({ row, share: shareOf(row) }));
  const breaks = breaksOf(shares.flatMap(({ share }) => (share === null ? [] : [share])));
  const used = new Set(shares.map(({ share }) => classOf(share, breaks)));
  const overseas = new Map(rows.map(({ code, name }) => [code, name ?? code]));
  return (
    <figure class="map-figure">
      {departementMap({
        shades: new Map(
          shares.map(({ row, share }) => [
            row.code,
            { value: share, title: hover(view, row), href: departementPath(view, row.code) },
          ]),
        ),
        breaks,
        labels: { paris: map.paris, overseas },
      })}
      <figcaption>
        <ul class="legend">
          {[1, 2, 3, 4, 5].map((of) => (
            <li>
              {swatch(`seq-${of}`)} {classWords(view, of, breaks)}
            </li>
          ))}
          {used.has("none") && (
            <li>
              {swatch("none")} {map.none}
            </li>
          )}
          <li>
            {swatch("hatch")} {map.hatch}
          </li>
        </ul>
        <p class="quiet notes">{map.notes}</p>
      </figcaption>
    </figure>
  );
}

/** `40 à 54 %`: the classes are cut at whole percents, and shares are shown rounded to them. */
function classWords(view: View, of: number, breaks: readonly number[]): string {
  const { map } = view.words.network;
  const text = (limit: number | undefined) => view.format.number(String(limit ?? 0));
  if (of === 1) return map.under(text(breaks[0]));
  const from = breaks[of - 2] ?? 0;
  const next = breaks[of - 1];
  return next === undefined ? map.over(text(from)) : map.between(text(from), text(next - 1));
}

function hover(view: View, row: ShareRow): string {
  const { format, words } = view;
  const { map } = words.network;
  const name = placeName(view, row);
  if (row.value === null || row.of === null) return map.hoverNone(name, row.code);
  const share = format.percent(row.value, row.of);
  return map.hover(name, row.code, share, format.number(row.value), format.number(row.of));
}

/** The same rows as the map, each département a link to its page. */
export function DepartementTable({ view, rows, caption }: { view: View; rows: readonly ShareRow[]; caption: string }) {
  const { words, format } = view;
  const { map } = words.network;
  return (
    <Table
      caption={caption}
      label={caption}
      columns={[
        { label: map.departement },
        { label: words.table.code },
        { label: map.share, number: true },
        { label: words.coverage.unit, number: true },
        { label: words.table.of, number: true },
      ]}
      rows={rows.map((row) => [
        <a href={departementPath(view, row.code)}>{placeName(view, row)}</a>,
        row.code,
        row.value === null || row.of === null ? words.table.missing : format.percent(row.value, row.of),
        row.value === null ? words.table.missing : format.number(row.value),
        row.of === null ? words.table.missing : format.number(row.of),
      ])}
    />
  );
}
