// A table whose rows become cards on a phone; its roles are written out, since a table shown as cards loses them.
import type { Child } from "hono/jsx";
import type { Column } from "./table.tsx";

/** As spreads: each is an element's own role, which a display of its own takes away. */
export const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** Nothing to say in this column: a card leaves the line out. */
export const BLANK = "—";

export interface RowGroup {
  /** Left out: the rows have no heading of their own. */
  readonly title?: string;
  readonly rows: readonly (readonly Child[])[];
  /** A line under the rows. */
  readonly more?: Child;
}

/** The first cell of a row is its head. Groups without rows are left out. */
export function CardsTable(props: { label: string; columns: readonly Column[]; groups: readonly RowGroup[] }) {
  const { columns } = props;
  return (
    <table class="cards" {...ROLE.table} aria-label={props.label}>
      <thead {...ROLE.rowgroup}>
        <tr {...ROLE.row}>
          {columns.map((column) => (
            <th {...ROLE.columnheader} scope="col" class={column.number ? "n" : ""}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      {props.groups.map((group) => group.rows.length > 0 && <Group columns={columns} group={group} />)}
    </table>
  );
}

function Group({ columns, group: { title, rows, more } }: { columns: readonly Column[]; group: RowGroup }) {
  return (
    <tbody {...ROLE.rowgroup}>
      {title !== undefined && (
        <tr {...ROLE.row} class="group">
          <th {...ROLE.rowheader} scope="rowgroup" colspan={columns.length}>
            {title}
          </th>
        </tr>
      )}
      {rows.map(([head, ...cells]) => (
        <tr {...ROLE.row}>
          <th {...ROLE.rowheader} scope="row">
            {head}
          </th>
          {cells.map((cell, index) => (
            <td
              {...ROLE.cell}
              data-l={columns[index + 1]?.label}
              class={`${columns[index + 1]?.number ? "n" : ""}${cell === BLANK ? " blank" : ""}`}
            >
              <div>{cell}</div>
            </td>
          ))}
        </tr>
      ))}
      {more && (
        <tr {...ROLE.row} class="more">
          <td {...ROLE.cell} colspan={columns.length}>
            {more}
          </td>
        </tr>
      )}
    </tbody>
  );
}
