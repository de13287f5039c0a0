import { describe, expect, it } from 'vitest';
import { MODELS } from '@/lib/core/models/registry';
import { conformanceView } from './view-model';

const models = MODELS.map(({ card }) => ({ card, live: [] }));

describe('the conformance room', () => {
  it('has a card for every model, in the very words of the model', () => {
    const { title, cards } = conformanceView({ models, portfolios: [] });
    expect(title).toBe(`0 of ${MODELS.length} rules have run on the data of this desk`);
    expect(cards.map(({ rule, source, published }) => [rule, source, published])).toEqual(MODELS.map(({ card }) => [card.rule, card.source, card.publishedResult]));
  });

  it('says what a rule that has not run needs', () => {
    const { cards } = conformanceView({ models, portfolios: [] });
    expect(cards.find(({ slug }) => slug === 'gem')?.lacks).toBe('Nothing of it has been run on the data of this desk; a run needs an asset class for SPY, ACWX, AGG, BIL.');
    expect(cards.find(({ slug }) => slug === 'erc')?.lacks).toBe('Nothing of it has been run on the data of this desk.');
  });
});
