import type { ModelCard } from '../model';

export const PAA_CARD: ModelCard = {
  slug: 'paa',
  version: '1.0.0',
  label: 'Protective asset allocation (PAA)',
  rule:
    'Of N = 12 risky assets, n have a price above the mean of their last 13 month-end prices. The bond share is min(1, (N − n)/(N − n1)) with n1 = a·N/4; ' +
    'the rest is in equal parts in the best of those n, at most 6.',
  source: 'Keller and Keuning, Protective Asset Allocation: A Simple Momentum-Based Alternative for Term Deposits (2016)',
  parameters: { protection: 'a, from 0 to 3; 2 is the paper’s high protection', top: 'risky assets held at most, 6' },
  publishedResult: 'The authors report a worst fall of about 10 % and few negative years since 1971 for the high-protection variant.',
  ambiguities: [
    '“SMA12” is the mean of 13 month-end prices, from today’s to that of twelve months ago.',
    'Positive is > 0: a price equal to its mean is not held, and does not count.',
    'The safe asset is intermediate Treasuries alone; the paper also lets the better of short and intermediate ones play it.',
  ],
  roles: {
    SPY: 'US stocks', QQQ: 'Nasdaq 100', IWM: 'small US stocks', VGK: 'European stocks', EWJ: 'Japanese stocks', EEM: 'emerging stocks', IYR: 'US real estate',
    GSG: 'commodities', GLD: 'gold', HYG: 'high-yield bonds', LQD: 'investment-grade corporate bonds', TLT: 'long Treasuries', IEF: 'intermediate Treasuries, the safe asset',
  },
};
