import { describe, expect, it } from 'vitest';
import type { DeskFinds } from '@/lib/server/use-cases/search-desk';
import { findGroups } from './view-model';

const FUND = { slug: 'fund', name: 'Fund' };
const TRUST = { slug: 'trust', name: 'Trust' };
const NOTHING: DeskFinds = { portfolios: [FUND, TRUST], proposals: [], series: [], indicators: [], terms: [] };

const hrefs = (query: string, finds: DeskFinds, open?: string) => findGroups(query, finds, open).flatMap((group) => group.finds.map(({ href }) => href));

describe('findGroups', () => {
  it('finds a room in every portfolio, the open one first', () => {
    expect(hrefs('mix', NOTHING)).toEqual(['/portfolios/fund', '/portfolios/trust']);
    expect(hrefs('mix', NOTHING, 'trust')).toEqual(['/portfolios/trust', '/portfolios/fund']);
    expect(hrefs('trust timing', NOTHING)).toEqual(['/portfolios/trust/timing']);
  });

  it('leaves out groups that hold nothing', () => expect(findGroups('zebra', NOTHING, undefined)).toEqual([]));

  it('leads to the proposal, the row of a series and the entry of a word', () => {
    const finds: DeskFinds = {
      ...NOTHING,
      proposals: [{ portfolio: TRUST, number: 2, state: 'proposed', asOf: '2025-12-31' }],
      series: [{ code: 'A/B C', name: 'A/B C', kind: 'price' }],
      terms: [{ key: 'drift', name: 'Drift', says: 'How far.' }],
    };
    expect(hrefs('zebra', finds)).toEqual(['/portfolios/trust/proposals/2', '/data#series-A%2FB%20C', '/glossary#drift']);
  });

  it('has no signals to lead to on a desk without portfolios', () => {
    expect(findGroups('trend', { ...NOTHING, portfolios: [], indicators: [{ id: 'trend', label: 'Trend', meaning: 'Up or down.' }] }, undefined)).toEqual([]);
  });
});
