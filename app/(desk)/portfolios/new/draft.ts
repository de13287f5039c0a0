import { ASSET_GROUPS, type AssetGroup } from '@/lib/core/base/units';
import { CADENCES } from '@/lib/core/series/period-ends';
import { shiftPoint } from '@/lib/format/number';

const CALENDAR = ['month-end', 'quarter-end', 'year-end'] as const;
const DESTINATIONS = ['target', 'half', 'edge'] as const;

/** `12.5` typed under a heading of per cent is the fraction 0.125. What is no number stays NaN and is refused by name. */
const fraction = (text: string): number => (text.trim() === '' ? Number.NaN : shiftPoint(Number(text.replace(',', '.')), -2));

const groupOf = (text: string | undefined): AssetGroup => ASSET_GROUPS.find((group) => group === text) ?? 'other';

const limitOf = (text: string | undefined): number | null => (text === undefined || text.trim() === '' ? null : fraction(text));

/** The fields of the form as the use case reads them. Rows without a weight are not part of the policy. */
export function draftOf(fields: Readonly<Record<string, string>>) {
  const codes = Object.keys(fields)
    .filter((key) => key.startsWith('weight:') && fields[key].trim() !== '')
    .map((key) => key.slice('weight:'.length))
    // Cash stands last in every picture: it is what the others leave.
    .sort((a, b) => Number(a === fields.cash) - Number(b === fields.cash));
  const of = (name: string, code: string) => fields[`${name}:${code}`] ?? '';
  const orElse = (text: string, value: number) => (text.trim() === '' ? value : fraction(text));
  return {
    name: fields.name ?? '',
    baseCurrency: (fields.baseCurrency ?? '').toUpperCase(),
    lines: codes.map((code) => ({
      code,
      ...(of('name', code).trim() === '' ? {} : { name: of('name', code).trim() }),
      group: groupOf(of('group', code)),
      weight: fraction(of('weight', code)),
      min: orElse(of('min', code), 0),
      max: orElse(of('max', code), 1),
      costBps: of('cost', code).trim() === '' ? 10 : Number(of('cost', code)),
    })),
    settings: settingsOf(fields),
  };
}

const settled = (text: string | undefined): number => Number((text ?? '').trim().replace(',', '.'));

function rebalancingOf(fields: Readonly<Record<string, string>>) {
  if (fields.rebalancing === 'none') return { rule: 'none' as const };
  if (fields.rebalancing !== 'threshold') return { rule: 'calendar' as const, every: CALENDAR.find((every) => every === fields.rebalancing) ?? 'quarter-end' };
  const [absolute, relative] = [limitOf(fields.absolute), limitOf(fields.relative)];
  return { rule: 'threshold' as const, ...(absolute !== null && { absolute }), ...(relative !== null && { relative }), destination: DESTINATIONS.find((one) => one === fields.destination) ?? 'target', check: CADENCES.find((one) => one === fields.check) ?? 'every-row' };
}

/** Limits of the groups that have one: an empty pair is no limit, half a pair is open on its other side. */
const groupLimitsOf = (fields: Readonly<Record<string, string>>) =>
  ASSET_GROUPS.flatMap((group) => {
    const [min, max] = [limitOf(fields[`groupMin:${group}`]), limitOf(fields[`groupMax:${group}`])];
    return min === null && max === null ? [] : [{ group, min: min ?? 0, max: max ?? 1 }];
  });

function settingsOf(fields: Readonly<Record<string, string>>) {
  return {
    cash: (fields.cash ?? '') === '' ? null : fields.cash,
    turnoverLimit: limitOf(fields.turnoverLimit),
    trackingErrorLimit: limitOf(fields.trackingErrorLimit),
    selfApprovalAllowed: fields.selfApprovalAllowed === 'on',
    approversNeeded: settled(fields.approversNeeded) || 1,
    ...(fields.rebalancing !== undefined && {
      rebalancing: rebalancingOf(fields),
      executionLag: settled(fields.executionLag),
      feeAnnual: limitOf(fields.feeAnnual) ?? 0,
      costLimitBps: (fields.costLimitBps ?? '').trim() === '' ? null : settled(fields.costLimitBps),
      groupLimits: groupLimitsOf(fields),
    }),
  };
}
