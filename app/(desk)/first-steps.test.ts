import { describe, expect, it } from 'vitest';
import { firstSteps, isStarting, type StartFacts } from './first-steps';

const EMPTY: StartFacts = { priceSeries: 0, rows: [], mayImport: true, mayMakePortfolio: true, mayPropose: true };
const FUND = { slug: 'fund', name: 'Fund', baseCurrency: 'USD', problem: null, value: null, proposal: null };

const states = (facts: StartFacts) => firstSteps(facts).map(({ state }) => state).join(' ');
const actions = (facts: StartFacts) => firstSteps(facts).flatMap(({ action }) => action?.href ?? []);

describe('firstSteps', () => {
  it.each([
    ['an empty desk', EMPTY, 'next later later later', '/data/import?kind=prices'],
    ['prices alone', { ...EMPTY, priceSeries: 3 }, 'done next later later', '/portfolios/new'],
    ['a portfolio that holds nothing', { ...EMPTY, priceSeries: 3, rows: [FUND] }, 'done done next later', '/data/import?kind=holdings&portfolio=fund'],
    ['one that cannot be opened', { ...EMPTY, priceSeries: 3, rows: [{ ...FUND, problem: 'Too short.' }] }, 'done done next later', '/portfolios/fund'],
    ['holdings', { ...EMPTY, priceSeries: 3, rows: [{ ...FUND, value: 1_000 }] }, 'done done done next', '/portfolios/fund'],
    ['the second of two that is farther', { ...EMPTY, priceSeries: 3, rows: [FUND, { ...FUND, slug: 'trust', value: 5 }] }, 'done done done next', '/portfolios/trust'],
    ['a portfolio whose prices were undone', { ...EMPTY, rows: [FUND] }, 'next done later later', '/data/import?kind=prices'],
  ] as const)('has one next step with %s', (_, facts, expected, href) => {
    expect(states(facts)).toBe(expected);
    expect(actions(facts)).toEqual([href]);
  });

  it('sends nobody where the role may not go, and says who can', () => {
    const steps = firstSteps({ ...EMPTY, mayImport: false });
    expect(steps[0]).toMatchObject({ state: 'next', action: null });
    expect(steps[0].why).toMatch(/An analyst or an administrator does this/);
  });

  it('says why a portfolio cannot be opened', () => expect(firstSteps({ ...EMPTY, priceSeries: 1, rows: [{ ...FUND, problem: 'Too short.' }] })[2].why).toBe('Too short.'));
});

describe('isStarting', () => {
  it('ends with the first proposal, whatever became of it', () => {
    expect(isStarting([])).toBe(true);
    expect(isStarting([FUND])).toBe(true);
    expect(isStarting([FUND, { proposal: { number: 1, state: 'rejected' } }])).toBe(false);
  });
});
