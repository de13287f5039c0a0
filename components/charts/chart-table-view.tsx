'use client';

import { useId, useState } from 'react';
import { fixed } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { figureAt, type ChartRow } from './curves';
import { toCsv } from './csv';

/** How the figures of a column are written on screen; the file keeps the raw value. */
export type ColumnFormat = 'percent' | 'figure';

export interface TableColumn {
  readonly key: string;
  /** With its unit: "Strategic drawdown, %". */
  readonly label: string;
  readonly format: ColumnFormat;
  readonly decimals?: number;
}

export interface ChartTableViewProps {
  /** Name of the file, without its ending. */
  readonly filename: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly ChartRow[];
}

const written = (value: number | null, { format, decimals = 2 }: TableColumn): string =>
  format === 'percent' ? percentFigure(value, { decimals }) : fixed(value, decimals);

function download(filename: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: `${filename}.csv` });
  link.click();
  URL.revokeObjectURL(address);
}

/** The figures a picture is drawn from, to read or to take away. Percentages are fractions in the file. */
export function ChartTableView({ filename, caption, columns, rows }: ChartTableViewProps) {
  const [open, setOpen] = useState(false);
  const tableId = useId();
  const save = () => {
    const header = ['date', ...columns.map((column) => (column.format === 'percent' ? `${column.label.replace(', %', '')} (fraction)` : column.label))];
    download(filename, toCsv(header, rows.map((row) => [row.date, ...columns.map((column) => figureAt(row, column.key))])));
  };
  return (
    <div className="no-print">
      <div className="table-view-head">
        <button type="button" className="link" aria-expanded={open} aria-controls={open ? tableId : undefined} onClick={() => setOpen(!open)}>
          {open ? 'Hide the table' : 'Show as a table'}
        </button>
        <button type="button" className="link" onClick={save}>
          Download CSV
        </button>
      </div>
      {open ? (
        <div id={tableId} className="table-view" role="region" aria-label={caption} tabIndex={0}>
          <table>
            <caption className="sr-only">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">Date</th>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className="num">
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.date}>
                  <th scope="row" className="figures">
                    {row.date}
                  </th>
                  {columns.map((column) => (
                    <td key={column.key} className="num">
                      {written(figureAt(row, column.key), column)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}
