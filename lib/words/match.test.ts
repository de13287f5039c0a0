import { describe, expect, it } from 'vitest';
import { bestOf, rankOf } from './match';

describe('rankOf', () => {
  it.each([
    ['mix', 'Mix', 0],
    ['prop', 'Proposal 2', 1],
    ['#2', 'Proposal 2 of Fund', 2],
    ['us mix', 'Mix of US balanced', 2],
    ['bal', 'Mix of US balanced', 3],
    ['alance', 'US balanced', 4],
    ['reserve', 'Réserve', 0],
    ['gold', 'US balanced', null],
    ['us gold', 'US balanced', null],
  ])('%s in %s is %s', (query, text, rank) => expect(rankOf(query, text)).toBe(rank));
});

describe('bestOf', () => {
  const texts = ['Proposal 12', 'Proposal 20', 'Proposal 2', 'Mix'];
  const find = (query: string, limit = 9) => bestOf(query, texts, (one) => one, limit);

  it('puts the number itself before numbers that begin with it or hold it', () => expect(find('2')).toEqual(['Proposal 2', 'Proposal 20', 'Proposal 12']));
  it('keeps the given order among equals, and stops at the limit', () => expect(find('proposal', 2)).toEqual(['Proposal 12', 'Proposal 20']));
  it.each(['', '  ', '#'])('finds nothing for "%s"', (query) => expect(find(query)).toEqual([]));
});
