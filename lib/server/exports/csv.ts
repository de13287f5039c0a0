import { escapeFormula } from '../imports/formula-escape';

/** A cell of an export: text is made harmless for spreadsheets, numbers stay numbers, null is missing. */
export type CsvCell = string | number | { readonly figure: string } | null;

const QUOTED = /[",\r\n]|^\s|\s$/;

function written(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.figure;
  const text = escapeFormula(cell);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Decimal text as it stands: figures that a number would round. */
export const figure = (text: string): { readonly figure: string } => ({ figure: text.includes('.') ? text.replace(/\.?0+$/, '') : text });

/** A table as CSV: comma, point, UTF-8 without a byte order mark, one header line, lines ended by a line feed. */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `${[header, ...rows].map((row) => row.map(written).join(',')).join('\n')}\n`;
}

/** A file to hand out, and what to state when it is imported again. */
export interface ExportedFile {
  readonly fileName: string;
  readonly csv: string;
  readonly rows: number;
  readonly request: Readonly<Record<string, unknown>>;
}
