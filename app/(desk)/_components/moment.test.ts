import { describe, expect, it } from 'vitest';
import { momentOf, momentQuery, withQuery, type DeskFacts } from './moment';

const facts = (over: Partial<DeskFacts>): DeskFacts => ({ asOf: '2020-03-27', latest: '2025-04-30', isPast: true, bookedAt: null, ...over }) as DeskFacts;

describe('the moment of an address', () => {
  it('is what it names, and nothing else of the query', () => {
    expect(momentOf({ asOf: '2020-03-31', recordedBy: undefined })).toEqual({ asOf: '2020-03-31' });
    expect(momentOf({})).toEqual({});
    expect(momentOf({ asOf: '' })).toEqual({});
  });

  it('named twice is no day, which the use case will say', () => {
    expect(momentOf({ asOf: ['2020-03-31', '2020-04-30'] }).asOf).toBe('2020-03-31,2020-04-30');
  });

  it('is carried on while one looks back, with the day the books are of', () => {
    expect(momentQuery(facts({}))).toEqual({ asOf: '2020-03-27' });
    expect(momentQuery(facts({ bookedAt: new Date('2021-01-31T23:59:59.999Z') }))).toEqual({ asOf: '2020-03-27', recordedBy: '2021-01-31' });
    expect(momentQuery(facts({ isPast: false }))).toEqual({});
  });

  it('makes addresses without an empty query', () => {
    expect(withQuery('/a', {})).toBe('/a');
    expect(withQuery('/a', { asOf: '2020-03-27', class: 'US equity', episode: undefined })).toBe('/a?asOf=2020-03-27&class=US+equity');
  });
});
