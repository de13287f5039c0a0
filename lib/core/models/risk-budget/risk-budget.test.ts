import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import { decisions } from '../../decide';
import { createHistory } from '../../market/history';
import { monthGrid } from '../../market/month-grid';
import { simpleReturns } from '../../series/returns';
import { shrunkCovariance } from '../../stats/covariance';
import { trackingErrorOf } from '../../targets/tracking-error';
import { oneWay } from '../../tilts/budget';
import { expectClose } from '../../testing/expect-close';
import { policyOf } from '../../testing/policies';
import { rulesGrid, rulesObservations } from '../../testing/rules-world';
import type { Decision } from '../decision';
import type { RiskBudgetParams } from './params';
import { RISK_BUDGET_DEFAULTS } from './params';
import { riskBudgetModel } from './risk-budget';
import { riskBudgetParamsSchema } from './schema';

const FUNDS = ['SPY', 'EFA', 'IEF', 'GLD', 'BIL'];
const view = createHistory(rulesGrid(FUNDS), rulesObservations()).asOf('2030-01-01' as IsoDate);
const MIX: Parameters<typeof policyOf>[0] = [
  ['SPY', 'equity', 0.35, 0.1, 0.5],
  ['EFA', 'equity', 0.2, 0.05, 0.3],
  ['IEF', 'bond', 0.3, 0.15, 0.6],
  ['GLD', 'alternative', 0.1, 0, 0.2],
  ['BIL', 'cash', 0.05, 0, 0.5],
];
const groupLimits = [{ group: 'equity' as const, min: 0.3, max: 0.6 }];
const policy = policyOf(MIX, { cash: 'BIL', groupLimits });

