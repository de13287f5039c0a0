import { ASSET_GROUPS, type AssetGroup } from '@/lib/core/base/units';
import { shiftPoint } from '@/lib/format/number';

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
    settings: {
      cash: (fields.cash ?? '') === '' ? null : fields.cash,
      turnoverLimit: limitOf(fields.turnoverLimit),
      trackingErrorLimit: limitOf(fields.trackingErrorLimit),
      selfApprovalAllowed: fields.selfApprovalAllowed === 'on',
      approversNeeded: Number((fields.approversNeeded ?? '').trim() || 1),
    },
  };
}
