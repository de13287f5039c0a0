import type { ModelCard } from '../model';

export const ERC_CARD: ModelCard = {
  slug: 'erc',
  version: '1.0.0',
  label: 'Risk parity (equal risk contributions)',
  rule: 'Every asset but cash contributes the same to the volatility of the mix, measured over the last year: w_i·(Σw)_i is equal for all. Decided at every month-end.',
  source: 'Maillard, Roncalli and Teïletche, The Properties of Equally Weighted Risk Contribution Portfolios (2010)',
  parameters: {
    years: 'length of the covariance window in years, 1 (at least 36 rows)',
    budgets: 'share of risk per asset where it is not to be equal; they are scaled to sum 1',
  },
  publishedResult: 'The authors show its volatility to lie between those of minimum variance and equal weights, and report a Sharpe ratio above equal weights on several universes.',
  ambiguities: [
    'Unlevered and fully invested in the risky assets: published “risk parity” funds lever such a mix to a target volatility, which this desk does not.',
    'Cash is left out: with next to no volatility it would take nearly everything.',
    'The covariance is the plain sample one of row returns with equal weights; shrinkage and decay are common elsewhere.',
    'Where an asset has not moved at all, or the risk of the mix can be hedged to nothing, there is no such mix and the last one stays.',
  ],
};
