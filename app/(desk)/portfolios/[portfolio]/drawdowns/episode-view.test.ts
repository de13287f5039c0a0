import { describe, expect, it } from 'vitest';
import { isoDate } from '@/lib/core/base/iso-date';
import type { DrawdownReading, EpisodeReading, EpisodeStudy } from '@/lib/server/use-cases/read-drawdowns';
import { episodeView } from './episode-view';

const episode: EpisodeReading = {
  peak: isoDate('2008-05-19'), trough: isoDate('2009-03-09'), recovery: isoDate('2010-11-02'), depth: -0.384, dynamicDepth: -0.112,
  dynamicTrough: isoDate('2008-10-27'), dynamicRecovery: isoDate('2009-08-25'), dynamicReturnToTrough: -0.106,
};
const deed = (date: string, rowsLate: number, returnDifference: number) => ({ date: isoDate(date), rowsLate, returnDifference, equityBefore: 0.61, equityAfter: 0.34 });
const study = (over: Partial<EpisodeStudy> = {}): EpisodeStudy => ({
  from: isoDate('2008-01-02'), to: isoDate('2010-11-02'), dates: [isoDate('2008-05-19'), isoDate('2009-03-09')], strategicDrawdown: [0, -0.384], dynamicDrawdown: [0, -0.1],
  held: [{ asset: 'EQ' as EpisodeStudy['held'][number]['asset'], policy: 0.6, weights: [0.62, 0.13], atPeak: 0.62, atTrough: 0.13, strategicAtTrough: 0.54, trend: [] }],
  exit: deed('2008-02-01', -74, -0.0202), reentry: deed('2009-07-01', 80, -0.2116), equityAtTrough: { strategic: 0.54, dynamic: 0.13 }, crises: [], ...over,
});
const reading = (over: object = {}) => ({ facts: { simulated: false, policyVersion: { classes: [{ name: 'Equity' }] } }, periodsPerYear: 252, ...over }) as unknown as DrawdownReading;

const plain = (text: string) => text.replace(/\s/gu, ' ');
const view = (over: Partial<EpisodeStudy> = {}, more: object = {}) => episodeView(reading(more), study(over), episode);
const lead = (label: string, over: Partial<EpisodeStudy> = {}) => {
  const entry = view(over).account.find((one) => one.label === label);
  return plain(`${entry?.lead} ${entry?.text}`);
};

describe('one fall, looked at closely', () => {
  it('says early or late in days, and what it earned or cost in bp', () => {
    expect(plain(view().title)).toBe('2008–2009: 38.4 % against 11.2 %, early out, back in 80 trading days late');
    expect(lead('Out')).toContain('74 trading days before the peak. Equity went from 61 % to 34 % at the close of 1 Feb 2008. Against the strategic mix, being early cost 202 bp.');
    expect(lead('Back in')).toContain('80 trading days after the trough.');
    expect(lead('Back in')).toContain('it cost 2,116 bp against the strategic mix');
    expect(lead('Down')).toContain('the dynamic mix held 13 % equity, the strategic mix 54 %');
  });

  it('has no number where the model was never out', () => {
    expect(plain(view({ exit: null, reentry: null }).title)).toMatch(/never out of equity$/);
    expect(lead('Out', { exit: null, reentry: null })).toContain('there is nothing to time');
    expect(view({ exit: null, reentry: null }).account.map(({ label }) => label)).toEqual(['Out', 'Down', 'In all']);
  });

  it('knows the day itself, a late exit, months, and that nobody came back yet', () => {
    expect(lead('Out', { exit: deed('2008-05-19', 0, 0) })).toContain('On the very day of the peak. ');
    expect(lead('Out', { exit: deed('2008-05-20', 1, 0.001) })).toContain('1 trading day after the peak. ');
    expect(lead('Back in', { reentry: null })).toContain('Not yet.');
    expect(plain(view({ reentry: deed('2009-04-30', 1, 0) }, { periodsPerYear: 12 }).title)).toMatch(/back in 1 month late$/);
  });

  it('marks its turning points, the peak on the side away from the exit', () => {
    expect(view().picture.events.map(({ name, side }) => `${name} ${side}`)).toEqual(['out left', 'peak right', 'trough left', 'back in right']);
    expect(view({ exit: deed('2008-06-30', 30, 0) }).picture.events.map(({ name, side }) => `${name} ${side}`).slice(0, 2)).toEqual(['out right', 'peak left']);
  });

  it('names the crises it overlaps, and none in invented prices', () => {
    expect(view().crisisNote).toMatch(/No crisis with a name/);
    expect(view({}, { facts: { ...reading().facts, simulated: true } }).crisisNote).toMatch(/simulated/);
    const crisis = { id: 'financial-crisis', label: 'Financial crisis', start: isoDate('2007-10-09'), end: isoDate('2009-03-09'), strategic: { returnOverall: -0.35, maxDrawdown: -0.38 }, dynamic: null };
    expect(view({ crises: [crisis] }).crises).toEqual([{ id: 'financial-crisis', label: 'Financial crisis', start: '2007-10-09', end: '2009-03-09', outcomes: [crisis.strategic, null] }]);
  });

  it('keeps every figure of the picture for the table', () => expect(view().table[1]).toEqual({ date: '2009-03-09', strategic: -0.384, dynamic: -0.1, 'held EQ': 0.13 }));
});
