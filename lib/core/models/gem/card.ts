import type { ModelCard } from '../model';

export const GEM_CARD: ModelCard = {
  slug: 'gem',
  version: '1.0.0',
  label: 'Dual momentum (GEM)',
  rule:
    'If US stocks returned more than bills over 12 months, hold US or foreign stocks, whichever returned more; otherwise hold aggregate bonds. Decided at every month-end.',
  source: 'Antonacci, Dual Momentum Investing (2014), Global Equities Momentum',
  parameters: { months: 'look-back in months, 12' },
  publishedResult: 'As reported by the author for 1974–2013: 17.4 % a year at 12.6 % volatility, worst fall −22.7 %, from indices and before costs.',
  ambiguities: [
    'Only US stocks are compared with bills, as in the book; foreign stocks can be held while they lag bills.',
    'A return equal to that of bills does not qualify; between equal stock returns US stocks are held.',
    'The published record rests on indices (S&P 500, MSCI ACWI ex US, Barclays Aggregate). With funds the record is shorter, and other.',
  ],
  roles: { SPY: 'US stocks', ACWX: 'stocks of the world without the US', AGG: 'aggregate US bonds', BIL: 'Treasury bills' },
};
