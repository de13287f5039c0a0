import type { IsoDate } from '../../base/iso-date';
import { monthIndex } from '../../base/iso-date';
import { ok } from '../../base/result';
import type { CapePercentile } from '../../indicators/cape';
import { createCapePercentile } from '../../indicators/cape';
import { trailingReturn } from '../../indicators/year-return';
import type { Cadence } from '../../series/period-ends';
import type { Policy } from '../../targets/policy';
import type { Decision } from '../decision';
import { momentumFlip } from '../flips';
import type { Model } from '../model';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import type { RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { CAPE_MOMENTUM_CARD } from './card';

export const CAPE_MOMENTUM_ROLES = ['SPY'] as const;

export interface CapeMomentumParams {
  readonly roles: Roles;
  readonly equityWeight: number;
  readonly valueShare: number;
  readonly years: number;
  readonly staleMonths: number;
  readonly series: string;
  readonly cadence: Cadence;
}

export const CAPE_MOMENTUM_DEFAULTS: CapeMomentumParams = {
  roles: {},
  equityWeight: 0.6,
  valueShare: 0.5,
  years: 60,
  staleMonths: 6,
  series: 'CAPE',
  cadence: 'month-end',
};

const MINIMUM_MONTHS = 120;

/** Scores in [−1, 1] blended: exposure is `1 + ½·score` of the neutral weight. A missing value score leaves momentum alone. */
export function exposureOf(valueScore: number | null, momentumScore: number, valueShare: number): number {
  const score = valueScore === null ? momentumScore : valueShare * valueScore + (1 - valueShare) * momentumScore;
  return 1 + score / 2;
}

/** Stocks at their weight, the rest to the other lines as the policy weighs them. */
function weightsAround(policy: Policy, line: number, equity: number): Float64Array {
  const others = policy.lines.reduce((sum, { weight }, a) => (a === line ? sum : sum + weight), 0);
  return Float64Array.from(policy.lines, ({ weight }, a) => (a === line ? equity : others > 0 ? ((1 - equity) * weight) / others : 0));
}

function missingValue(found: CapePercentile | null, date: IsoDate, asset: Decision['assets'][number], { staleMonths, series }: CapeMomentumParams): Decision['missing'] {
  const told = { layer: 'tactical', indicator: 'cape', asset } as const;
  if (!found) return [{ ...told, reason: `no value of ${series} is known`, cause: 'no-data' }];
  if (monthIndex(date) > monthIndex(found.period as IsoDate) + staleMonths) {
    return [{ ...told, reason: `the newest value of ${series} is of ${found.period}, more than ${staleMonths} months old`, cause: 'stale' }];
  }
  return found.months < MINIMUM_MONTHS ? [{ ...told, reason: `needs ${MINIMUM_MONTHS} months, has ${found.months}`, cause: 'too-short' }] : [];
}

/** Asness, Ilmanen and Maloney: a little timing by value, checked by momentum. */
export function capeMomentumModel(params: Partial<CapeMomentumParams> = {}): Model {
  const complete: CapeMomentumParams = { ...CAPE_MOMENTUM_DEFAULTS, ...params };
  return ruleModel({
    card: CAPE_MOMENTUM_CARD,
    step: 'tactical.cape',
    reads: ['yearReturn', 'cape'],
    cadence: complete.cadence,
    months: 13,
    observes: [complete.series],
    prepare: ({ view, policy }) => {
      const lineOf = resolveRoles(CAPE_MOMENTUM_ROLES, complete.roles, policy);
      if (!lineOf.ok) return lineOf;
      const line = lineOf.value('SPY');
      const stocks = policy.lines[line];
      const cape = createCapePercentile(view.observationsOf(complete.series), complete.years);
      return ok(({ date, closes, cashCloses }) => {
        const found = cape.advance(date);
        const missing = missingValue(found, date, stocks.asset, complete);
        const value = found && missing.length === 0 ? found : null;
        const excess = trailingReturn(closes(line, 13)) - trailingReturn(cashCloses(13));
        const momentumScore = excess > 0 ? 1 : -1;
        const exposure = exposureOf(value && 1 - 2 * value.percentile, momentumScore, complete.valueShare);
        const neutral = stocks.weight > 0 ? stocks.weight : complete.equityWeight;
        const equity = Math.min(stocks.max, 1, Math.max(stocks.min, exposure * neutral));
        const signals: RuleSignal[] = [{ line, indicator: 'yearReturn', label: '12 months over cash', reading: excess, unit: 'fraction', score: momentumScore }];
        if (value) signals.push({ line, indicator: 'cape', label: `rank among ${value.months} months`, reading: value.value, unit: 'ratio', score: 1 - 2 * value.percentile, observed: value });
        const flips = [momentumFlip(line, closes(line, 13), cashCloses(13), excess > 0)];
        return { weights: weightsAround(policy, line, equity), signals, missing, flips };
      });
    },
  });
}
