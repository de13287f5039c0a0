import { shiftPoint } from '@/lib/format/number';

type Fields = Readonly<Record<string, unknown>>;

/** What was typed into a table, by the name before the colon and the row after it; empty cells are left out. */
export function amountsIn(fields: Fields): ReadonlyMap<string, string> {
  const cells = Object.entries(fields).filter((entry): entry is [string, string] => entry[0].includes(':') && typeof entry[1] === 'string' && entry[1].trim() !== '');
  return new Map(cells);
}

/**
 * `1,234.5` and `1 234.5` are numbers as typed; a comma alone is the decimal sign of half the world. `12,345` may be
 * either, a thousand times apart: it is none, as everything else that is none, and refused by name.
 */
export function numberIn(text: string): number {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '').replace('−', '-');
  if (/^-?\d{1,3},\d{3}$/.test(plain)) return Number.NaN;
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain);
  return Number(grouped ? plain.replaceAll(',', '') : plain.replace(',', '.'));
}

const rowsOf = (cells: ReadonlyMap<string, string>, name: string): readonly string[] => [...cells.keys()].filter((key) => key.startsWith(`${name}:`)).map((key) => key.slice(name.length + 1));

/** The fills of a form: one row a trade. A row without a quantity was not filled; an empty cost is the model's. */
export function fillsOf(fields: Fields) {
  const cells = amountsIn(fields);
  return rowsOf(cells, 'quantity')
    .map((instrument) => {
      const cost = cells.get(`cost:${instrument}`);
      return { instrument, quantity: numberIn(cells.get(`quantity:${instrument}`) ?? ''), price: numberIn(cells.get(`price:${instrument}`) ?? ''), ...(cost === undefined ? {} : { cost: numberIn(cost) }) };
    })
    .filter(({ quantity }) => quantity !== 0);
}

/** Other weights, typed in per cent, or other trades, typed with their sign. */
export function editOf(by: 'weights' | 'trades', cells: ReadonlyMap<string, string>) {
  if (by === 'weights') return { weights: rowsOf(cells, 'weight').map((asset) => ({ asset, weight: shiftPoint(numberIn(cells.get(`weight:${asset}`) ?? ''), -2) })) };
  return { trades: rowsOf(cells, 'trade').map((instrument) => ({ instrument, quantity: numberIn(cells.get(`trade:${instrument}`) ?? '') })) };
}
