import { ok } from '../../base/result';
import { meanMomentum } from '../../indicators/mean-momentum';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { distinct, momentumOf } from '../momentum-signals';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import { ruleModel } from '../rule-model';
import { bestOf, ranked, weightsOf } from '../selection';
import { HAA_CARD } from './card';

const OFFENSIVE = ['SPY', 'IWM', 'VEA', 'VWO', 'VNQ', 'DBC', 'IEF', 'TLT'] as const;
const DEFENSIVE = ['IEF', 'BIL'] as const;
const CANARY = 'TIP';
export const HAA_ROLES = [...new Set([...OFFENSIVE, ...DEFENSIVE, CANARY])];

export interface HaaParams {
  readonly roles: Roles;
  readonly top: number;
  readonly cadence: Cadence;
}

/** Keller and Keuning's hybrid allocation: one canary, then dual momentum. */
export function haaModel(params: Partial<HaaParams> = {}): Model {
  const { roles, top, cadence }: HaaParams = { roles: {}, top: 4, cadence: 'month-end', ...params };
  return ruleModel({
    card: HAA_CARD,
    step: 'tactical.meanMomentum',
    reads: ['meanMomentum'],
    cadence,
    months: 13,
    prepare: ({ policy }) => {
      const lineOf = resolveRoles(HAA_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      const [offensive, defensive, canary] = [OFFENSIVE, DEFENSIVE, [CANARY]].map((names) => names.map(lineOf.value));
      return ok(({ closes }) => {
        const [attack, defence, warning] = [offensive, defensive, canary].map((lines) => momentumOf('meanMomentum', meanMomentum, lines, closes));
        const shelter = defensive[bestOf(defence.readings)];
        const chosen = ranked(attack.readings).slice(0, top);
        const shares = warning.readings[0] < 0
          ? [[shelter, 1] as const]
          : chosen.map((j) => [attack.readings[j] < 0 ? shelter : offensive[j], 1 / top] as const);
        return { weights: weightsOf(policy.lines.length, shares), signals: distinct([...warning.signals, ...attack.signals, ...defence.signals]) };
      });
    },
  });
}