function decided(params: Partial<RiskBudgetParams> = {}, own = policy): readonly Decision[] {
  const found = decisions(view, own, riskBudgetModel(params));
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

const months = monthGrid(view, FUNDS.map((_, a) => a));
const returns = months.levels.map((level) => simpleReturns(level));
const riskAt = (k: number, weights: readonly number[], strategic: readonly number[]) =>
  trackingErrorOf(weights, strategic, shrunkCovariance(returns.map((column) => column.subarray(Math.max(0, k - 60), k))).matrix, 12);
const change = (decision: Decision) => oneWay(decision.target.map((weight, a) => weight - decision.last[a]));

describe('layers with risk budgets', () => {
  it('tilt nothing before there is a covariance, and say why', () => {
    const [first] = decided();
    expect(first.target).toEqual(first.strategic);
    expect(first.missing.map(({ reason }) => reason)).toContain('fewer than 24 monthly returns: without a covariance there is no risk budget, and nothing is tilted');
  });

  it('keep each layer within its own budget of tracking error, and scale only what exceeds it', () => {
    const all = decided();
    let bound = 0;
    all.forEach(({ tacticalTilt, tacticalScale }, k) => {
      if (k < 24) return;
      const risk = riskAt(k, tacticalTilt, tacticalTilt.map(() => 0));
      expect(risk).toBeLessThanOrEqual(RISK_BUDGET_DEFAULTS.tactical.trackingError + 1e-12);
      if (tacticalScale < 1) expect(risk).toBeCloseTo(RISK_BUDGET_DEFAULTS.tactical.trackingError, 12);
      bound += tacticalScale < 1 ? 1 : 0;
    });
    expect(bound).toBeGreaterThan(0);
  });

  it('keep the limits of assets and groups, then tracking error, then the cap', () => {
    const limit = 0.015;
    const all = decided({ trackingErrorLimit: limit, turnoverCap: 0.05 });
    let [shrunk, overCap] = [0, 0];
    all.forEach((decision, k) => {
      const { target, strategic } = decision;
      policy.lines.forEach(({ min, max }, a) => expect(target[a] >= min - 1e-9 && target[a] <= max + 1e-9).toBe(true));
      expect(target[0] + target[1]).toBeLessThanOrEqual(0.6 + 1e-9);
      if (k < 24) return;
      expect(riskAt(k, target, strategic)).toBeLessThanOrEqual(limit + 1e-9);
      const row = decision.attribution.find(({ step }) => step === 'trackingError');
      const acted = row?.byAsset.some((weight) => Math.abs(weight) > 1e-12) ?? false;
      shrunk += acted ? 1 : 0;
      if (!acted) expect(change(decision)).toBeLessThanOrEqual(0.05 + 1e-9);
      else overCap += 1;
    });
    expect(shrunk).toBeGreaterThan(0);
    expect(overCap).toBeGreaterThan(0);
  });

  it('make no move of one asset below the minimum, unless a limit asks for it', () => {
    const free = policyOf(MIX, { cash: 'BIL' });
    for (const { target, last } of decided({ minimumTrade: 0.02, trackingErrorLimit: null }, free)) {
      target.forEach((weight, a) => expect(Math.abs(weight - last[a]) < 1e-12 || Math.abs(weight - last[a]) >= 0.02 - 1e-12).toBe(true));
    }
  });

  it('attribute by formula: an indicator’s row is λ·κ·σ̄/σ·share·score, paid for by cash', () => {
    const params: Partial<RiskBudgetParams> = { riskScaleCap: 1, dynamic: { ...RISK_BUDGET_DEFAULTS.dynamic, gain: 0 } };
    const found = decided(params).at(-1) as Decision;
    for (const indicator of ['trend', 'momentum', 'volatility']) {
      const row = found.attribution.find(({ step }) => step === `tactical.${indicator}`)?.byAsset ?? [];
      const said = FUNDS.map((asset) => found.readings.find((reading) => reading.indicator === indicator && reading.asset === asset));
      const k = months.dates.indexOf(found.date);
      const matrix = shrunkCovariance(returns.map((column) => column.subarray(k - 60, k))).matrix;
      const sigma = FUNDS.slice(0, 4).map((_, a) => Math.sqrt(matrix[a][a]));
      const average = sigma.reduce((sum, s) => sum + s, 0) / 4;
      const tilt = FUNDS.slice(0, 4).map((_, a) => found.tacticalScale * 0.2 * Math.min(1, average / sigma[a]) * (said[a]?.share ?? 0) * (said[a]?.score ?? 0));
      expectClose(row, [...tilt, -tilt.reduce((sum, t) => sum + t, 0)], 1e-12);
    }
  });

  it('may be funded by everyone pro rata to policy weight', () => {
    const { attribution, strategic } = decided({ funding: 'pro-rata', dynamic: { ...RISK_BUDGET_DEFAULTS.dynamic, gain: 0 } }).at(-1) as Decision;
    for (const { step, byAsset } of attribution) if (step.startsWith('tactical.')) expect(byAsset.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(0, 12);
    expect(strategic.length).toBe(5);
  });

  it('take any indicator of the catalogue, measured as they are told', () => {
    const tactical = { ...RISK_BUDGET_DEFAULTS.tactical, indicators: [{ indicator: 'skippedMomentum', weight: 1, standard: { kind: 'percentile', months: 60, minimum: 24 } as const }] };
    const last = decided({ tactical }).at(-1) as Decision;
    expect(new Set(last.readings.filter(({ layer }) => layer === 'tactical').map(({ indicator }) => indicator))).toEqual(new Set(['skippedMomentum']));
    expect(last.distances).toEqual([]);
  });

  it('say at which level a trend that counts by its sign would turn', () => {
    const { distances, date } = decided().at(-1) as Decision;
    const k = months.dates.indexOf(date);
    const spy = distances.find(({ asset }) => asset === 'SPY');
    const levels = Array.from(months.levels[0].subarray(k - 9, k));
    const flip = (1 + (spy?.move ?? NaN)) * months.levels[0][k];
    expect(flip / ((levels.reduce((sum, level) => sum + level, 0) + flip) / 10)).toBeCloseTo(1, 12);
  });

  it('refuse a strategic mix that breaks its own limits while tracking error is limited', () => {
    const broken = policyOf([['SPY', 'equity', 0.9, 0, 0.5], ['BIL', 'cash', 0.1, 0, 1]], { cash: 'BIL' });
    const run = riskBudgetModel().run(view, broken);
    expect(run.ok ? null : run.error.kind).toBe('infeasible');
    expect(riskBudgetModel({ trackingErrorLimit: null }).run(view, broken).ok).toBe(true);
  });

  it('name what is wrong with typed parameters', () => {
    const problem = riskBudgetParamsSchema.safeParse({ tactical: { indicators: [{ indicator: 'astrology', weight: 1 }], engagement: { enter: 0.1, leave: 0.2 } } });
    expect(problem.success ? [] : problem.error.issues.map(({ path }) => path.join('.'))).toEqual(['tactical.indicators.0.indicator', 'tactical.engagement']);
    expect(riskBudgetParamsSchema.parse({})).toEqual(RISK_BUDGET_DEFAULTS);
  });
});
