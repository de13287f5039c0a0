import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import type { Policy } from '../targets/policy';
import { investCash, raiseCash, shareOut, type CashMove } from './cash-moves';

const ASSETS = ['EQ', 'BD', 'RE', 'CA'].map(assetId);
const PRICES = [50, 100, 7, 20];
const policy: Policy = {
  lines: ASSETS.map((asset, i) => ({ asset, group: (['equity', 'bond', 'real', 'cash'] as const)[i] as Policy['lines'][number]['group'], weight: [0.5, 0.3, 0.1, 0.1][i], min: [0.2, 0.1, 0, 0][i], max: [0.7, 0.6, 0.2, 0.5][i], costBps: 10 })),
  cashAsset: ASSETS[3], groupLimits: [],
};
const instruments = ASSETS.map((asset, i) => ({ id: asset as string, asset, price: PRICES[i], priceDate: isoDate('2024-01-31'), lot: 1 }));

const moves: fc.Arbitrary<CashMove> = fc
  .record({ units: fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 5_000 })), cash: fc.integer({ min: 0, max: 500_000 }), share: fc.double({ min: 0.001, max: 1, noNaN: true }), tilt: fc.double({ min: -0.15, max: 0.15, noNaN: true }) })
  .map(({ units, cash, share, tilt }) => ({
    policy, instruments, target: [0.5 + tilt, 0.3 - tilt, 0.1, 0.1],
    positions: { quantities: new Map(units.flatMap((held, i) => (held > 0 ? [[ASSETS[i] as string, held] as const] : []))), cash },
    amount: Math.max(1, share * (units.reduce((sum, held, i) => sum + held * PRICES[i], cash) * 0.3)),
  }))
  .filter(({ positions }) => positions.quantities.size > 0 || positions.cash > 0);

const valueOf = ({ positions }: CashMove): number => ASSETS.reduce((sum, asset, i) => sum + (positions.quantities.get(asset) ?? 0) * PRICES[i], positions.cash);
const worth = ({ positions }: CashMove, i: number): number => (positions.quantities.get(ASSETS[i]) ?? 0) * PRICES[i];
const traded = (plan: { readonly trades: readonly { readonly asset: string; readonly amount: number }[] }, i: number): number => plan.trades.filter((trade) => trade.asset === ASSETS[i]).reduce((sum, trade) => sum + trade.amount, 0);

describe('money that came in', () => {
  it('only buys, spends no more than there is of it, and breaks no maximum', () => {
    fc.assert(
      fc.property(moves, (move) => {
        const plan = investCash(move);
        if (!plan.ok) {
          expect(move.positions.cash).toBeLessThan(move.amount);
          return;
        }
        expect(plan.value.trades.every((trade) => trade.side === 'buy' && trade.quantity > 0)).toBe(true);
        expect(move.positions.cash - plan.value.cashAfter).toBeLessThanOrEqual(move.amount + 0.01);
        ASSETS.forEach((_, i) => {
          if (traded(plan.value, i) > 0) expect(worth(move, i) + traded(plan.value, i)).toBeLessThanOrEqual(policy.lines[i].max * valueOf(move) + 0.01);
        });
        expect(plan.value.weightsAfter.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('goes where the target is farthest away: nothing is bought that stands higher above it than another', () => {
    // 100,000 to a book of 400,000 with equity short by 90,000 and bonds by 10,000: equity gets it first.
    const plan = investCash({ policy, instruments, target: [0.5, 0.3, 0.1, 0.1], positions: { quantities: new Map([['EQ', 3_200], ['BD', 1_400], ['RE', 7_142]]), cash: 150_000 }, amount: 60_000 });
    expect(plan.ok && plan.value.trades.map((trade) => trade.asset)).toEqual([ASSETS[0]]);
  });
});

describe('money that has to go out', () => {
  it('only sells, leaves the amount free, sells nothing short and no class below its minimum', () => {
    fc.assert(
      fc.property(moves, (move) => {
        const plan = raiseCash(move);
        if (!plan.ok) {
          expect(plan.error.kind).toBe('cannot-raise');
          return;
        }
        expect(plan.value.trades.every((trade) => trade.side === 'sell')).toBe(true);
        expect(plan.value.cashAfter).toBeGreaterThanOrEqual(move.amount - 0.01);
        const rest = valueOf(move) - move.amount;
        ASSETS.forEach((asset, i) => {
          const left = worth(move, i) - traded(plan.value, i);
          expect(left).toBeGreaterThanOrEqual(-1e-6);
          if (traded(plan.value, i) > 0) expect(left).toBeGreaterThanOrEqual(policy.lines[i].min * rest - 0.01);
          expect(plan.value.trades.filter((trade) => trade.asset === asset).every((trade) => trade.quantity <= (move.positions.quantities.get(asset) ?? 0))).toBe(true);
        });
      }),
    );
  });

  it('that lies there already sells nothing', () => {
    const plan = raiseCash({ policy, instruments, target: [0.5, 0.3, 0.1, 0.1], positions: { quantities: new Map([['EQ', 1_000]]), cash: 50_000 }, amount: 20_000 });
    expect(plan.ok && plan.value.trades).toEqual([]);
  });

  it('takes no more than lots ask for', () => {
    fc.assert(
      fc.property(moves, (move) => {
        const plan = raiseCash(move);
        if (plan.ok && plan.value.trades.length > 0) expect(plan.value.cashAfter - Math.max(move.amount, move.positions.cash)).toBeLessThanOrEqual(1_500);
      }),
    );
  });
});

describe('sharing out', () => {
  it('gives what there is, to nobody more than its room', () => {
    const list = fc.array(fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 300, noNaN: true }), (pairs, amount) => {
        const rooms = pairs.map(([, room]) => room);
        const given = shareOut(amount, pairs.map(([distance]) => distance), rooms);
        expect(given.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Math.min(amount, rooms.reduce((sum, one) => sum + one, 0)), 6);
        given.forEach((one, i) => expect(one >= -1e-12 && one <= rooms[i] + 1e-9).toBe(true));
      }),
    );
  });
});
