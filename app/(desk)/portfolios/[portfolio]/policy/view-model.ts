import { unreachable } from '@/lib/core/base/assert';
import { dateLong } from '@/lib/format/date';
import { percent } from '@/lib/format/percent';
import type { PolicyReading } from '@/lib/server/use-cases/read-policy';

type Version = PolicyReading['facts']['policyVersion'];

const CADENCE: Readonly<Record<string, string>> = { 'every-row': 'every row', 'week-end': 'week-end', 'month-end': 'month-end', 'quarter-end': 'quarter-end', 'year-end': 'year-end' };

function rebalancing({ rebalancing: rule }: Version): string {
  switch (rule.rule) {
    case 'none':
      return 'The strategic mix is never rebalanced';
    case 'calendar':
      return `The strategic mix is rebalanced at every ${CADENCE[rule.every]}`;
    case 'threshold': {
      const bands = [rule.absolute === undefined ? null : `${percent(rule.absolute)} of the portfolio`, rule.relative === undefined ? null : `${percent(rule.relative, { decimals: 0 })} of its weight`];
      return `The strategic mix is rebalanced when a class drifts by ${bands.filter((band) => band !== null).join(' or ')}, looked at on ${CADENCE[rule.check]}`;
    }
    default:
      return unreachable(rule);
  }
}

/** How the policy is run, in two sentences. */
export function ruleSentence(version: Version): string {
  const lag = version.executionLag === 0 ? 'at the decision close' : `${version.executionLag} ${version.executionLag === 1 ? 'row' : 'rows'} of prices after the decision`;
  const fee = version.feeAnnual === 0 ? 'No fee is charged.' : `A fee of ${percent(version.feeAnnual, { decimals: 2 })} a year accrues.`;
  return `${rebalancing(version)}. Orders trade ${lag}. ${fee}`;
}

/** A policy without a stated date counts from before any data. */
export function sinceSentence(effectiveFrom: string): string {
  return effectiveFrom < '1801-01-01' ? 'from the beginning' : `since ${dateLong(effectiveFrom)}`;
}
