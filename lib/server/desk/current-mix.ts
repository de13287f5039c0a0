import type { Result } from '../../core/base/result';
import { ok } from '../../core/base/result';
import { runBacktest } from '../../core/backtest/run-backtest';
import type { Policy } from '../../core/targets/policy';
import type { Database } from '../db/client';
import { createCache } from './cache';
import { conditionsOf, type Evidence } from './evidence';
import { holdingsOf } from './holdings';
import type { Desk } from './open-desk';

const runs = createCache<Result<Float64Array>>(12);

/** A policy that asks for exactly these weights, in the order of its lines, whatever its limits say. */
function policyOfWeights(policy: Policy, weights: readonly number[]): Policy {
  return { ...policy, groupLimits: [], lines: policy.lines.map((line, k) => ({ ...line, weight: weights[k], min: 0, max: 1 })) };
}

/**
 * The past of what is held now, had its weights been kept by the policy's own rebalancing rule: wealth on the rows of the
 * evidence. Null when nothing is held. Refuses holdings that cannot be valued.
 */
export async function currentMixOf(db: Database, desk: Desk, evidence: Evidence): Promise<Result<Float64Array | null>> {
  const holdings = await holdingsOf(db, desk);
  if (!holdings.ok) return holdings;
  const { isEmpty, weights } = holdings.value;
  if (isEmpty) return ok(null);
  return runs(`${evidence.inputHash} ${weights.join(' ')}`, async () => {
    const { policy, rebalancing } = desk.policyVersion;
    const run = runBacktest(desk.history, { ...conditionsOf(desk), strategies: [{ kind: 'fixed-mix', name: 'current', policy: policyOfWeights(policy, weights), rebalance: rebalancing }] });
    return run.ok ? ok(run.value.strategies[0].nav) : run;
  });
}
