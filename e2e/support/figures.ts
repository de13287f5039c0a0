import type { Locator } from '@playwright/test';

/** A figure as the screen writes it: "−8.83", "+1,205", "12.6 %". NaN for what is no figure. */
export function figure(text: string): number {
  const digits = text.replaceAll('\u2212', '-').replace(/[,+\s%]/g, '');
  return digits === '' ? Number.NaN : Number(digits);
}

/** The cells of a row that hold figures, as numbers, without the row's header and its picture. */
export async function figuresOf(row: Locator): Promise<readonly number[]> {
  return (await row.locator('td.num').allInnerTexts()).map(figure);
}

/** Every row of a table's body as its figures. */
export async function figureRows(table: Locator): Promise<readonly (readonly number[])[]> {
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map(figuresOf));
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The k-th figure of every row. */
export const column = (rows: readonly (readonly number[])[], k: number): readonly number[] => rows.map((row) => row[k]);
