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
    dynamic: 'the slow layer: each indicator with its weight and what it is measured against (all its past, a rolling window, its rank, or its sign); the tilt a score of 1 asks for, times σ̄/σ of the asset; its tracking error a year; from which score it counts, and until which',
    tactical: 'the fast layer, written as the slow one',
    funding: 'who pays for a tilt: cash (without one bonds), or everybody by policy weight (pro-rata)',
    riskScaleCap: 'largest factor that the volatility of an asset may lend to its tilt; 1 leaves tilts unscaled',
    zClip: 'standard deviations from which a reading counts no more',
    staleMonths: 'months after its period from which a reading is too old to count',
    covarianceMonths: 'monthly returns of the covariance, shrunk towards constant correlation; nothing is tilted before there are 24',
    pace: 'part of the way to the legal weights that one decision goes',
    turnoverCap: 'most that one decision may move, one way, as a weight',
    trackingErrorLimit: 'most tracking error of the target a year; empty is unlimited',
    minimumTrade: 'smallest move of one asset that is made, as a weight',
    series: 'observation series of the indicators, where they are not those of the catalogue',
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
