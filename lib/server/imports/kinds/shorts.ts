import type { IsoDate } from '../../../core/base/iso-date';
import { derivePositions } from '../../../core/holdings/derive-positions';
import type { Transaction } from '../../../core/holdings/transaction';
import type { TransactionRecord } from './transaction-record';

/** A record in the terms of the core, where figures have no sign. */
export function toBookLine({ kind, date, instrument, quantity, amount, fee }: TransactionRecord): Transaction {
  switch (kind) {
    case 'buy':
    case 'sell':
      return { kind, date, instrument: instrument ?? '', quantity: quantity ?? '0', amount: amount ?? '0', cost: fee ?? '0' };
    case 'split':
      return { kind, date, instrument: instrument ?? '', ratio: quantity ?? '1' };
    case 'opening':
    case 'reconciliation':
      return { kind, date, instrument, quantity: quantity ?? '0', amount: instrument === null ? (amount ?? '0') : '0' };
    default:
      return { kind, date, instrument, amount: amount ?? '0' };
  }
}

interface Entry {
  readonly line: Transaction;
  readonly record: TransactionRecord | null;
}

function byDay(entries: readonly Entry[]): readonly (readonly [IsoDate, readonly Entry[]])[] {
  const days = new Map<IsoDate, Entry[]>();
  for (const entry of entries) {
    const known = days.get(entry.line.date);
    if (known) known.push(entry);
    else days.set(entry.line.date, [entry]);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The first sale of more than was held, looking at the end of each day: buying and selling within one day may stand in
 * either order. `before` is the book that the records are added to.
 *
 * Each day's lines go through `derivePositions` behind what its instruments held the day before, so that splits and
 * roundings are the book's own.
 */
export function firstShort(before: readonly Transaction[], records: readonly TransactionRecord[]): { readonly line: number; readonly reason: string } | null {
  const held = new Map<string, number>();
  const entries = [...before.map((line) => ({ line, record: null })), ...records.map((record) => ({ line: toBookLine(record), record }))];
  for (const [day, today] of byDay(entries)) {
    const touched = [...new Set(today.map(({ line }) => line.instrument ?? null).filter((code) => code !== null))];
    const carried = touched.map((instrument) => ({ kind: 'reconciliation' as const, date: day, instrument, quantity: held.get(instrument) ?? 0, amount: '0' }));
    const { quantities } = derivePositions([...carried, ...today.map(({ line }) => line)]);
    for (const instrument of touched) {
      const quantity = quantities.get(instrument) ?? 0;
      const seller = quantity < 0 ? today.findLast(({ record }) => record?.instrument === instrument)?.record : null;
      if (seller) return { line: seller.line, reason: `${seller.kind === 'sell' ? 'sells' : seller.kind} ${seller.quantity ?? ''} ${instrument} on ${day}, ${String(-quantity)} more than are held; short positions are not supported` };
      held.set(instrument, quantity);
    }
  }
  return null;
}
