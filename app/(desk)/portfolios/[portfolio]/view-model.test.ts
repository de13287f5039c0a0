import { describe, expect, it } from 'vitest';
import { isoDate } from '@/lib/core/base/iso-date';
import { assetId } from '@/lib/core/base/units';
import type { Recommendation } from '@/lib/server/use-cases/compute-recommendation';
import type { MixReading } from '@/lib/server/use-cases/read-mix';
import { mixRows, mixView } from './view-model';

const CODES = ['EQ', 'BD', 'CA'];
const NAMES = ['US equity', 'Treasuries', 'Cash'];
const STRATEGIC = [0.6, 0.35, 0.05];
const TARGET = [0.5, 0.37, 0.13];
const CURRENT = [0.62, 0.34, 0.04];

const recommendation = {
  model: { slug: 'house', version: '1.0.0' }, policyVersion: 2, asOf: isoDate('2025-05-07'), decisionDate: isoDate('2025-04-30'), dynamicDate: isoDate('2025-03-31'), orderDue: 'move', inputHash: 'ab',
  lines: CODES.map((code, k) => ({ assetClassId: code, code, current: CURRENT[k], strategic: STRATEGIC[k], dynamicTilt: 0, tacticalTilt: 0, target: TARGET[k] })),
  steps: [
    { step: 'dynamic.excessCapeYield', changes: [-0.02, 0, 0.02] },
    { step: 'dynamic.unemployment', changes: [0, 0, 0] },
    { step: 'tactical.trend', changes: [-0.15, 0.02, 0.13] },
    { step: 'limits', changes: [0.03, 0, -0.03] },
    { step: 'pace', changes: [0.04, 0, -0.04] },
    { step: 'noTrade', changes: [0, 0, 0] },
  ],
  readings: [{ indicator: 'excessCapeYield', period: '2025-03', knownAt: isoDate('2025-04-15') }],
  missing: [{ layer: 'dynamic', indicator: 'unemployment', asset: null, reason: 'no reading is known' }],
  distances: [
    { asset: assetId('EQ'), indicator: 'trend', months: 12, state: -1, move: 0.033 },
    { asset: assetId('BD'), indicator: 'momentum', months: 6, state: 1, move: -0.006 },
  ],
} as unknown as Recommendation;

const reading = (over: Partial<MixReading> = {}): MixReading =>
  ({
    facts: {
      portfolio: { slug: 'p', name: 'Harbour', baseCurrency: 'USD' }, asOf: isoDate('2025-05-07'), droppedRows: 2, daysBehind: 423,
      policyVersion: {
        turnoverLimit: 0.2, trackingErrorLimit: 0.08,
        policy: { cashAsset: assetId('CA'), lines: CODES.map((code, k) => ({ asset: assetId(code), group: 'equity', weight: STRATEGIC[k], min: 0, max: 1, costBps: 10 })) },
        classes: CODES.map((code, k) => ({ id: code, code, name: NAMES[k], instruments: k === 2 ? [] : [{ symbol: `${code}.X` }] })),
      },
    },
    stored: true, recommendation, holdings: { isEmpty: false, heldFrom: null, value: '1000000', weights: CURRENT }, period: { provisionalFrom: isoDate('2025-05-01') }, isDue: true, openProposal: null,
    costAmount: 120, turnover: 0.12, drawdownNow: { strategic: -0.03, dynamic: -0.01 }, latestRevised: ['excessCapeYield'],
    risk: { current: { volatilityAnnual: 0.108, trackingErrorAnnual: 0.012 }, strategic: { volatilityAnnual: 0.114, trackingErrorAnnual: 0 }, target: { volatilityAnnual: 0.09, trackingErrorAnnual: 0.032 } },
    ...over,
  }) as unknown as MixReading;

const shown = (over: Partial<MixReading> = {}, selected?: string) => mixView(reading(over), selected, (code) => `?class=${code}`);

