import { describe, expect, it } from 'vitest';
import type { SignalReading, SignalTrack } from '@/lib/server/use-cases/read-signals';
import { readingText, signalView } from './view-model';

const policyVersion = {
  policy: { lines: [{ asset: 'EQ' }, { asset: 'BD' }, { asset: 'BILL' }] },
  classes: [{ name: 'US equity', instruments: [{ symbol: 'SPY' }] }, { name: 'Bonds', instruments: [] }, { name: 'Bills', instruments: [] }],
};
const dates = ['2024-01-31', '2024-02-29', '2024-03-28', '2024-04-30'];
const now = (over: object) => ({ layer: 'tactical', asset: 'EQ', unit: 'fraction', reading: -0.032, score: -1, share: 0.5, knownAt: '2024-04-30', period: null, parts: [{ label: '10 months', reading: -0.032, score: -1 }], ...over });
const track = (over: object): SignalTrack =>
  ({ layer: 'tactical', indicator: 'trend', scores: [1, -1, -1, 1], now: now({ indicator: 'trend' }), effects: [-0.0175, 0.0175, 0], meanScore: 0.58, positiveShare: 0.79, ...over }) as unknown as SignalTrack;
const reading = (over: object = {}): SignalReading =>
  ({
    facts: { policyVersion },
    decisionDate: '2024-04-30',
    dynamicDate: '2024-03-28',
    asset: 'EQ',
    dates,
    tracks: [track({})],
    distances: [
      { asset: 'EQ', indicator: 'trend', months: 12, state: -1, move: 0.033 },
      { asset: 'EQ', indicator: 'trend', months: 10, state: -1, move: 0.05 },
      { asset: 'BD', indicator: 'trend', months: 10, state: 1, move: -0.034 },
      { asset: 'BD', indicator: 'momentum', months: 6, state: 1, move: -0.006 },
    ],
    momentum: new Map([['BD', 0.2]]),
    missing: [],
    latestRevised: [],
    ...over,
  }) as unknown as SignalReading;

describe('the signals room', () => {
  it('names the nearest turn of any price signal, and what is below its trend', () => {
    const view = signalView(reading());
    expect(view.title).toMatch(/^Nearest to a turn is Bonds: a fall of 0\.6\s% would change its 6-month momentum$/);
    expect(view.lede).toBe('Below trend on most horizons: US equity.');
    expect(view.distances.map(({ id, instrument, momentumScore }) => [id, instrument, momentumScore])).toEqual([['EQ', 'SPY', null], ['BD', undefined, 0.2]]);
    expect(view.horizons).toEqual({ trend: 'Trend of 10, 12 months', momentum: 'Momentum of 6 months' });
  });

  it('shades the months below trend on every horizon, as one stretch', () => {
    expect(signalView(reading()).shaded).toEqual([{ from: '2024-02-29', to: '2024-04-30' }]);
  });

  it('calls a mean score far from zero a standing tilt', () => {
    expect(signalView(reading()).standing).toEqual(['Trend (0.58)']);
    expect(signalView(reading({ tracks: [track({ meanScore: -0.1 })] })).standing).toEqual([]);
  });

  it('says which data a reading rests on', () => {
    const unemployment = track({ layer: 'dynamic', indicator: 'unemployment', now: now({ layer: 'dynamic', indicator: 'unemployment', unit: 'percentage-point', reading: 0.12, period: '2024-02', knownAt: '2024-03-08' }) });
    const rows = (latestRevised: readonly string[]) => signalView(reading({ tracks: [track({}), unemployment], latestRevised })).rows.map(({ data, of, reading: text }) => [data, of, text.replace(/\s/gu, ' ')]);
    expect(rows([])).toEqual([['prices', '10 months', '−3.2 %'], ['as published', '2024-02', '+0.12 pp']]);
    expect(rows(['unemployment'])[1][0]).toBe('latest revised');
  });

  it('shows a gap where there was no score, and no reading as missing', () => {
    const view = signalView(reading({ tracks: [track({ scores: [null, null, 0.5, 1], now: null })] }));
    expect(view.layers[0].series[0].values).toEqual([{ date: '2024-03-28', value: 0.5 }, { date: '2024-04-30', value: 1 }]);
    expect(view.rows[0]).toMatchObject({ reading: '–', score: '–', known: '–' });
  });

  it('without any distance says so instead of a finding', () => {
    expect(signalView(reading({ distances: [] })).lede).toContain('No price signal has a distance');
  });

  it('writes a reading in its own unit', () => {
    expect([readingText({ reading: 1.5, unit: 'ratio' }), readingText({ reading: 0.0136, unit: 'fraction' }).replace(/\s/gu, ' ')]).toEqual(['+1.50', '+1.4 %']);
  });
});
