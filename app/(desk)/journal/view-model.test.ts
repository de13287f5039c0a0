import { describe, expect, it } from 'vitest';
import type { JournalFacts, JournalReading, Walk } from '@/lib/server/use-cases/journal';
import { addressOf, factsView, inputOf, isFiltered, verdictView } from './view-model';

const HASH = 'a'.repeat(64);
const row = (over: Partial<JournalReading['rows'][number]> = {}): JournalReading['rows'][number] => ({
  sequence: 4, at: new Date('2025-05-01T08:41:00.000Z'), actor: 'ana', actorName: 'Ana', kind: 'proposal.approved', subject: 'proposal', subjectId: 'p', body: { portfolio: 'fund', number: 2, contentHash: HASH, reason: 'yes' }, previousHash: HASH, hash: HASH, fault: null, ...over,
});
const walk: Walk = { sequence: 4, at: new Date('2025-05-01T08:41:00.000Z'), actorName: 'Ana', rows: 3, broken: null, contradiction: null };
const head = { sequence: 4, hash: HASH };

describe('the address', () => {
  it('says what is asked; empty fields of the form ask nothing', () => {
    const query = { portfolio: 'fund', person: '', kind: 'proposals', before: '12', entry: '7' };
    expect(inputOf(query)).toEqual({ portfolio: 'fund', kind: 'proposals', before: 12, entry: 7 });
    expect(addressOf(query, { entry: undefined })).toBe('/journal?portfolio=fund&kind=proposals&before=12');
    expect(addressOf({}, { entry: '3' })).toBe('/journal?entry=3');
    expect(addressOf({ before: '2' }, { before: undefined }, '/api/journal/table')).toBe('/api/journal/table');
    expect([isFiltered(query), isFiltered({ before: '3', entry: '4', person: '' })]).toEqual([true, false]);
    expect(inputOf({ before: 'x' })).toEqual({ before: Number.NaN });
  });
});

describe('the verdict', () => {
  const of = (over: Partial<Parameters<typeof verdictView>[0]>) => verdictView({ head, rows: [row()], walk, opened: null, ...over });

  it('tells of a walk as of then, and wants attention where there was none', () => {
    expect(of({})).toMatchObject({ title: '4 rows, the one shown holds', tone: 'ok', word: 'Walked to row 3' });
    expect(of({}).lede).toMatch(/last walked on 1 May 2025, 08:41 UTC by Ana, from its first row to row 3.*tells of then/);
    expect(of({ walk: null })).toMatchObject({ tone: 'attention', word: 'Not walked yet' });
    expect(of({ rows: [] })).toMatchObject({ title: '4 rows, none of them shown' });
    expect(of({ rows: [] }).lede).not.toContain('hashed again just now');
  });

  it('never hides a fault behind a walk: what is shown first, then what contradicts the walk, then what it found', () => {
    const contradicted = { ...walk, broken: { sequence: 2, reason: 'row 1 is missing' }, contradiction: 'row 3 has another hash than when it was walked' };
    expect(of({ rows: [row({ fault: 'row 3 is missing' })], walk: contradicted })).toMatchObject({ title: 'Row 4 does not hold', tone: 'bad' });
    expect(of({ walk: contradicted })).toMatchObject({ title: 'The chain is not the one that was walked', tone: 'bad' });
    expect(of({ walk: { ...contradicted, contradiction: null } })).toMatchObject({ title: 'The chain breaks at row 2', tone: 'bad' });
    expect(of({ opened: { row: row({ sequence: 1, fault: 'row 2 is missing' }) } as JournalFacts })).toMatchObject({ title: 'Row 1 does not hold' });
  });
});

describe('an open row', () => {
  const facts: JournalFacts = { row: row(), text: '{}', recomputed: HASH, portfolio: null, proposal: { number: 2, portfolio: 'fund', contentHash: HASH }, provenance: null, batch: null };
  const signed = (over: Partial<JournalFacts>) => factsView({ ...facts, ...over }).inRow.find(({ label }) => label.startsWith('Hash of what'))?.value;

  it('says whether the proposal is still what was decided on', () => {
    expect(signed({})).toBe(`${HASH} – the proposal at the desk has the same`);
    expect(signed({ proposal: { number: 2, portfolio: 'fund', contentHash: 'b' } })).toBe(`${HASH} – the proposal at the desk has another: b`);
    expect(signed({ proposal: null })).toBe(`${HASH} – the proposal is not at the desk`);
    expect(signed({ row: row({ body: {} }) })).toBeUndefined();
  });

  it('says of its hash what was found', () => {
    expect(factsView(facts).standing.tone).toBe('ok');
    expect(factsView({ ...facts, row: row({ fault: 'row 3 is missing' }) }).standing).toEqual({ tone: 'bad', says: 'Recomputed hash matches, but row 3 is missing' });
    expect(factsView({ ...facts, recomputed: 'b', row: row({ fault: 'its content does not match its hash' }) }).standing).toMatchObject({ tone: 'bad', says: expect.stringMatching(/does not match/) as string });
  });
});
