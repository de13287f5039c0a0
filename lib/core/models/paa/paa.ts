import { ok } from '../../base/result';
import { trendReadings } from '../../indicators/trend';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { momentumOf } from '../momentum-signals';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import { ruleModel } from '../rule-model';
import { ranked, weightsOf } from '../selection';
import { PAA_CARD } from './card';

const RISKY = ['SPY', 'QQQ', 'IWM', 'VGK', 'EWJ', 'EEM', 'IYR', 'GSG', 'GLD', 'HYG', 'LQD', 'TLT'] as const;
const SAFE = 'IEF';
export const PAA_ROLES = [...RISKY, SAFE] as const;

export interface PaaParams {
  readonly roles: Roles;
  readonly protection: number;
  readonly top: number;
  readonly cadence: Cadence;
}

/** `min(1, (N − n)/(N − n1))`, `n1 = a·N/4`. Example: N 12, a 2, n 9 gives ½; n 6 or fewer gives 1. */
export function bondShare(risky: number, good: number, protection: number): number {
  return Math.min(1, (risky - good) / (risky - (protection * risky) / 4));
}

/** Keller and Keuning's protective allocation: breadth says how much, momentum says what. */
export function paaModel(params: Partial<PaaParams> = {}): Model {
  const { roles, protection, top, cadence }: PaaParams = { roles: {}, protection: 2, top: 6, cadence: 'month-end', ...params };
  return ruleModel({
    card: PAA_CARD,
    step: 'tactical.trend',
    reads: ['trend'],
    cadence,
    months: 13,
    prepare: ({ policy }) => {
      const lineOf = resolveRoles(PAA_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      const risky = RISKY.map(lineOf.value);
      return ok(({ closes }) => {
        const { readings, signals } = momentumOf('trend', (prices) => trendReadings(prices, 13)[12], risky, closes);
        const good = ranked(readings).filter((j) => readings[j] > 0);
        const safe = bondShare(risky.length, good.length, protection);
        const held = safe < 1 ? good.slice(0, top) : [];
        const shares = [[lineOf.value(SAFE), held.length > 0 ? safe : 1] as const, ...held.map((j) => [risky[j], (1 - safe) / held.length] as const)];
        return { weights: weightsOf(policy.lines.length, shares), signals };
      });
    },
  });
}
