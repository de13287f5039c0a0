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
    trendMonths: 'trend: months of each mean of month-ends that the level is held against',
    trendBand: 'trend: how far beyond a mean the level must be to change the side, as a fraction of it',
    momentumMonths: 'momentum: months of each return above cash',
    momentumClip: 'momentum: standard deviations from which a return counts no more',
    volShortYears: 'volatility: years of the recent one, held against the long one by the logarithm of their ratio, clipped at 1',
    volLongYears: 'volatility: years of the long one',
    weights: 'shares of the three tactical scores; one without a reading gives its share to the others',
    tacticalGain: 'tilt that a tactical score of 1 asks for, in strategic weights of the class; 0 switches the layer off',
    tacticalBudget: 'most that the tactical layer may shift, one way, as a weight',
    valueMonths: 'value: months of the return whose Sharpe ratio is held against the usual one',
    valueSharpe: 'value: the usual Sharpe ratio, above which a class counts as dear',
    zClip: 'economy: standard deviations from the mean of all readings known from which a reading counts no more',
    zMinimum: 'economy: readings that are needed before one counts',
    staleMonths: 'economy: months after its period from which a reading is too old to count',
    dynamicGain: 'tilt that a dynamic score of 1 asks for, in strategic weights of the class; 0 switches the layer off',
    dynamicBudget: 'most that the dynamic layer may shift, one way, as a weight',
    pace: 'part of the way to the legal weights that one decision goes',
    turnoverCap: 'most that one decision may move, one way, as a weight',
    noTrade: 'one-way move below which the target stays as it was',
    unitFloor: 'smallest weight by which a class is measured where limits move it',
    series: 'observation series that the scores of the economy read',
  },
  publishedResult: 'None: the parts are published, the whole is this house’s own. See the tests for what it did on long histories.',
  ambiguities: [
    'Budgets are in weights, not in tracking error: a risk budget would forbid the cut just when volatility is high.',
    'A binary score has a standard deviation near 1, a clipped one near 0.5: trend therefore weighs more in the mix than its ½ says.',
    'Excess CAPE yield is against its whole past; CAPE rests on interpolated earnings, which look ahead by some months.',
    'Without a cash asset the tilts are funded from bonds; without bonds from all assets, and then they can only rotate.',
  ],
};
