import { describe, expect, it } from 'vitest';
import { isoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { statedTrades, type StatedInput } from './stated-trades';

const [EQ, BD, CA] = ['EQ', 'BD', 'CA'].map(assetId);
const instrument = (id: string, asset: typeof EQ, price: number, lot = 1) => ({ id, asset, price, priceDate: isoDate('2024-01-31'), lot });
const input: StatedInput = {
  positions: { quantities: new Map([['eq', 100]]), cash: 5_000 },
  instruments: [instrument('eq', EQ, 50), instrument('bd', BD, 100, 10)],
  assets: [EQ, BD, CA], cashAsset: CA, costBps: [10, 20, 0],
};

const planOf = (...trades: readonly (readonly [string, number])[]) => statedTrades(trades.map(([id, quantity]) => ({ instrument: id, quantity })), input);

describe('stated trades', () => {
  it('are done as stated, cash takes the residue, and the weights are those after costs', () => {
    // Sells 20 × 50 = 1,000 at 1.00, buys 30 × 100 = 3,000 at 6.00: 4,000 + 3,000 and 2,993 in cash.
    const plan = planOf(['eq', -20], ['bd', 30]);
    expect(plan.ok && plan.value).toMatchObject({ cost: 7, cashBefore: 5_000, cashAfter: 2_993 });
    if (plan.ok) [4_000, 3_000, 2_993].forEach((worth, k) => expect(plan.value.weightsAfter[k]).toBeCloseTo(worth / 9_993, 12));
  });

  it('of nothing are no trades', () => {
    const plan = planOf(['eq', 0]);
    expect(plan.ok && plan.value.trades).toEqual([]);
  });

  it.each([
    ['a sale of more than is held', ['eq', -101], 'sells more than the 100'],
    ['half a lot', ['bd', 15], 'not a multiple of the lot of 10'],
    ['what the money does not buy', ['bd', 50], 'would leave -10.00 in cash'],
    ['what has no price', ['gold', 1], 'no price'],
  ] as const)('refuse %s', (_what, trade, says) => {
    const plan = planOf(trade);
    expect(plan.ok ? '' : plan.error.message).toContain(says);
  });
});
