import { describe, expect, it } from 'vitest';
import { capeIndicator } from '@/lib/core/indicators/cape';
import { trendIndicator } from '@/lib/core/indicators/trend';
import type { IndicatorReading, IndicatorState } from '@/lib/server/use-cases/read-indicators';
import { indicatorsView } from './view-model';

const facts = {
  asOf: '2024-04-30',
  portfolio: { slug: 'harbour', name: 'Harbour' },
  policyVersion: { policy: { lines: [{ asset: 'EQ' }, { asset: 'BILL' }] }, classes: [{ name: 'US equity' }, { name: 'Bills' }] },
};
const harbour = { slug: 'harbour', name: 'Harbour', model: { slug: 'house', version: '1.0.0', params: {} } };
const trend = {
  metadata: trendIndicator, series: [], usedBy: [harbour],
  history: { points: [{ date: '2024-03-28', value: -0.02 }, { date: '2024-04-30', value: 0.051 }], now: { value: 0.051, knownAt: '2024-04-30', period: null }, percentile: 0.75, past: Float64Array.of(-0.02, 0.051), silence: null },
} as unknown as IndicatorState;
const series = (over: object = {}) => ({ role: 'cape', code: 'CAPE', meta: { name: 'Shiller CAPE', frequency: 'monthly', source: 'Shiller', pointInTime: false }, last: '2024-03', daysLate: 0, ...over });
const cape = (over: object = {}): IndicatorState =>
  ({
    metadata: capeIndicator, series: [series()], usedBy: [],
    history: { points: [{ date: '2024-03-31', value: null }, { date: '2024-04-30', value: 33.5 }], now: { value: 33.5, knownAt: '2024-04-10', period: '2024-03' }, percentile: 0.96, past: Float64Array.of(20, 33.5), silence: null },
    ...over,
  }) as unknown as IndicatorState;
const reading = (over: object = {}): IndicatorReading => {
  const states = [trend, cape()];
  return { facts, asset: 'EQ', assets: ['EQ'], states, chosen: states[0], thresholds: [{ at: 0.01, says: 'turns up above' }], said: null, ...over } as unknown as IndicatorReading;
};
const plain = (text: string) => text.replace(/\s/gu, ' ');
const silent = { points: [], now: null, percentile: null, past: new Float64Array(), silence: 'no reading is known' };

describe('the indicators room', () => {
  it('counts what can be read, and what of it the model decides by', () => {
    const view = indicatorsView(reading());
    expect(view.title).toBe('2 of 2 indicators can be read as of 30 Apr 2024');
    expect(view.lede).toBe('The model of Harbour decides by 1, and has a reading of each.');
    expect(view.themes.map(({ key, rows }) => [key, rows.map((row) => row.label)])).toEqual([['market', ['Trend']], ['valuation', ['CAPE']], ['growth', []], ['inflation', []]]);
  });

  it('writes a reading in its own unit, with its rank and what it is of', () => {
    const [market, valuation] = indicatorsView(reading()).themes;
    expect(market.rows[0]).toMatchObject({ reads: 'prices of US equity', percentile: '75', of: '2024-04-30', usedBy: 'Harbour', isChosen: true });
    expect(plain(market.rows[0].reading)).toBe('5.1 %');
    expect(valuation.rows[0]).toMatchObject({ reading: '33.50', reads: 'CAPE', of: '2024-03', usedBy: '–', isChosen: false, spark: [null, 33.5] });
  });

  it('says what is late, and what the desk lacks, before it says a reading', () => {
    const stateOf = (state: IndicatorState) => indicatorsView(reading({ states: [trend, state] })).themes[1].rows[0];
    expect(stateOf(cape())).toMatchObject({ tone: 'ok', state: 'up to date' });
    expect(stateOf(cape({ series: [series({ daysLate: 3 })] }))).toMatchObject({ tone: 'attention', state: '3 days late' });
    expect(stateOf(cape({ series: [series({ meta: null, last: null })], history: silent }))).toMatchObject({ tone: 'neutral', state: 'no CAPE', reading: '–', percentile: '–', of: '–' });
  });

  it('draws every point there is, gaps too, with the levels at which the score turns', () => {
    const { chosen } = indicatorsView(reading());
    expect(chosen.chart?.rows).toEqual([{ date: '2024-03-28', reading: -0.02 }, { date: '2024-04-30', reading: 0.051 }]);
    expect(chosen.chart?.levels).toEqual([{ at: 0.01, says: 'turns up above' }]);
    expect(plain(chosen.account.find(({ label }) => label === 'Turns')?.lead ?? '')).toBe('turns up above at 1.0 %');
    expect(chosen.account.find(({ label }) => label === 'In words')?.lead).toBe(trendIndicator.inWords);
  });

  it('without data draws nothing and names what is lacking', () => {
    const empty = cape({ series: [series({ meta: null, last: null })], history: silent });
    const { chosen } = indicatorsView(reading({ states: [trend, empty], chosen: empty, thresholds: [] }));
    expect(chosen).toMatchObject({ chart: null, lacking: ['CAPE'], usedBy: [] });
    expect(chosen.series[0]).toMatchObject({ name: 'not at this desk', state: 'missing' });
    expect(chosen.account[0]).toMatchObject({ label: 'Now', lead: 'No reading' });
  });

  it('says that values without vintages are seen with later eyes', () => {
    const one = cape();
    expect(indicatorsView(reading({ states: [trend, one], chosen: one })).chosen.chartNote).toContain('Latest revised');
    const published = cape({ series: [series({ meta: { ...series().meta, pointInTime: true } })] });
    expect(indicatorsView(reading({ states: [trend, published], chosen: published })).chosen.chartNote).not.toContain('Latest revised');
  });
});
