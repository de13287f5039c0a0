import type { ModelCard } from '../model';

export const HOUSE_CARD: ModelCard = {
  slug: 'house',
  version: '1.0.0',
  label: 'House model',
  rule:
    'Two layers of tilts on the strategic mix. Tactical, every month-end: trend, momentum and volatility of each asset but cash. ' +
    'Dynamic, every quarter-end: value of each asset, and the state of the economy for equity and bonds. ' +
    'Then limits (nearest legal weights), then patience: half the way, at most 20 % turnover, nothing below 2 %.',
  source:
    'Faber (2007); Moskowitz, Ooi and Pedersen (2012); Moreira and Muir (2017); Asness, Moskowitz and Pedersen (2013); ' +
    'Shiller, Black and Jivraj (2020); Estrella and Mishkin (1998); Gârleanu and Pedersen (2013)',
  parameters: {
    trend: 'level over its mean of 8, 10 and 12 month-ends, with a band of 1 %',
    momentum: 'excess return of 3, 6 and 12 months in standard deviations, clipped at 2',
    volatility: 'logarithm of 5-year over 3-month volatility, clipped at 1',
    value: 'Sharpe ratio of 60 months against 0.25',
    macro: 'standard deviations from the mean of all readings known, clipped at 2, at least 120 readings',
    gains: 'tactical 1, dynamic 0.5 of the strategic weight',
    budgets: 'tactical 0.50, dynamic 0.15, one way, in weights',
    patience: 'pace 0.5, turnover cap 0.20, no-trade band 0.02',
  },
  publishedResult: 'None: the parts are published, the whole is this house’s own. See the tests for what it did on long histories.',
  ambiguities: [
    'Budgets are in weights, not in tracking error: a risk budget would forbid the cut just when volatility is high.',
    'A binary score has a standard deviation near 1, a clipped one near 0.5: trend therefore weighs more in the mix than its ½ says.',
    'Excess CAPE yield is against its whole past; CAPE rests on interpolated earnings, which look ahead by some months.',
    'Without a cash asset the tilts are funded from bonds; without bonds from all assets, and then they can only rotate.',
  ],
};
