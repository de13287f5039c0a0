import type { FigureRole } from '@/components/ui/table';
import { applyShocks } from '@/lib/core/backtest/stress';

export interface ShockClass {
  readonly id: string;
  readonly name: string;
}

export interface ShockMix {
  readonly label: string;
  readonly figure: FigureRole;
  /** In the order of the classes. */
  readonly weights: readonly number[];
}

export interface ShockedMix extends Pick<ShockMix, 'label' | 'figure'> {
  readonly total: number;
  readonly parts: readonly number[];
}

/** What was typed, in per cent, as fractions; what is empty is no shock, what cannot be read or is below −100 says so. */
export function readShocks(typed: Readonly<Record<string, string>>): { readonly shocks: Readonly<Record<string, number>>; readonly errors: Readonly<Record<string, string>> } {
  const entries = Object.entries(typed).filter(([, text]) => text.trim() !== '');
  const read = entries.map(([id, text]) => [id, Number(text.trim().replace('−', '-').replace(',', '.').replace(/\s*%$/, ''))] as const);
  const good = (value: number) => Number.isFinite(value) && value >= -100;
  return {
    shocks: Object.fromEntries(read.filter(([, value]) => good(value)).map(([id, value]) => [id, value / 100])),
    errors: Object.fromEntries(read.filter(([, value]) => !good(value)).map(([id, value]) => [id, Number.isFinite(value) ? 'A price can fall by 100 % at most' : 'Write a number such as −30'])),
  };
}

/** The outcome for every mix. */
export function shockedMixes(classes: readonly ShockClass[], mixes: readonly ShockMix[], shocks: Readonly<Record<string, number>>): readonly ShockedMix[] {
  return mixes.flatMap(({ label, figure, weights }) => {
    const outcome = applyShocks(classes.map(({ id }) => id), weights, shocks);
    return outcome.ok ? [{ label, figure, total: outcome.value.returnOverall, parts: outcome.value.contributions }] : [];
  });
}
