import type { ModelCard } from '../model';

export const BAA_CARD: ModelCard = {
  slug: 'baa',
  version: '1.0.0',
  label: 'Bold asset allocation (BAA-G12)',
  rule:
    'If none of four canaries is negative by 13612W, the best 6 of 12 by price over the mean of 13 month-end prices, in equal parts; otherwise the best 3 of 7 defensive assets, ' +
    'each replaced by bills where it is below bills.',
  source: 'Keller, Relative and Absolute Momentum in Times of Rising/Low Yields: Bold Asset Allocation (2022)',
  parameters: { offensiveTop: 'assets held on the offensive, 6', defensiveTop: 'assets held in defence, 3' },
  publishedResult: 'The author reports double-digit returns with small falls for the balanced variant on data extended back to 1970, defensive more than half of the time.',
  ambiguities: [
    'Canaries are judged by the fast 13612W, assets are chosen by the slow price over its mean, where “SMA12” is 13 prices.',
    'Negative is < 0. On the offensive no asset needs to be above its mean.',
    '“Below bills” compares price over mean of the asset with that of bills; an equal one stays. Bills among the best three keep their place.',
  ],
  roles: {
    SPY: 'US stocks, canary too', QQQ: 'Nasdaq 100', IWM: 'small US stocks', VGK: 'European stocks', EWJ: 'Japanese stocks', VWO: 'emerging stocks, canary too', VNQ: 'US real estate',
    DBC: 'commodities', GLD: 'gold', TLT: 'long Treasuries', HYG: 'high-yield bonds', LQD: 'investment-grade corporate bonds', VEA: 'developed stocks without the US, canary only',
    BND: 'aggregate US bonds, canary too', TIP: 'inflation-linked Treasuries', BIL: 'Treasury bills', IEF: 'intermediate Treasuries',
  },
};
