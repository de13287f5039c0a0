import type { ModelCard } from '../model';

export const GTAA_TOP_N_CARD: ModelCard = {
  slug: 'gtaa-top-n',
  version: '1.0.0',
  label: 'Faber GTAA top N',
  rule:
    'Assets are ranked by the mean of their returns over 1, 3, 6 and 12 months. The best N share the portfolio equally; a slot whose asset is not ' +
    'above the mean of its last 10 month-end levels (today’s included) is in cash.',
  source: 'Faber, A Quantitative Approach to Tactical Asset Allocation, update of 2013 (GTAA Aggressive)',
  parameters: { top: 'number of slots, 3', months: 'length of the mean in month-ends, 10' },
  publishedResult: 'As reported by the author for 13 classes from 1973: a higher return, and a higher volatility, than the ten-month rule on five classes.',
  ambiguities: [
    'The universe is every asset of the policy but cash, not Faber’s thirteen classes.',
    'The slot of an asset below its mean goes to cash; it is not handed to the next in rank.',
    'A level equal to its mean is not held. Equal ranks go to the asset that comes first in the policy. With fewer assets than slots the rest is in cash.',
  ],
};
