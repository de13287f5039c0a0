import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDesk, openBench, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { proposeReallocation } from './propose-reallocation';
import { searchDesk } from './search-desk';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
  await makeDesk(bench, 'south', { portfolio: 'secret' });
  valueOf(await proposeReallocation(desk.context('administrator'), { portfolio: 'fund' }));
});

afterAll(() => bench.end());

const search = async (query: string) => valueOf(await searchDesk(desk.context('viewer'), { query }));

describe('search-desk', () => {
  it.each(['1', '#1', 'proposal 1', 'prop', 'fund 1'])('finds the proposal by "%s"', async (query) => {
    expect((await search(query)).proposals).toMatchObject([{ portfolio: { slug: 'fund' }, number: 1, state: 'proposed' }]);
  });

  it('finds series by code, indicators and words by name, and words by other names', async () => {
    expect((await search('bil')).series.map(({ code }) => code)).toEqual(['BILL']);
    expect((await search('cape')).indicators[0].label).toMatch(/CAPE/);
    expect((await search('tracking')).terms[0].key).toBe('tracking-error');
    expect((await search('bp')).terms[0].key).toBe('basis-point');
  });

  it('knows nothing of other desks, and answers an empty question with the portfolios alone', async () => {
    const all = await search('secret');
    expect(all.portfolios.map(({ slug }) => slug)).toEqual(['fund']);
    expect(await search('')).toEqual({ portfolios: all.portfolios, proposals: [], series: [], indicators: [], terms: [] });
    expect((await search('9')).proposals).toEqual([]);
  });
});
