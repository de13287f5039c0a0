import type { Policy } from '../targets/policy';

/** Positions of all lines but cash. */
export function riskyLines(policy: Policy, cashIndex: number): readonly number[] {
  return policy.lines.map((_, line) => line).filter((line) => line !== cashIndex);
}

/** Shares of the risky lines in the risky part, over all lines, sum 1: as the policy weighs them, equal where it weighs none. */
export function riskyShares(policy: Policy, cashIndex: number): Float64Array {
  const risky = riskyLines(policy, cashIndex);
  const total = risky.reduce((sum, line) => sum + policy.lines[line].weight, 0);
  const shares = new Float64Array(policy.lines.length);
  for (const line of risky) shares[line] = total > 0 ? policy.lines[line].weight / total : 1 / risky.length;
  return shares;
}
