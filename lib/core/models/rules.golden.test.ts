import { describe, expect, it } from 'vitest';
import { runBacktest } from '../backtest/run-backtest';
import type { IsoDate } from '../base/iso-date';
import { decisions } from '../decide';
import { createHistory } from '../market/history';
import { expectClose } from '../testing/expect-close';
import { FUNDS, rulesGrid, rulesPolicy } from '../testing/rules-world';
import { readGolden } from '../testing/simulated-market';
import type { Model } from './model';
import { findModel } from './registry';

interface Golden {
  readonly rules: Readonly<
    Record<string, { readonly decisions: readonly (readonly [date: string, weights: Readonly<Record<string, number>>])[]; readonly nav: readonly number[] }>
  >;
}

/** Made by testing/reference/reference_rules.py, which shares no code with the engine. */
const golden = readGolden<Golden>('rules');
const history = createHistory(rulesGrid(), []);
const policy = rulesPolicy();

function modelOf(slug: string): Model {
  const model = findModel(slug)?.create({});
  if (!model?.ok) throw new Error(`no model ${slug}`);
  return model.value;
}

describe.each(Object.keys(golden.rules))('%s against a plain computation in Python', (slug) => {
  const expected = golden.rules[slug];

  it('decides on the same days for the same weights', () => {
    const found = decisions(history.asOf('2030-01-01' as IsoDate), policy, modelOf(slug));
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.map(({ date }) => date)).toEqual(expected.decisions.map(([date]) => date));
    found.value.forEach(({ target }, k) => expectClose(target, FUNDS.map((fund) => expected.decisions[k][1][fund] ?? 0), 1e-9));
  });

  it('earns the same, traded a row later at 10 bp', () => {
    const strategies = [{ kind: 'model', name: slug, policy, model: modelOf(slug) } as const];
    const result = runBacktest(history, { start: null, end: null, history: 'all', executionLag: 1, feeAnnual: 0, strategies });
    if (!result.ok) throw new Error(result.error.message);
    const { nav } = result.value.strategies[0];
    expectClose([...nav.filter((_, t) => t % 25 === 0), nav[nav.length - 1]], expected.nav, 1e-9);
  });
});
