/** Columns of text, the first to the left and the others to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, j) => Math.max(title.length, ...rows.map((row) => row[j].length)));
  const line = (cells: readonly string[]) => cells.map((cell, j) => (j === 0 ? cell.padEnd(widths[j]) : cell.padStart(widths[j]))).join('  ').trimEnd();
  return [header, ...rows].map(line).join('\n');
}

/** A fraction as percent with two digits; a dash for what has no value. */
export function percentText(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(2)} %`;
}

/** A number with six digits after the point; a dash for what has no value. */
export function numberText(value: number | null): string {
  return value === null ? '–' : value.toFixed(6);
}
