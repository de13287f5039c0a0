import type { ModelCard } from '../model';

export const VOL_TARGET_CARD: ModelCard = {
  slug: 'vol-target',
  version: '1.0.0',
  label: 'Volatility target',
  rule: 'The share of the risky mix is the target volatility over its recent volatility, at most the cap; the rest is cash. Decided at every month-end.',
  source: 'Moreira and Muir, Volatility-Managed Portfolios (2017); Harvey and others, The Impact of Volatility Targeting (2018)',
  parameters: {
    target: 'volatility aimed at, per year, 0.10; null aims at the mix’s own volatility from its first row up to the day',
    cap: 'largest share of the risky mix, 1: nothing is levered',
    years: 'length of the recent window in years, 0.25 (at least 6 rows)',
  },
  publishedResult: 'Moreira and Muir report higher Sharpe ratios for volatility-managed US factors from 1926; others find the gain small out of sample and without leverage.',
  ambiguities: [
    'Shares of the risky mix are the policy’s among all assets but cash; where the policy states none they are equal.',
    'Volatility is √(f·mean r²) of row returns of the mix at constant shares, the mean return taken to be nil. Published rules use one month of days, exponential weights or implied volatility too.',
    'The return of the day decided on is known and counts: trading comes after. The first decision is at the first month-end with a whole window.',
    'Without leverage the rule can only lower risk: the papers’ results rest on shares above 1 in calm markets.',
    'Moreira and Muir scale so that the whole sample has the volatility of the unmanaged factor. That looks ahead; here the target is a constant or expands with what is known.',
  ],
};
