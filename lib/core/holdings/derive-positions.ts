import { assert, unreachable } from '../base/assert';
import type { Decimal, Positions, Transaction } from './transaction';

/** Decimal places that quantities and cash are kept to while they are added up. */
export const QUANTITY_DECIMALS = 8;
const SCALE = 10 ** QUANTITY_DECIMALS;

const numberOf = (value: Decimal): number => {
  const number = Number(value);
  assert(Number.isFinite(number), `"${value}" is not a decimal number`);
  return number;
};

/** Half away from zero, to `QUANTITY_DECIMALS` places: 0.1 + 0.2 is 0.3, and a sold-out position is exactly 0. */
const round = (value: number): number => (Math.sign(value) * Math.round(Math.abs(value) * SCALE)) / SCALE;

interface Book {
  readonly quantities: Map<string, number>;
  cash: number;
}

function move(book: Book, instrument: string, quantity: number): void {
  book.quantities.set(instrument, round((book.quantities.get(instrument) ?? 0) + quantity));
}

function pay(book: Book, amount: number): void {
  book.cash = round(book.cash + amount);
}

function take(book: Book, transaction: Transaction): void {
  switch (transaction.kind) {
    case 'opening':
    case 'reconciliation':
      if (transaction.instrument !== null) move(book, transaction.instrument, numberOf(transaction.quantity));
      return pay(book, numberOf(transaction.amount));
    case 'buy':
      move(book, transaction.instrument, numberOf(transaction.quantity));
      return pay(book, -numberOf(transaction.amount) - numberOf(transaction.cost ?? 0));
    case 'sell':
      move(book, transaction.instrument, -numberOf(transaction.quantity));
      return pay(book, numberOf(transaction.amount) - numberOf(transaction.cost ?? 0));
    case 'deposit':
    case 'income':
      return pay(book, numberOf(transaction.amount));
    case 'withdrawal':
    case 'fee':
      return pay(book, -numberOf(transaction.amount));
    case 'split': {
      const held = book.quantities.get(transaction.instrument) ?? 0;
      book.quantities.set(transaction.instrument, round(held * numberOf(transaction.ratio)));
      return undefined;
    }
    default:
      return unreachable(transaction);
  }
}

/**
 * Positions from the whole book, applied by date and, within a day, in the order given (a split of the day thus comes
 * before or after a trade as it was booked). Every sum is rounded to eight decimals, half away from zero.
 *
 * `amount` of a buy or sell is price times quantity without `cost`; a split's `ratio` is new over old (2 for 2:1).
 * Flat positions are left out; a negative quantity is a short and is kept, for checks to see.
 */
export function derivePositions(transactions: readonly Transaction[]): Positions {
  const book: Book = { quantities: new Map(), cash: 0 };
  const byDate = [...transactions].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const transaction of byDate) take(book, transaction);
  return { quantities: new Map([...book.quantities].filter(([, quantity]) => quantity !== 0)), cash: book.cash };
}
