import { describe, expect, it } from 'vitest';
import type { BookRow } from '@/lib/server/use-cases/read-book';
import { bookView } from './view-model';

const row = (over: Partial<BookRow>): BookRow => ({
  slug: 'a', name: 'A', baseCurrency: 'USD', problem: null, facts: null, value: 1_000_000, drift: 0.031, roomToLimit: 0.02, proposal: null, drawdownNow: { strategic: -0.05, dynamic: -0.02 }, spark: [], ...over,
});

describe('the book', () => {
  it('says what waits, and puts it first', () => {
    const view = bookView([row({ slug: 'calm' }), row({ slug: 'broken', roomToLimit: -0.01 }), row({ slug: 'waits', proposal: { number: 4, state: 'proposed' } })]);
    expect(view.title).toBe('1 proposal waits for a signature');
    expect(view.lines.map((line) => line.slug)).toEqual(['waits', 'broken', 'calm']);
    expect(view.lines[0].proposal?.href).toBe('/portfolios/waits/proposals/4');
    expect(view.status.word).toBe('Decision needed');
  });
  it('a draft waits for a maker', () => {
    const view = bookView([row({ slug: 'calm' }), row({ slug: 'drafted', proposal: { number: 1, state: 'draft' } })]);
    expect([view.title, view.status.tone, view.lines[0].slug]).toEqual(['1 draft waits for a maker', 'attention', 'drafted']);
  });
  it('a decided proposal waits for nobody', () => expect(bookView([row({ proposal: { number: 1, state: 'executed' } })]).title).toBe('1 portfolio, nothing waits for a signature'));
  it('a broken limit alone calls for a decision', () => expect(bookView([row({ roomToLimit: -0.01 })]).status.tone).toBe('attention'));
  it('shows a dash where nothing is held', () => {
    const [line] = bookView([row({ value: null, drift: null, roomToLimit: null, drawdownNow: null })]).lines;
    expect([line.value, line.drift, line.room, line.drawdown, line.roomBroken]).toEqual(['–', '–', '–', '–', false]);
  });
  it('an empty desk says how to begin', () => expect(bookView([]).lede).toMatch(/Import prices first/));
});
