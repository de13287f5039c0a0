import type { ModelCard } from '../model';

export const HAA_CARD: ModelCard = {
  slug: 'haa',
  version: '1.0.0',
  label: 'Hybrid asset allocation (HAA)',
  rule:
    'By the mean return of 1, 3, 6 and 12 months: if TIPS are negative, everything in the better of intermediate Treasuries and bills; otherwise a quarter in each of the best 4 of 8, ' +
    'and the quarter of a negative one in the better of the two.',
  source: 'Keller and Keuning, Dual and Canary Momentum with Rising Yields/Inflation: Hybrid Asset Allocation (2023)',
  parameters: { top: 'assets held on the offensive, 4' },
  publishedResult: 'The authors report a double-digit return with a far smaller worst fall than a 60/40 mix, on data they extend back to the early 1970s.',
  ambiguities: [
    'Negative is < 0, for the canary as for the assets it lets through.',
    'IEF is among the eight and among the defensive two; what it gets from both adds up.',
    'Ties go to the asset that comes first: SPY, IWM, VEA, VWO, VNQ, DBC, IEF, TLT, and IEF before BIL.',
  ],
  roles: {
    SPY: 'US stocks', IWM: 'small US stocks', VEA: 'developed stocks without the US', VWO: 'emerging stocks', VNQ: 'US real estate', DBC: 'commodities (PDBC in the paper’s later lists)',
    IEF: 'intermediate Treasuries', TLT: 'long Treasuries', TIP: 'inflation-linked Treasuries, canary only', BIL: 'Treasury bills',
  },
};
