import type { ModelCard } from '../model';

export const BLACK_LITTERMAN_CARD: ModelCard = {
  slug: 'black-litterman',
  version: '1.0.0',
  label: 'Black–Litterman with momentum views',
  rule:
    'Expected returns are those that make the policy mix optimal, moved towards one view per asset: its implied return plus a Sharpe ratio times its momentum score. ' +
    'The mix that is optimal under them is brought to the nearest weights within the policy’s limits. Decided at every month-end.',
  source: 'Black and Litterman, Global Portfolio Optimization (1992); He and Litterman (1999) for the doubt about a view',
  parameters: {
    riskAversion: 'δ, 2.5',
    viewSharpe: 'Sharpe ratio a full momentum score stands for, 0.25',
    doubt: 'doubt about the views in multiples of the usual one, 1',
    years: 'length of the covariance window in years, 3 (at least 36 rows)',
  },
  publishedResult: 'A method, not a record: what it earns is what the views are worth.',
  ambiguities: [
    'The views are ours: 12-month return over cash in standard deviations, clipped at 2 and halved. The authors leave views to the investor.',
    'Doubt about a view is that of He and Litterman, Ω = diag(PτΣPᵀ): a view on an asset that nothing is correlated with moves it half of the way. τ then cancels out, and is no parameter.',
    'The covariance is shrunk to constant correlation. The posterior’s own uncertainty is not added to it.',
    'The policy mix is the equilibrium, not the market’s capitalisation; where the policy states no weights all assets but cash count alike.',
    'Nothing is levered or sold short: what the formula asks beyond that is cut by the projection on the policy’s limits.',
  ],
};
