import { describe, expect, it } from 'vitest';
import type { DataReading } from '@/lib/server/use-cases/read-data';
import { exportLinks } from './exports';

const price = (over: object) => ({ kind: 'price', basis: 'total-return', sampling: 'end', currency: 'USD', ...over });
const observed = (pointInTime: boolean) => ({ kind: 'observation', basis: null, sampling: 'end', currency: null, pointInTime });
const links = (...series: object[]) => exportLinks({ series: series as unknown as DataReading['series'], portfolios: [{ slug: 'fund', name: 'The Fund' }] });

describe('what can be taken away', () => {
  it('is one table of prices for each basis, sampling and currency there is', () => {
    const prices = links(price({}), price({}), price({ basis: 'price' }), price({ currency: 'EUR', sampling: 'average' })).filter(({ href }) => href.startsWith('/api/exports/prices'));
    expect(prices).toEqual([
      { label: 'Total-return levels, USD', href: '/api/exports/prices?basis=total-return&sampling=end&currency=USD' },
      { label: 'Prices, USD', href: '/api/exports/prices?basis=price&sampling=end&currency=USD' },
      { label: 'Total-return levels, EUR, averaged', href: '/api/exports/prices?basis=total-return&sampling=average&currency=EUR' },
    ]);
  });

  it('keeps apart what keeps its vintages', () => {
    expect(links(observed(true)).map(({ label }) => label)[0]).toBe('Observations with their vintages');
    expect(links(observed(false), observed(false)).filter(({ href }) => href.includes('observations'))).toEqual([{ label: 'Observations, latest revised', href: '/api/exports/observations?pointInTime=false' }]);
  });

  it('has the book and the policy of every portfolio', () => {
    expect(links().map(({ label }) => label)).toEqual(['Holdings of The Fund', 'Transactions of The Fund', 'Policy of The Fund']);
  });
});
