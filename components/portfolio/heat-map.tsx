import { Table } from '../ui/table';

export interface HeatMapCell {
  readonly key: string;
  readonly text: string;
  /** From 0 to 1: how strongly it is shaded. Shading repeats the figure and never stands for it. */
  readonly shade: number;
  /** The place of the portfolio's own parameters. */
  readonly isOwn: boolean;
  /** Why there is no figure. */
  readonly reason?: string;
}

export interface HeatMapProps {
  readonly caption: string;
  /** "Tactical gain". */
  readonly rowName: string;
  readonly columnName: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly HeatMapCell[] }[];
}

/** Share of the accent at full shade, so that figures stay readable on it. */
const STRONGEST = 60;

/** A table whose shading says at a glance whether the choice stands on a plateau or on a peak. */
export function HeatMapTable({ caption, rowName, columnName, columns, rows }: HeatMapProps) {
  return (
    <Table caption={caption} roomy>
      <thead>
        <tr>
          <th scope="col">{columnName ? `${rowName} ↓ ${columnName} →` : rowName}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className="num">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row" className="figures">
              {row.label}
            </th>
            {row.cells.map((cell) => (
              <td
                key={cell.key}
                className={cell.isOwn ? 'num strong heat own' : 'num heat'}
                title={cell.reason}
                style={{ background: `color-mix(in oklab, var(--accent) ${Math.round(cell.shade * STRONGEST)}%, var(--bg))` }}
              >
                {cell.text}
                {cell.isOwn ? <span className="sr-only"> (as it is)</span> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
