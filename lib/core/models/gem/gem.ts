import { ok } from '../../base/result';
import { trailingReturn } from '../../indicators/year-return';
import type { Cadence } from '../../series/period-ends';
import { momentumFlip } from '../flips';
import type { Model } from '../model';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import { ruleModel } from '../rule-model';
import { signScore, weightsOf } from '../selection';
import { GEM_CARD } from './card';

export const GEM_ROLES = ['SPY', 'ACWX', 'AGG', 'BIL'] as const;

export interface GemParams {
  readonly roles: Roles;
  readonly months: number;
  readonly cadence: Cadence;
}

/** Absolute momentum says whether stocks, relative momentum which. */
function chosenRole(us: number, foreign: number, bills: number): (typeof GEM_ROLES)[number] {
  if (!(us > bills)) return 'AGG';
  return us >= foreign ? 'SPY' : 'ACWX';
}

/** Antonacci's Global Equities Momentum. */
export function gemModel(params: Partial<GemParams> = {}): Model {
  const { roles, months, cadence }: GemParams = { roles: {}, months: 12, cadence: 'month-end', ...params };
  return ruleModel({
    card: GEM_CARD,
    step: 'tactical.yearReturn',
    reads: ['yearReturn'],
    cadence,
    months: months + 1,
    prepare: ({ policy }) => {
      const lineOf = resolveRoles(GEM_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      return ok(({ closes }) => {
        const closesOf = (role: string) => closes(lineOf.value(role), months + 1);
        const returnOf = (role: string) => trailingReturn(closesOf(role), months);
        const bills = returnOf('BIL');
        const signals = (['SPY', 'ACWX'] as const).map((role) => {
          const reading = returnOf(role) - bills;
          return { line: lineOf.value(role), indicator: 'yearReturn', label: `${months} months over bills`, reading, unit: 'fraction', score: signScore(reading) } as const;
        });
        const chosen = chosenRole(returnOf('SPY'), returnOf('ACWX'), bills);
        const flips = [momentumFlip(lineOf.value('SPY'), closesOf('SPY'), closesOf('BIL'), chosen !== 'AGG')];
        return { weights: weightsOf(policy.lines.length, [[lineOf.value(chosen), 1]]), signals, flips };
      });
    },
  });
}
