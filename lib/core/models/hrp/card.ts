import type { ModelCard } from '../model';

export const HRP_CARD: ModelCard = {
  slug: 'hrp',
  version: '1.0.0',
  label: 'Hierarchical risk parity (HRP)',
  rule:
    'Assets but cash are put in the order of a tree that joins what moves together, and the weight is split half by half down that order: the first half gets ' +
    'α = 1 − V0/(V0 + V1), V being the variance of each half at inverse-variance weights. Decided at every month-end.',
  source: 'López de Prado, Building Diversified Portfolios that Outperform Out of Sample (2016)',
  parameters: { years: 'length of the covariance window in years, 1 (at least 36 rows)' },
  publishedResult: 'The author reports a lower out-of-sample variance than minimum variance and inverse variance in simulations.',
  ambiguities: [
    'Distance is √((1 − ρ)/2), and the tree is built on the Euclidean distance between the columns of that matrix, by single linkage, as in the paper’s code.',
    'The order is cut in the middle at each step, not where the tree branches; an odd list gives its first part the smaller half.',
    'A branch made earlier stands left of one made later. Equal distances are joined in the order of the policy.',
    'Cash is left out: with next to no variance it would take nearly everything. Where an asset has not moved at all the last mix stays.',
  ],
};
