import { ok } from '../../base/result';
import { realisedVolatility } from '../../indicators/realised-volatility';
import { SIGMA_FLOOR } from '../../indicators/sigma-floor';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { riskyShares } from '../risky-mix';
import type { RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { VOL_TARGET_CARD } from './card';

export interface VolTargetParams {
  /** Volatility aimed at, a fraction per year; null: the mix's own up to the day. */
  readonly target: number | null;
  readonly cap: number;
  readonly years: number;
  readonly cadence: Cadence;
}

const MINIMUM_ROWS = 6;

/** `min(cap, target/recent)`; the cap where nothing varies. Example: 10 % aimed at, 16 % of late: 0.625. */
export function exposureOf(target: number, recent: number, cap: number): number {
  return recent >= SIGMA_FLOOR ? Math.min(cap, target / recent) : cap;
}

/** Row returns of a mix that is brought back to its shares at every row; n levels give n − 1 returns. */
function mixReturns(shares: Float64Array, rowsOf: (line: number) => Float64Array, rows: number): Float64Array {
  const returns = new Float64Array(Math.max(0, rows - 1));
  shares.forEach((share, line) => {
    if (share === 0) return;
    const levels = rowsOf(line);
    for (let t = 1; t < rows; t += 1) returns[t - 1] += share * (levels[t] / levels[t - 1] - 1);
  });
  return returns;
}

/** The risky mix in the measure that its recent volatility allows, the rest in cash. */
export function volTargetModel(params: Partial<VolTargetParams> = {}): Model {
  const { target, cap, years, cadence }: VolTargetParams = { target: 0.1, cap: 1, years: 0.25, cadence: 'month-end', ...params };
  return ruleModel({
    card: VOL_TARGET_CARD,
    step: 'tactical.realisedVolatility',
    reads: ['realisedVolatility'],
    cadence,
    months: 1,
    prepare: ({ view, policy, cashIndex, rowsOf }) => {
      const shares = riskyShares(policy, cashIndex);
      const { periodsPerYear, dates } = view.grid;
      const returns = mixReturns(shares, rowsOf, dates.length);
      const length = Math.max(MINIMUM_ROWS, Math.round(periodsPerYear * years));
      return ok(({ row }) => {
        const recent = realisedVolatility(returns, row, length, periodsPerYear);
        if (Number.isNaN(recent)) return null;
        const exposure = exposureOf(target ?? realisedVolatility(returns, row, row, periodsPerYear), recent, cap);
        const signals = Array.from(shares).flatMap((share, line): readonly RuleSignal[] =>
          share > 0 ? [{ line, indicator: 'realisedVolatility', label: `the risky mix over ${length} rows`, reading: recent, unit: 'fraction', score: (2 * exposure) / cap - 1 }] : [],
        );
        return { weights: shares.map((share) => share * exposure), signals };
      });
    },
  });
}
