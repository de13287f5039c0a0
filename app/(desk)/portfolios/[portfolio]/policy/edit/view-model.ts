import { addDays } from '@/lib/core/base/iso-date';
import { ASSET_GROUPS } from '@/lib/core/base/units';
import { shiftPoint } from '@/lib/format/number';
import type { PolicyReading } from '@/lib/server/use-cases/read-policy';
import { formModels } from '../../backtest/run-form';
import type { PolicyFormProps } from './_components/policy-form';

const typed = (fraction: number | null | undefined): string => (fraction === null || fraction === undefined ? '' : String(shiftPoint(fraction, 2)));

/** The newest version as it stands in the fields of the form. */
export function formOf({ facts, versions, models }: PolicyReading): PolicyFormProps {
  const newest = versions[0] ?? facts.policyVersion;
  const { policy, rebalancing } = newest;
  const threshold = rebalancing.rule === 'threshold' ? rebalancing : null;
  const today = addDays(facts.asOf, facts.daysBehind);
  return {
    portfolio: facts.portfolio.slug,
    after: newest.version,
    models: formModels(models, newest),
    own: newest.model.slug,
    today: newest.effectiveFrom > today ? newest.effectiveFrom : today,
    rows: policy.lines.map((line, k) => ({
      code: line.asset, name: newest.classes[k].name, about: newest.classes[k].instruments.map(({ symbol }) => symbol).join(', ') || 'money in the account', group: line.group,
      weight: typed(line.weight), min: typed(line.min), max: typed(line.max), cost: String(line.costBps),
    })),
    groups: ASSET_GROUPS.map((group) => {
      const limit = policy.groupLimits.find((one) => one.group === group);
      return { group, min: typed(limit?.min), max: typed(limit?.max) };
    }),
    values: {
      cash: policy.cashAsset ?? '', turnoverLimit: typed(newest.turnoverLimit), trackingErrorLimit: typed(newest.trackingErrorLimit), costLimitBps: newest.costLimitBps === null ? '' : String(newest.costLimitBps),
      feeAnnual: typed(newest.feeAnnual), executionLag: String(newest.executionLag), approversNeeded: String(newest.approversNeeded), selfApprovalAllowed: newest.selfApprovalAllowed,
      rebalancing: rebalancing.rule === 'calendar' ? rebalancing.every : rebalancing.rule, absolute: typed(threshold?.absolute), relative: typed(threshold?.relative), destination: threshold?.destination ?? 'target', check: threshold?.check ?? 'every-row',
    },
  };
}
