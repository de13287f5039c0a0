import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import { decisions } from '../../decide';
import { createHistory } from '../../market/history';
import { policyOf } from '../../testing/policies';
import { rulesGrid, rulesObservations } from '../../testing/rules-world';
import { growthTrendModel, holdsStocks } from './growth-trend';

const policy = policyOf([['SPY', 'equity', 1], ['BIL', 'cash', 0]], { cash: 'BIL' });
const all = (observations = rulesObservations()) => {
  const found = decisions(createHistory(rulesGrid(['SPY', 'BIL']), observations).asOf('2030-01-01' as IsoDate), policy, growthTrendModel());
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

describe('growth-trend timing', () => {
  it('leaves stocks only when the trend is down and something falls', () => {
    expect(holdsStocks(0.01, [-0.02, -0.01])).toBe(true);
    expect(holdsStocks(-0.01, [0.02, 0.01])).toBe(true);
    expect(holdsStocks(-0.01, [0.02, -0.01])).toBe(false);
    expect(holdsStocks(0, [-0.02])).toBe(false);
  });

  it('obeys the trend when nothing is known of the economy', () => {
    expect([holdsStocks(-0.01, []), holdsStocks(0.01, [])]).toEqual([false, true]);
  });

  it('decides by its own readings, and is in stocks more often than the trend alone', () => {
    for (const { target, readings } of all()) {
      const of = (id: string) => readings.filter(({ indicator }) => indicator === id).map(({ reading }) => reading);
      expect(target[0]).toBe(holdsStocks(of('trend')[0], [...of('retailSales'), ...of('productionGrowth')]) ? 1 : 0);
    }
    const share = (found: ReturnType<typeof all>) => found.filter(({ target }) => target[0] === 1).length;
    expect(share(all())).toBeGreaterThan(share(all([])));
  });

  it('says which figure is missing or old', () => {
    const noSales = all(rulesObservations().filter(({ seriesId }) => seriesId !== 'RETAIL'));
    expect(noSales.at(-1)?.missing).toMatchObject([{ indicator: 'retailSales', cause: 'no-data' }]);
    const old = all(rulesObservations().filter(({ period }) => period < '2016-01'));
    expect(old.at(-1)?.missing).toMatchObject([{ cause: 'stale' }, { cause: 'stale' }]);
  });
});
