import { describe, expect, it } from 'vitest';
import type { RevisionReading } from '@/lib/server/use-cases/read-revisions';
import { revisionView } from './view-model';

const facts = { policyVersion: { classes: [{ name: 'US equity' }, { name: 'Bills' }], policy: { lines: [{ asset: 'EQ' }, { asset: 'BILL' }] } } } as unknown as RevisionReading['facts'];
const decision = (date: string, shift: number, flips: RevisionReading['decisions'][number]['flips'] = []) =>
  ({ date, assets: ['EQ', 'BILL'], asKnown: [0.6, 0.4], asRevised: [0.6 + shift, 0.4 - shift], distance: Math.abs(shift), flips }) as unknown as RevisionReading['decisions'][number];
const series = (revised: number) => ({ code: 'UNRATE', name: 'Unemployment', pointInTime: true, periods: 100, revised });
const flip = { layer: 'dynamic', indicator: 'unemployment', asset: 'EQ', asKnown: -0.31, asRevised: 0.12 } as const;

describe('the revisions room', () => {
  it('says how many decisions would have been others, and by how much', () => {
    const view = revisionView({ facts, series: [series(9)], decisions: [decision('2020-03-31', 0), decision('2020-06-30', -0.02, [flip as never, { ...flip, asset: 'BILL' } as never]), decision('2020-09-30', 0.01)] });
    expect(view.title).toBe('On final values 2 of 3 decisions would have been another, by 2.0\u202f% of the portfolio at most');
    expect(view.lede).toContain('On 1 of them');
    expect(view.rows.map(({ date }) => date)).toEqual(['2020-09-30', '2020-06-30']);
    expect(view.rows[1]).toMatchObject({ moved: { name: 'US equity', asKnown: 0.6, asRevised: 0.58 }, flips: ['Unemployment −0.31, now +0.12 (US equity, Bills)'] });
  });

  it('does not call a series without vintages unrevised', () => {
    expect(revisionView({ facts, series: [series(0)], decisions: [decision('2020-03-31', 0)] }).title).toBe('No series here was ever published twice');
    expect(revisionView({ facts, series: [], decisions: [] }).title).toContain('prices alone');
  });
});
