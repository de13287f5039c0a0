import type { ModelCard } from '../model';

export const GTAA5_CARD: ModelCard = {
  slug: 'gtaa5',
  version: '1.0.0',
  label: 'Faber GTAA5',
  rule: 'A slot of 1/n per asset is held while the level is above the mean of its last 10 month-end levels (today’s included); else the slot is in cash.',
  source: 'Faber, A Quantitative Approach to Tactical Asset Allocation (2007)',
  parameters: { months: 'length of the mean in month-ends, 10' },
  publishedResult: 'US stocks, EAFE, bonds, REITs and commodities 1973–2012: equity-like return with a largest fall near 10 %.',
  ambiguities: [
    'Every asset of the universe is a slot; where the cash asset is one of them its slot is in cash either way.',
    'A level equal to its mean is not held. Before there are enough month-ends nothing is decided and all is in cash.',
  ],
};
