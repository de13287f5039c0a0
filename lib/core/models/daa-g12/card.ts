import type { ModelCard } from '../model';

export const DAA_G12_CARD: ModelCard = {
  slug: 'daa-g12',
  version: '1.0.0',
  label: 'Defensive asset allocation (DAA-G12)',
  rule:
    'Two canaries are watched by 13612W momentum. With b of them negative, b/2 of the portfolio is in the best of three defensive assets, the rest in equal parts in the best 6 of 12.',
  source: 'Keller and Keuning, Breadth Momentum and the Canary Universe: Defensive Asset Allocation (2018)',
  parameters: { breadth: 'negative canaries that send everything to defence, B = 2', top: 'assets held on the offensive, T = 6' },
  publishedResult: 'The authors report nearly the protection of VAA with a smaller average share in cash assets, on data they extend back to 1926.',
  ambiguities: [
    'With one canary negative the half that stays is shared by the best six (1/12 each). The paper’s easier-trading variant holds the best three at 1/6 each instead; it is not the one here.',
    'Negative is < 0; the paper calls non-positive momentum bad, which differs only at exactly nil. The best six and the best defensive asset are held even when their own momentum is negative.',
    'Ties go to the asset that comes first in the list of the paper.',
  ],
  roles: {
    SPY: 'US stocks', IWM: 'small US stocks', QQQ: 'Nasdaq 100', VGK: 'European stocks', EWJ: 'Japanese stocks', VWO: 'emerging stocks, canary too', VNQ: 'US real estate',
    GSG: 'commodities', GLD: 'gold', TLT: 'long Treasuries', HYG: 'high-yield bonds', LQD: 'investment-grade corporate bonds, defensive too', BND: 'aggregate US bonds, canary only',
    SHY: 'short Treasuries', IEF: 'intermediate Treasuries',
  },
};
