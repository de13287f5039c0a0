import type { ModelCard } from '../model';

export const VAA_G4_CARD: ModelCard = {
  slug: 'vaa-g4',
  version: '1.0.0',
  label: 'Vigilant asset allocation (VAA-G4)',
  rule: 'By 13612W momentum: if none of four offensive assets is negative, everything in the best of them; otherwise everything in the best of three defensive ones.',
  source: 'Keller and Keuning, Breadth Momentum and Vigilant Asset Allocation (2017)',
  parameters: {},
  publishedResult: 'The authors report double-digit returns with a worst fall below 20 % on data they extend back to 1970; the aggressive G4 holds one asset at a time.',
  ambiguities: [
    'Momentum is 12·p0/p1 + 4·p0/p3 + 2·p0/p6 + p0/p12 − 19, in levels of month-ends.',
    'Negative is < 0; a momentum of exactly nil does not send the portfolio to defence.',
    'The best defensive asset is held even when its own momentum is negative.',
    'Ties go to the asset that comes first: SPY, EFA, EEM, AGG, and SHY, IEF, LQD.',
  ],
  roles: { SPY: 'US stocks', EFA: 'developed stocks without the US', EEM: 'emerging stocks', AGG: 'aggregate US bonds', SHY: 'short Treasuries', IEF: 'intermediate Treasuries', LQD: 'investment-grade corporate bonds' },
};
