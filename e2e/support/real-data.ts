import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Real prices and indicators that may not be given away: beside the checkout on some machines, absent on others. */
export const REAL_DATA = path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data');

export const hasRealData = existsSync(REAL_DATA);

export const realFile = (name: string): string => path.join(REAL_DATA, name);

/** The last row of a wide price file, by column. */
export function lastRow(name: string): Readonly<Record<string, string>> {
  const lines = readFileSync(realFile(name), 'utf8').trim().split('\n');
  const [header, last] = [lines[0].split(','), lines[lines.length - 1].split(',')];
  return Object.fromEntries(header.map((column, k) => [column, last[k]]));
}