describe('the Mix room', () => {
  it('names what is sold and what is bought', () => expect(shown().title).toBe('Move 12.0\u202F% of the portfolio: out of US equity, into Cash and Treasuries'));
  it('says when nothing is due, and how far the holdings are', () => expect(shown({ isDue: false }).title).toBe('No move: the holdings lie 12.0\u202F% from the target'));
  it('explains the class farthest from policy, never cash', () => {
    expect(shown().lede).toMatch(/^US equity points to 50\.0\u202F% against a policy of 60\.0\u202F%: trend −1,500\sbp and excess CAPE yield −200\sbp\. .* then move it by \+700\sbp\.$/);
    expect(shown().selectedId).toBe('EQ');
  });
  it('draws the class asked for, and falls back from a stranger', () => {
    expect(shown({}, 'BD').whyTitle).toBe('What moved Treasuries from 3,500 to 3,700 bp');
    expect(shown({}, 'XX').selectedId).toBe('EQ');
  });
  it('keeps every step, the rules included, and marks a missing reading', () => {
    const groups = shown().groups;
    expect(groups.map((group) => group.steps.length)).toEqual([2, 1, 3]);
    expect(groups[0].steps[1].byAsset).toEqual([null, null, null, null]);
    expect(shown().missing).toEqual(['Unemployment: no reading is known']);
  });
  it('shows amounts that sum to nothing', () => {
    const rows = mixRows(reading());
    expect(rows.map((row) => row.amount)).toEqual([expect.closeTo(-120_000, 6), expect.closeTo(30_000, 6), expect.closeTo(90_000, 6)]);
    expect(rows[0].instrument).toBe('EQ.X');
  });
  it('shows no shift where nothing is held', () => {
    const empty = shown({ holdings: { isEmpty: true, heldFrom: null, value: '0', weights: [0, 0, 0] } as unknown as MixReading['holdings'], recommendation: { ...recommendation, lines: recommendation.lines.map((line) => ({ ...line, current: null })) }, turnover: null });
    expect(empty.rows.every((row) => row.amount === null && row.current === null)).toBe(true);
    expect(empty.status.word).toBe('Nothing held');
    expect(empty.lacks).toBe('holdings');
    const later = shown({ holdings: { isEmpty: true, heldFrom: '2026-08-03', value: '0', weights: [0, 0, 0] } as unknown as MixReading['holdings'], recommendation: { ...recommendation, lines: recommendation.lines.map((line) => ({ ...line, current: null })) }, turnover: null });
    expect([later.title, later.lacks]).toEqual(['The book begins on 3 Aug 2026, after the last day of the prices', 'prices']);
  });
  it('names the nearest change of any signal', () => expect(shown().changeSentence).toMatch(/^A fall of 0\.6\u202F% in Treasuries would turn its 6-month momentum negative/));
  it('says what is provisional and what was left out', () => {
    const text = JSON.stringify(shown().fresh);
    expect(text).toContain('rows from 1 May are provisional');
    expect(text).toContain('423 days behind the calendar; 2 incomplete rows left out');
  });
  it('says which readings rest on revised values', () => expect(shown().whyNote).toMatch(/Excess CAPE yield rests on latest-revised values/));
  it('offers no proposal while another is open', () => expect([shown().canPropose, shown({ openProposal: { number: 3, version: 1, state: 'proposed' } }).canPropose]).toEqual([true, false]));
  it('takes the shift apart: policy, each layer and the rules sum to it in every class', () => {
    for (const row of shown().rows) {
      const { toPolicy, dynamic, tactical, rules } = row.parts ?? { toPolicy: Number.NaN, dynamic: 0, tactical: 0, rules: 0 };
      expect((toPolicy ?? Number.NaN) + dynamic + tactical + rules).toBeCloseTo((row.target ?? 0) - (row.current ?? 0), 12);
    }
    expect(shown().rows[0].parts).toEqual({ toPolicy: expect.closeTo(-0.02, 12), dynamic: -0.02, tactical: -0.15, rules: expect.closeTo(0.07, 12) });
    expect(shown().partsNote).toMatch(/^Dynamic and Tactical: what each layer adds/);
  });
  it('says in a line that there is no tactical overlay, or that it leans nowhere', () => {
    const without = (steps: typeof recommendation.steps) => shown({ recommendation: { ...recommendation, steps } }).partsNote;
    expect(without(recommendation.steps.filter(({ step }) => step !== 'tactical.trend'))).toMatch(/^Dynamic: .* The model has no tactical overlay\.$/);
    expect(without(recommendation.steps.map((one) => (one.step === 'tactical.trend' ? { ...one, changes: [0, 0, 0] } : one)))).toMatch(/The tactical overlay leans nowhere today\.$/);
    expect(without([])).toBe('The model has no dynamic layer. The model has no tactical overlay.');
  });
  it('draws the whole mix on demand: from nothing to the active share of the target', () => {
    const view = shown({}, 'in-total');
    expect(view.selectedId).toBe('in-total');
    expect(view.assets.at(-1)).toMatchObject({ strategic: 0, target: expect.closeTo(0.1, 12), isTotal: true });
    expect(view.whyTitle).toBe('What took the whole mix 1,000 bp away from policy');
    const steps = view.groups.flatMap((group) => group.steps.map((step) => step.byAsset.at(-1) ?? 0));
    expect(steps.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.1, 12);
  });
  it('hands out the figures of its pictures, whole and under their names', () => {
    const { weights, steps } = shown().tables;
    expect(weights.rows[0]).toMatchObject({ date: 'US equity', min: 0, max: 1, current: 0.62, strategic: 0.6, target: 0.5, tactical: -0.15, amount: expect.closeTo(-120_000, 6) });
    expect(weights.columns.every(({ key }) => key in weights.rows[0])).toBe(true);
    expect(steps.rows.map(({ date }) => date)).toEqual(['Strategic weight', 'Dynamic layer: Excess CAPE yield', 'Dynamic layer: Unemployment', 'Tactical overlay: Trend', 'Rules: Policy limits', 'Rules: Pace, half the step', 'Rules: No-trade band', 'Dynamic target']);
    expect(steps.rows[3]).toMatchObject({ EQ: -0.15, BD: 0.02, CA: 0.13 });
    expect(steps.columns.map(({ label }) => label)).toEqual(['US equity, bp', 'Treasuries, bp', 'Cash, bp', 'In total, bp']);
  });
});
