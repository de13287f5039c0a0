import type { ModelCard } from '../model';

export const RISK_BUDGET_CARD: ModelCard = {
  slug: 'risk-budget',
  version: '1.0.0',
  label: 'Layers with risk budgets',
  rule:
    'Two layers of tilts on the strategic mix, from any indicators of the catalogue: tactical at month-ends, dynamic at quarter-ends. Each indicator is standardised against its past, ' +
    'the scores of an asset are combined, and count once they are large enough; the tilt of a layer is scaled to a budget of tracking error. ' +
    'Then limits, half the way, a turnover cap, a limit on tracking error, and no small trades.',
  source: 'Grinold and Kahn, Active Portfolio Management (2000); Ledoit and Wolf (2004); Gârleanu and Pedersen (2013); the indicators’ own sources',
  parameters: {
    indicators: 'per layer: indicator, weight, and what it is measured against (all its past, a rolling window, its rank, or its sign)',
    gain: 'tilt that a score of 1 asks for, times σ̄/σ of the asset (at most 2): tactical 0.20, dynamic 0.10',
    trackingError: 'budget per layer and year: tactical 4 %, dynamic 1.5 %; limit of the target 6 %',
    engagement: 'a score counts above 0.2, until it is below 0.1; one decision aside after a change of sign',
    covariance: '60 monthly returns, shrunk towards constant correlation; nothing is tilted before there are 24',
    patience: 'pace 0.5, turnover cap 0.20, minimum trade 0.01',
  },
  publishedResult: 'None: the recipe is textbook, the choice of numbers is this house’s own and was not fitted.',
  ambiguities: [
    'A budget of tracking error allows the smallest shift just when volatility is highest: compare with the house model, whose budgets are in weights.',
    'A sign has a standard deviation near 1, a clipped z near 0.5: trend weighs more in the mix than its ½ says.',
    'While a change waits to be confirmed, the last score that agreed with the side held still counts.',
    'Small trades are dropped unless that would break a limit of a group or of tracking error.',
    'Where tracking error has to fall faster than the turnover cap allows, it falls: limits come before tracking error, tracking error before the cap.',
  ],
};
