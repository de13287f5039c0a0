import { ok } from '../../base/result';
import { trendReadings } from '../../indicators/trend';
import { weightedMomentum } from '../../indicators/weighted-momentum';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { distinct, momentumOf } from '../momentum-signals';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import { ruleModel } from '../rule-model';
import { ranked, weightsOf } from '../selection';
import { BAA_CARD } from './card';

const OFFENSIVE = ['SPY', 'QQQ', 'IWM', 'VGK', 'EWJ', 'VWO', 'VNQ', 'DBC', 'GLD', 'TLT', 'HYG', 'LQD'] as const;
const CANARIES = ['SPY', 'VWO', 'VEA', 'BND'] as const;
const DEFENSIVE = ['TIP', 'DBC', 'BIL', 'IEF', 'TLT', 'LQD', 'BND'] as const;
const BILLS = 'BIL';
export const BAA_ROLES = [...new Set([...OFFENSIVE, ...CANARIES, ...DEFENSIVE])];

export interface BaaParams {
  readonly roles: Roles;
  readonly offensiveTop: number;
  readonly defensiveTop: number;
  readonly cadence: Cadence;
}

/** Keller's bold allocation: quick to flee, slow to choose. */
export function baaModel(params: Partial<BaaParams> = {}): Model {
  const { roles, offensiveTop, defensiveTop, cadence }: BaaParams = { roles: {}, offensiveTop: 6, defensiveTop: 3, cadence: 'month-end', ...params };
  return ruleModel({
    card: BAA_CARD,
    step: 'tactical.trend',
    reads: ['trend', 'weightedMomentum'],
    cadence,
    months: 13,
    prepare: ({ policy }) => {
      const lineOf = resolveRoles(BAA_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      const [offensive, canaries, defensive] = [OFFENSIVE, CANARIES, DEFENSIVE].map((names) => names.map(lineOf.value));
      const bills = DEFENSIVE.indexOf(BILLS);
      return ok(({ closes }) => {
        const warning = momentumOf('weightedMomentum', weightedMomentum, canaries, closes);
        const [attack, defence] = [offensive, defensive].map((lines) => momentumOf('trend', (prices) => trendReadings(prices, 13)[12], lines, closes));
        const isCalm = warning.readings.every((reading) => !(reading < 0));
        const sheltered = (j: number) => (defence.readings[j] < defence.readings[bills] ? bills : j);
        const shares = isCalm
          ? ranked(attack.readings).slice(0, offensiveTop).map((j) => [offensive[j], 1 / offensiveTop] as const)
          : ranked(defence.readings).slice(0, defensiveTop).map((j) => [defensive[sheltered(j)], 1 / defensiveTop] as const);
        return { weights: weightsOf(policy.lines.length, shares), signals: distinct([...warning.signals, ...attack.signals, ...defence.signals]) };
      });
    },
  });
}
