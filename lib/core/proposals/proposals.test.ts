import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import type { Instrument } from '../holdings/current-weights';
import { policyOf } from '../testing/policies';
import { checks } from './checks';
import type { CheckInput } from './checks';
import { ALLOWED_MOVES, isFinal, mayCheck, moveProposal, PROPOSAL_MOVES, PROPOSAL_STATES } from './state-machine';
import { trades } from './trades';

const day = '2024-04-01' as IsoDate;
const instrument = (id: string, asset: string, price: number, lot = 1): Instrument => ({ id, asset: assetId(asset), price, priceDate: day, lot });
const assets = [assetId('stocks'), assetId('bonds'), assetId('cash')];
const cashAsset = assetId('cash');

describe('trades', () => {
  const instruments = [instrument('S1', 'stocks', 30), instrument('S2', 'stocks', 10), instrument('B', 'bonds', 7)];

  it('trade a class pro rata to the instruments held and leave the residue in cash', () => {
    const positions = { quantities: new Map([['S1', 20], ['S2', 20]]), cash: 200 };
    const plan = trades({ positions, instruments, assets, cashAsset, targetWeights: [0.4, 0.5, 0.1], costBps: [0, 0, 0] });
    expect(plan.trades.map(({ instrument: id, side, quantity }) => [id, side, quantity])).toEqual([['S1', 'sell', 10], ['S2', 'sell', 10], ['B', 'buy', 71]]);
    expect(plan.cashAfter).toBe(200 + 400 - 71 * 7);
  });

  it('the worked example rounds once, downwards', () => {
    const plan = trades({ positions: { quantities: new Map(), cash: 100 }, instruments, assets, cashAsset, targetWeights: [0, 1, 0], costBps: [0, 10, 0] });
    expect(plan.trades).toMatchObject([{ instrument: 'B', quantity: 14, amount: 98 }]);
    expect(plan.cashAfter).toBeCloseTo(2 - 0.098, 12);
  });

  it('what cash has left over buys the fund of the cash class, as far as the class wants it', () => {
    const withBills = [...instruments, instrument('BILL', 'cash', 20)];
    const plan = trades({ positions: { quantities: new Map([['S1', 20]]), cash: 400 }, instruments: withBills, assets, cashAsset, targetWeights: [0.3, 0, 0.7], costBps: [10, 10, 10] });
    expect(plan.trades.map(({ instrument: id, side, quantity, cost }) => [id, side, quantity, cost])).toEqual([
      ['S1', 'sell', 10, 0.3],
      ['S2', 'buy', 0, 0],
      ['BILL', 'buy', 34, 0],
    ].filter(([, , quantity]) => quantity !== 0));
    expect(plan.cashAfter).toBeCloseTo(400 + 300 - 0.3 - 34 * 20, 12);
  });

  it('sells the fund of the cash class only for what cash itself cannot pay', () => {
    const withBills = [...instruments, instrument('BILL', 'cash', 20)];
    const plan = trades({ positions: { quantities: new Map([['BILL', 50]]), cash: 0 }, instruments: withBills, assets, cashAsset, targetWeights: [0, 0.35, 0.65], costBps: [0, 0, 0] });
    expect(plan.trades.map(({ instrument: id, side, quantity }) => [id, side, quantity])).toEqual([['BILL', 'sell', 17], ['B', 'buy', 48]]);
    expect(plan.cashAfter).toBe(340 - 336);
  });

  it('a class without an instrument is named, not silently left out', () => {
    const plan = trades({ positions: { quantities: new Map(), cash: 100 }, instruments: [], assets, cashAsset, targetWeights: [1, 0, 0], costBps: [0, 0, 0] });
    expect(plan.unfilled).toEqual(['stocks']);
  });

  it('cash never goes negative and nothing becomes short', () => {
    const quantity = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(quantity, quantity, quantity, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 200 }), (s1, s2, b, cash, x, y, bps) => {
        fc.pre(s1 + s2 + b + cash > 0);
        const stocks = x / 100;
        const bonds = (1 - stocks) * (y / 100);
        const held = new Map([['S1', s1], ['S2', s2], ['B', b]]);
        const plan = trades({ positions: { quantities: held, cash }, instruments, assets, cashAsset, targetWeights: [stocks, bonds, 1 - stocks - bonds], costBps: [bps, bps, 0] });
        expect(plan.cashAfter).toBeGreaterThanOrEqual(-1e-9);
        for (const trade of plan.trades) {
          expect(Number.isInteger(trade.quantity)).toBe(true);
          if (trade.side === 'sell') expect(trade.quantity).toBeLessThanOrEqual(held.get(trade.instrument) ?? 0);
        }
        expect(plan.weightsAfter.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('checks', () => {
  const policy = policyOf([['stocks', 'equity', 0.6, 0.3, 0.7], ['bonds', 'bond', 0.3, 0.1, 0.6], ['cash', 'cash', 0.1, 0, 0.3]], {
    cash: 'cash',
    groupLimits: [{ group: 'equity', min: 0, max: 0.65 }],
  });
  const input: CheckInput = {
    policy,
    limits: { turnover: 0.1, trackingErrorAnnual: 0.05, costBps: 5, priceAgeDays: 5 },
    asOf: day,
    currentWeights: [0.6, 0.3, 0.1],
    proposedWeights: [0.68, 0.3, 0.02],
    trackingErrorAnnual: 0.02,
    prices: [{ id: 'S1', priceDate: '2024-03-20' as IsoDate }],
    readings: [],
    missing: [{ layer: 'dynamic', indicator: 'credit', asset: null, reason: 'the newest reading is of 2020-01', cause: 'stale' }],
    latestRevised: ['credit'],
  };
  const found = checks(input);
  const of = (kind: string) => found.filter((check) => check.kind === kind);

  it('a group limit is breached though every asset is within its own', () => {
    expect(of('asset-limit').map(({ result }) => result)).toEqual(['within', 'within', 'within']);
    expect(of('group-limit')[0]).toMatchObject({ subject: 'equity', result: 'breach', measured: 0.68, limit: 0.65 });
  });

  it('turnover is one way, cost counts no cash, and both say how much of the limit is used', () => {
    expect(of('turnover')[0].measured).toBeCloseTo(0.08, 12);
    expect(of('turnover')[0].shareUsed).toBeCloseTo(0.8, 12);
    expect(of('cost')[0].measured).toBeCloseTo(0.8, 12);
  });

  it('an old price is a breach, a stale observation a note', () => {
    expect(of('stale-price')[0]).toMatchObject({ measured: 12, result: 'breach' });
    expect(of('stale-observation')[0]).toMatchObject({ subject: 'credit', result: 'note' });
  });

  it('what cannot be measured is noted, never passed', () => {
    expect(checks({ ...input, trackingErrorAnnual: null }).find(({ kind }) => kind === 'tracking-error')?.result).toBe('note');
  });
});

describe('the state machine', () => {
  it('allows exactly the moves of its table', () => {
    for (const state of PROPOSAL_STATES) {
      for (const move of PROPOSAL_MOVES) {
        const next = moveProposal(state, move);
        expect(next.ok).toBe(ALLOWED_MOVES[state][move] !== undefined);
        if (!next.ok) expect(next.error.kind).toBe('move-not-allowed');
      }
    }
  });

  it('ends where it should', () => {
    expect(PROPOSAL_STATES.filter(isFinal)).toEqual(['rejected', 'withdrawn', 'expired', 'superseded', 'executed', 'cancelled']);
  });

  it('a rejected proposal cannot be approved, and the refusal says what is possible', () => {
    const refused = moveProposal('deferred', 'approve');
    expect(refused.ok ? '' : refused.error.message).toContain('resume');
  });

  it('the maker does not check where two are needed', () => {
    expect([mayCheck('a', 'a', true), mayCheck('a', 'b', true), mayCheck('a', 'a', false), mayCheck(null, 'a', true)]).toEqual([false, true, true, true]);
  });
});
