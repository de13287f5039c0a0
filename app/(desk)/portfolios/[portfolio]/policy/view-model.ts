import { unreachable } from '@/lib/core/base/assert';
import { dateLong } from '@/lib/format/date';
import { findModel } from '@/lib/core/models/registry';
import { percent } from '@/lib/format/percent';
import type { PolicyReading } from '@/lib/server/use-cases/read-policy';
import { words } from '../backtest/run-form';

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

const limit = (value: number | null): string => (value === null ? 'none' : percent(value, { decimals: 2 }));
const fromTo = (name: string, from: string, to: string): readonly string[] => (from === to ? [] : [`${name} ${from} → ${to}`]);

function lineChanges(before: Version, after: Version): readonly string[] {
  const old = new Map(before.policy.lines.map((line) => [line.asset, line]));
  const kept = after.policy.lines.flatMap((line, k) => {
    const was = old.get(line.asset);
    const name = after.classes[k].name;
    if (!was) return [`${name} is new at ${limit(line.weight)}`];
    return [
      ...fromTo(name, limit(was.weight), limit(line.weight)),
      ...fromTo(`${name} range`, `${limit(was.min)} to ${limit(was.max)}`, `${limit(line.min)} to ${limit(line.max)}`),
      ...fromTo(`${name} cost`, `${was.costBps} bp`, `${line.costBps} bp`),
    ];
  });
  const gone = before.policy.lines.flatMap((line, k) => (after.policy.lines.some((one) => one.asset === line.asset) ? [] : [`${before.classes[k].name} is gone`]));
  return [...kept, ...gone];
}

const groupsOf = ({ policy }: Version): string => [...policy.groupLimits].sort((a, b) => a.group.localeCompare(b.group)).map(({ group, min, max }) => `${group} ${limit(min)} to ${limit(max)}`).join(', ') || 'none';

const parametersOf = ({ model: { slug, params } }: Version): Readonly<Record<string, unknown>> => {
  const complete = findModel(slug)?.complete(params);
  return complete?.ok ? complete.value : params;
};

/** Another model by its name; the same one by the parameters that differ, whether written out or left at their defaults. */
function modelChanges(before: Version, after: Version): readonly string[] {
  const named = ({ model }: Version) => `${model.slug} ${model.version}`;
  if (before.model.slug !== after.model.slug) return fromTo('model', named(before), named(after));
  const [from, to] = [parametersOf(before), parametersOf(after)];
  return [
    ...fromTo('model', named(before), named(after)),
    ...Object.keys(to).flatMap((name) => fromTo(`${after.model.slug} ${words(name).toLowerCase()}`, JSON.stringify(from[name] ?? null), JSON.stringify(to[name]))),
  ];
}

/** What one version changed against the one before it, as short phrases. */
export function changesBetween(before: Version, after: Version): readonly string[] {
  const bps = (value: number | null) => (value === null ? 'none' : `${value} bp`);
  return [
    ...modelChanges(before, after),
    ...lineChanges(before, after),
    ...fromTo('group limits', groupsOf(before), groupsOf(after)),
    ...fromTo('cash', before.policy.cashAsset ?? 'none', after.policy.cashAsset ?? 'none'),
    ...fromTo('rebalancing', rebalancing(before), rebalancing(after)),
    ...fromTo('rows to trade', String(before.executionLag), String(after.executionLag)),
    ...fromTo('fee', limit(before.feeAnnual), limit(after.feeAnnual)),
    ...fromTo('turnover cap', limit(before.turnoverLimit), limit(after.turnoverLimit)),
    ...fromTo('tracking error limit', limit(before.trackingErrorLimit), limit(after.trackingErrorLimit)),
    ...fromTo('cost limit', bps(before.costLimitBps), bps(after.costLimitBps)),
    ...fromTo('signatures', String(before.approversNeeded), String(after.approversNeeded)),
    ...fromTo('the maker may sign', before.selfApprovalAllowed ? 'yes' : 'no', after.selfApprovalAllowed ? 'yes' : 'no'),
  ];
}
