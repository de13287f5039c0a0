import { ok } from '../../base/result';
import { weightedMomentum } from '../../indicators/weighted-momentum';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { distinct, momentumOf } from '../momentum-signals';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import { ruleModel } from '../rule-model';
import { bestOf, ranked, weightsOf } from '../selection';
import { DAA_G12_CARD } from './card';

const RISKY = ['SPY', 'IWM', 'QQQ', 'VGK', 'EWJ', 'VWO', 'VNQ', 'GSG', 'GLD', 'TLT', 'HYG', 'LQD'] as const;
const CANARIES = ['VWO', 'BND'] as const;
const DEFENSIVE = ['SHY', 'IEF', 'LQD'] as const;
export const DAA_ROLES = [...new Set([...RISKY, ...CANARIES, ...DEFENSIVE])];

export interface DaaG12Params {
  readonly roles: Roles;
  readonly breadth: number;
  readonly top: number;
  readonly cadence: Cadence;
}

/** Keller and Keuning's defensive allocation: two canaries say how much, momentum says what. */
export function daaG12Model(params: Partial<DaaG12Params> = {}): Model {
  const { roles, breadth, top, cadence }: DaaG12Params = { roles: {}, breadth: 2, top: 6, cadence: 'month-end', ...params };
  return ruleModel({
    card: DAA_G12_CARD,
    step: 'tactical.weightedMomentum',
    reads: ['weightedMomentum'],
    cadence,
    months: 13,
    prepare: ({ policy }) => {
      const lineOf = resolveRoles(DAA_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      const [risky, canaries, defensive] = [RISKY, CANARIES, DEFENSIVE].map((names) => names.map(lineOf.value));
      return ok(({ closes }) => {
        const [attack, warning, defence] = [risky, canaries, defensive].map((lines) => momentumOf('weightedMomentum', weightedMomentum, lines, closes));
        const defensiveShare = Math.min(1, warning.readings.filter((reading) => reading < 0).length / breadth);
        const chosen = ranked(attack.readings).slice(0, top);
        const shares = [
          [defensive[bestOf(defence.readings)], defensiveShare] as const,
          ...chosen.map((j) => [risky[j], (1 - defensiveShare) / top] as const),
        ];
        return { weights: weightsOf(policy.lines.length, shares), signals: distinct([...warning.signals, ...attack.signals, ...defence.signals]) };
      });
    },
  });
}
