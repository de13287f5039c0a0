import { WEIGHT_SUM_TOLERANCE } from '../base/units';
import type { GroupLimit, PolicyLine } from './policy';

/** One line of a policy that is still being written. */
export interface StatedLine extends Omit<PolicyLine, 'asset'> {
  readonly code: string;
}

/** More than this for a trade is a slip of the pen, and the store refuses it. */
const MAX_COST_BPS = 1_000;

/** What is wrong with the limits of groups: each stands once, and the strategic mix itself keeps it. */
function groupProblems(lines: readonly StatedLine[], limits: readonly GroupLimit[]): readonly string[] {
  return limits.flatMap(({ group, min, max }, k) => {
    if (limits.findIndex((other) => other.group === group) < k) return [`the group ${group} has two limits`];
    if (min > max) return [`the limits of ${group}, ${min} to ${max}, leave no room`];
    const sum = lines.reduce((total, line) => total + (line.group === group ? line.weight : 0), 0);
    const isKept = sum >= min - WEIGHT_SUM_TOLERANCE && sum <= max + WEIGHT_SUM_TOLERANCE;
    return isKept ? [] : [`the strategic mix holds ${Number(sum.toFixed(9))} in ${group}, outside its limits ${min} to ${max}`];
  });
}

/** What is wrong with a policy, as sentences; empty when nothing is. */
export function policyProblems(lines: readonly StatedLine[], { cash, groupLimits }: { readonly cash: string | null; readonly groupLimits: readonly GroupLimit[] }): readonly string[] {
  const problems = lines.flatMap((line) =>
    line.min <= line.weight && line.weight <= line.max && line.min >= 0 && line.max <= 1
      ? []
      : [`${line.code}: the weight ${line.weight} must lie between its minimum ${line.min} and its maximum ${line.max}, both from 0 to 1`],
  );
  const sum = lines.reduce((total, line) => total + line.weight, 0);
  if (Math.abs(sum - 1) > WEIGHT_SUM_TOLERANCE) problems.push(`the weights sum to ${Number(sum.toFixed(9))}, not to 1`);
  const twice = lines.map((line) => line.code).filter((code, k, all) => all.indexOf(code) !== k);
  if (twice.length > 0) problems.push(`${[...new Set(twice)].join(', ')} stands there twice`);
  if (cash !== null && !lines.some((line) => line.code === cash)) problems.push(`the cash asset ${cash} is not among the asset classes`);
  const dear = lines.filter((line) => line.costBps > MAX_COST_BPS).map((line) => `${line.code} (${line.costBps})`);
  if (dear.length > 0) problems.push(`costs above ${MAX_COST_BPS} bp: ${dear.join(', ')}`);
  return [...problems, ...groupProblems(lines, groupLimits)];
}
