import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import { decide, decisions } from '../../decide';
import { createHistory } from '../../market/history';
import { policyOf } from '../../testing/policies';
import { rulesGrid } from '../../testing/rules-world';
import { exposureOf, volTargetModel } from './vol-target';

const LATER = '2030-01-01' as IsoDate;

/** One asset whose rows rise and fall by 2 % in turn, three rows a month. */
const swinging = () => {
  const { dates } = rulesGrid(['SPY']);
  const levels = Float64Array.from(dates, (_, t) => 100 * (t % 2 === 0 ? 1 : 1.02));
  return createHistory({ dates, assets: rulesGrid(['SPY']).assets, levels: [levels], cashLevel: null, periodsPerYear: 36, sampling: 'end' }, []);
};

describe('the volatility target', () => {
  it('holds less when volatility is above the target, and never more than the cap', () => {
    expect([exposureOf(0.1, 0.16, 1), exposureOf(0.1, 0.05, 1), exposureOf(0.1, 0.05, 0.8), exposureOf(0.1, 0, 1)]).toEqual([0.625, 1, 0.8, 1]);
  });

  it('measures ±2 % a row, 36 rows a year, as about 12 %', () => {
    const found = decide(swinging().asOf(LATER), policyOf([['SPY', 'equity', 1]]), volTargetModel({ target: 0.06, years: 0.5 }));
    const sigma = Math.sqrt((36 * (0.02 ** 2 + (1 / 1.02 - 1) ** 2)) / 2);
    expect(found.ok && found.value.target[0]).toBeCloseTo(0.06 / sigma, 12);
  });

  it('aims at what the mix itself has shown so far when no target is given', () => {
    const found = decide(swinging().asOf(LATER), policyOf([['SPY', 'equity', 1]]), volTargetModel({ target: null, years: 0.5 }));
    expect(found.ok && found.value.target[0]).toBeCloseTo(1, 2);
  });

  it('shares the risky part as the policy does, and leaves the rest in cash', () => {
    const policy = policyOf([['SPY', 'equity', 0.45], ['IEF', 'bond', 0.45], ['BIL', 'cash', 0.1]], { cash: 'BIL' });
    const found = decisions(createHistory(rulesGrid(['SPY', 'IEF', 'BIL']), []).asOf(LATER), policy, volTargetModel({ target: 0.03 }));
    if (!found.ok) throw new Error(found.error.message);
    for (const { target } of found.value) {
      expect(target[0]).toBeCloseTo(target[1], 15);
      expect(target[2]).toBeCloseTo(1 - target[0] - target[1], 15);
    }
  });
});
