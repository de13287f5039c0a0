'use client';

import { useId, useState } from 'react';
import { fixed } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { bpFigure, ppFigure } from '@/lib/format/points';
import { figureAt, type ChartRow } from './curves';
import { toCsv } from './csv';

/** How the figures of a column are written on screen; the file keeps the raw value: a fraction, or for `figure` the number itself. */
export type ColumnFormat = 'percent' | 'pp' | 'bp' | 'figure';

const UNIT_OF_FRACTION = { percent: ', %', pp: ', pp', bp: ', bp' } as const;

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
  /** What `date` names, where the rows are no dates: "Asset class". */
  readonly heading?: string;
}

function written(value: number | null, { format, decimals = 2 }: TableColumn): string {
  if (format === 'percent') return percentFigure(value, { decimals });
  if (format === 'pp') return ppFigure(value, decimals);
  return format === 'bp' ? bpFigure(value, { decimals, sign: 'always' }) : fixed(value, decimals);
}

const fileHeader = ({ label, format }: TableColumn): string => (format === 'figure' ? label : `${label.replace(UNIT_OF_FRACTION[format], '')} (fraction)`);

function download(filename: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: `${filename}.csv` });
  link.click();
  URL.revokeObjectURL(address);
}

/** The figures a picture is drawn from, to read or to take away. Percentages and points are fractions in the file. */
export function ChartTableView({ filename, caption, columns, rows, heading = 'Date' }: ChartTableViewProps) {
  const [open, setOpen] = useState(false);
  const tableId = useId();
  const save = () => {
    const header = [heading.toLowerCase(), ...columns.map(fileHeader)];
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
                <th scope="col">{heading}</th>
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
