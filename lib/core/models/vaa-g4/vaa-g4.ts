import { ok } from '../../base/result';
import { weightedMomentum } from '../../indicators/weighted-momentum';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { momentumOf } from '../momentum-signals';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import { ruleModel } from '../rule-model';
import { bestOf, weightsOf } from '../selection';
import { VAA_G4_CARD } from './card';

const OFFENSIVE = ['SPY', 'EFA', 'EEM', 'AGG'] as const;
const DEFENSIVE = ['SHY', 'IEF', 'LQD'] as const;
export const VAA_ROLES = [...OFFENSIVE, ...DEFENSIVE] as const;

export interface VaaG4Params {
  readonly roles: Roles;
  readonly cadence: Cadence;
}

/** Keller and Keuning's vigilant allocation over four assets: one negative among them is one too many. */
export function vaaG4Model(params: Partial<VaaG4Params> = {}): Model {
  const { roles, cadence }: VaaG4Params = { roles: {}, cadence: 'month-end', ...params };
  return ruleModel({
    card: VAA_G4_CARD,
    step: 'tactical.weightedMomentum',
    reads: ['weightedMomentum'],
    cadence,
    months: 13,
    prepare: ({ policy }) => {
      const lineOf = resolveRoles(VAA_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      const [offensive, defensive] = [OFFENSIVE.map(lineOf.value), DEFENSIVE.map(lineOf.value)];
      return ok(({ closes }) => {
        const attack = momentumOf('weightedMomentum', weightedMomentum, offensive, closes);
        const defence = momentumOf('weightedMomentum', weightedMomentum, defensive, closes);
        const isCalm = attack.readings.every((reading) => !(reading < 0));
        const chosen = isCalm ? offensive[bestOf(attack.readings)] : defensive[bestOf(defence.readings)];
        return { weights: weightsOf(policy.lines.length, [[chosen, 1]]), signals: [...attack.signals, ...defence.signals] };
      });
    },
  });
}
