import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from './base/iso-date';
import { decide, decisions } from './decide';
import type { History } from './market/history';
import { createHistory } from './market/history';
import type { Observation } from './market/observation';
import type { PriceGrid } from './market/price-grid';
import type { Decision } from './models/decision';
import { houseModel } from './models/house/house';
import type { Policy } from './targets/policy';
import { expectClose } from './testing/expect-close';
import { policyOf } from './testing/policies';
import { simulatedGrid, simulatedObservations } from './testing/simulated-market';

const ASSETS = ['EQ1', 'EQ2', 'BOND', 'GOLD', 'BILL'];
const POLICY = policyOf(
  [
    ['EQ1', 'equity', 0.35, 0.1, 0.45],
    ['EQ2', 'equity', 0.2, 0.05, 0.3],
    ['BOND', 'bond', 0.3, 0.15, 0.55],
    ['GOLD', 'alternative', 0.1, 0, 0.2],
    ['BILL', 'cash', 0.05, 0, 0.5],
  ],
  { cash: 'BILL', groupLimits: [{ group: 'equity', min: 0.2, max: 0.6 }] },
);
const LATER = '2030-01-01' as IsoDate;
const grid = simulatedGrid(ASSETS);
const observations = simulatedObservations();
const history = createHistory(grid, observations);

function all(source: History, policy: Policy = POLICY): readonly Decision[] {
  const found = decisions(source.asOf(LATER), policy, houseModel());
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

const whole = all(history);
const anyDecision = fc.integer({ min: 0, max: whole.length - 1 });
const few = { numRuns: 12 };

function poisonedGrid(after: IsoDate): PriceGrid {
  const poison = (column: Float64Array) => column.map((level, t) => (grid.dates[t] > after ? level * (1 + ((t * 7919) % 13)) : level));
  return { ...grid, levels: grid.levels.map(poison), cashLevel: grid.cashLevel && poison(grid.cashLevel) };
}

const poisoned = (after: IsoDate): readonly Observation[] => observations.map((o) => (o.knownAt > after ? { ...o, value: o.value * -17 + 3 } : o));

describe('every decision', () => {
  it('has targets that sum to 1 and keep the limits of assets and groups', () => {
    for (const { target, legal } of whole) {
      for (const mix of [target, legal]) {
        expect(Math.abs(mix.reduce((sum, w) => sum + w, 0) - 1)).toBeLessThan(1e-12);
        POLICY.lines.forEach(({ min, max }, i) => expect(mix[i] >= min - 1e-12 && mix[i] <= max + 1e-12).toBe(true));
        expect(mix[0] + mix[1]).toBeLessThanOrEqual(0.6 + 1e-12);
      }
    }
  });

  it('is explained to 1e-12 by rows that lead from the strategic mix to the target', () => {
    for (const { attribution, strategic, target } of whole) {
      const sums = target.map((_, i) => attribution.reduce((sum, row) => sum + row.byAsset[i], 0));
      expectClose(sums, target.map((w, i) => w - strategic[i]), 1e-12);
      const tilts = attribution.filter(({ step }) => step.includes('.'));
      for (const { byAsset } of tilts) expect(Math.abs(byAsset.reduce((sum, d) => sum + d, 0))).toBeLessThan(1e-12);
    }
  });

  it('has scores in [−1, 1] whose shares sum to 1 per asset and layer', () => {
    for (const { readings } of whole) {
      const shares = new Map<string, number>();
      for (const { asset, layer, score, share } of readings) {
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
        shares.set(`${asset} ${layer}`, (shares.get(`${asset} ${layer}`) ?? 0) + share);
      }
      for (const sum of shares.values()) expect(sum).toBeCloseTo(1, 12);
    }
  });
});

describe('nothing from the future', () => {
  it('poisoning all that comes after a decision changes nothing decided up to it', () => {
    fc.assert(
      fc.property(anyDecision, (index) => {
        const after = whole[index].date;
        expect(all(createHistory(poisonedGrid(after), poisoned(after))).slice(0, index + 1)).toEqual(whole.slice(0, index + 1));
      }),
      few,
    );
  });

  it('one pass is the same as a decision on the history as it was', () => {
    fc.assert(
      fc.property(anyDecision, (index) => {
        const live = decide(history.asOf(whole[index].date), POLICY, houseModel());
        expect(live.ok && live.value).toEqual(whole[index]);
      }),
      few,
    );
  });

  it('a month that no later row closes is not decided on', () => {
    const date = whole[60].date;
    const row = grid.dates.indexOf(date);
    const cut = createHistory({ ...grid, dates: grid.dates.slice(0, row + 1), levels: grid.levels.map((l) => l.slice(0, row + 1)), cashLevel: grid.cashLevel?.slice(0, row + 1) ?? null }, observations);
    const live = decide(cut.asOf(LATER), POLICY, houseModel());
    expect(live.ok && live.value.date).toBe(whole[59].date);
  });
});

describe('what must not matter', () => {
  it('the order of assets', () => {
    const order = [3, 0, 4, 2, 1];
    const turned: Policy = { ...POLICY, lines: order.map((i) => POLICY.lines[i]) };
    const shuffled = all(createHistory({ ...grid, assets: order.map((i) => grid.assets[i]), levels: order.map((i) => grid.levels[i]) }, observations), turned);
    shuffled.forEach(({ target }, k) => expectClose(target, order.map((i) => whole[k].target[i]), 1e-12));
  });

  it('the scale of prices', () => {
    const scaled = all(createHistory({ ...grid, levels: grid.levels.map((column, i) => column.map((level) => level * 10 ** (i - 2))) }, observations));
    scaled.forEach(({ target }, k) => expectClose(target, whole[k].target, 1e-10));
  });

  it('the order in which observations are handed in, where no two are rivals', () => {
    const reversed = all(createHistory(grid, [...observations].reverse()));
    reversed.forEach(({ target }, k) => expectClose(target, whole[k].target, 1e-12));
  });
});

describe('gain 0', () => {
  it('switches a layer off', () => {
    const off = decide(history.asOf(LATER), POLICY, houseModel({ tacticalGain: 0, dynamicGain: 0 }));
    expect(off.ok && off.value.target).toEqual(POLICY.lines.map(({ weight }) => weight));
  });
});
