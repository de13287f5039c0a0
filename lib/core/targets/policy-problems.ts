import { WEIGHT_SUM_TOLERANCE } from '../base/units';
import type { GroupLimit, PolicyLine } from './policy';

/** One line of a policy that is still being written. */
export interface StatedLine extends Omit<PolicyLine, 'asset'> {
  readonly code: string;
}

/** More than this for a trade is a slip of the pen, and the store refuses it. */
const MAX_COST_BPS = 1_000;

/** Something wrong, and the one figure that should change where it is known: `weight:EQ`, `min:EQ`, `cost:EQ`, `groupMax:equity`, `cash`. */
export interface PolicyProblem {
  readonly at: string | null;
  readonly message: string;
}

type Settings = { readonly cash: string | null; readonly groupLimits: readonly GroupLimit[] };
/** How a fraction is written for who reads the problem. */
type Write = (fraction: number) => string;

const plain: Write = (fraction) => String(Number(fraction.toFixed(9)));

/** What is wrong with the limits of groups: each stands once, and the strategic mix itself keeps it. */
function groupProblems(lines: readonly StatedLine[], limits: readonly GroupLimit[], write: Write): readonly PolicyProblem[] {
  return limits.flatMap(({ group, min, max }, k): readonly PolicyProblem[] => {
    if (limits.findIndex((other) => other.group === group) < k) return [{ at: `groupMin:${group}`, message: `the group ${group} has two limits` }];
    if (min > max) return [{ at: `groupMin:${group}`, message: `the limits of ${group}, ${write(min)} to ${write(max)}, leave no room` }];
    const sum = lines.reduce((total, line) => total + (line.group === group ? line.weight : 0), 0);
    const isKept = sum >= min - WEIGHT_SUM_TOLERANCE && sum <= max + WEIGHT_SUM_TOLERANCE;
    return isKept ? [] : [{ at: sum < min ? `groupMin:${group}` : `groupMax:${group}`, message: `the strategic mix holds ${write(sum)} in ${group}, outside its limits ${write(min)} to ${write(max)}` }];
  });
}

/** The figure of a line that is out of place: an end of the range that cannot be one, else the weight between them. */
function cellOf({ weight, min, max }: StatedLine): 'weight' | 'min' | 'max' {
  if (Number.isNaN(weight)) return 'weight';
  if (!(min >= 0 && min <= 1)) return 'min';
  if (!(max <= 1 && max >= min)) return 'max';
  return 'weight';
}

/** What is wrong with a policy, and where; empty when nothing is. */
export function locatePolicyProblems(lines: readonly StatedLine[], { cash, groupLimits }: Settings, write: Write = plain): readonly PolicyProblem[] {
  const problems = lines.flatMap((line): readonly PolicyProblem[] =>
    line.min <= line.weight && line.weight <= line.max && line.min >= 0 && line.max <= 1
      ? []
      : [{ at: `${cellOf(line)}:${line.code}`, message: `${line.code}: the weight ${write(line.weight)} must lie between its minimum ${write(line.min)} and its maximum ${write(line.max)}, both from ${write(0)} to ${write(1)}` }],
  );
  const sum = lines.reduce((total, line) => total + line.weight, 0);
  if (Math.abs(sum - 1) > WEIGHT_SUM_TOLERANCE) problems.push({ at: null, message: `the weights sum to ${write(sum)}, not to ${write(1)}` });
  const twice = lines.map((line) => line.code).filter((code, k, all) => all.indexOf(code) !== k);
  if (twice.length > 0) problems.push({ at: null, message: `${[...new Set(twice)].join(', ')} stands there twice` });
  if (cash !== null && !lines.some((line) => line.code === cash)) problems.push({ at: 'cash', message: `the cash asset ${cash} is not among the asset classes` });
  const dear = lines.filter((line) => line.costBps > MAX_COST_BPS);
  if (dear.length > 0) problems.push({ at: `cost:${dear[0].code}`, message: `costs above ${MAX_COST_BPS} bp: ${dear.map((line) => `${line.code} (${line.costBps})`).join(', ')}` });
  return [...problems, ...groupProblems(lines, groupLimits, write)];
}

/** What is wrong with a policy, as sentences; empty when nothing is. */
export const policyProblems = (lines: readonly StatedLine[], settings: Settings): readonly string[] => locatePolicyProblems(lines, settings).map(({ message }) => message);
