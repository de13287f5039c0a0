import type { LedgerGroup } from '@/lib/core/proposals/override-ledger';
import { moneyCompact } from '@/lib/format/money';
import { MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { bp } from '@/lib/format/points';
import type { OverrideReading } from '@/lib/server/use-cases/read-overrides';

const DECISIONS = { edit: 'Edited', reject: 'Rejected', defer: 'Deferred', cancel: 'Cancelled' } as const;
const KINDS = { view: 'View', 'client-instruction': 'Client instruction', liquidity: 'Liquidity', tax: 'Tax', error: 'Error', other: 'Other' } as const;

export interface OverrideRow {
  readonly id: string;
  readonly number: number | null;
  readonly decision: string;
  readonly date: string;
  readonly person: string;
  readonly kind: string;
  readonly reason: string;
  readonly measured: string;
  readonly effect: string;
  readonly money: string;
}

export interface GroupRow {
  readonly key: string;
  readonly count: number;
  readonly hit: string;
  readonly effect: string;
  readonly money: string;
}

export interface OverridesView {
  readonly title: string;
  readonly rows: readonly OverrideRow[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly GroupRow[] }[];
  readonly total: GroupRow;
}

const signedBp = (bps: number): string => bp(bps / 10_000, { sign: 'always' });

/** Shapes the ledger: what each departure from the rule earned or cost, then the same by person, kind and year. */
export function overridesView({ ledger, people, reasons, facts }: OverrideReading): OverridesView {
  const currency = facts.portfolio.baseCurrency;
  const group = (name: (key: string) => string) => (one: LedgerGroup): GroupRow => ({
    key: name(one.key), count: one.count,
    hit: one.hitShare === null ? MISSING : `${one.good} of ${one.measured} (${percent(one.hitShare, { decimals: 0 })})`,
    effect: one.measured === 0 ? MISSING : signedBp(one.effectBps),
    money: one.measured === 0 ? MISSING : moneyCompact(one.effectMoney, currency, { sign: 'always' }),
  });
  const { total } = ledger;
  return {
    title: total.count === 0 ? 'Nobody has departed from the rule' : total.measured === 0 ? 'Overrides: nothing to measure yet' : `Overrides so far: ${signedBp(total.effectBps)}, ${total.good} of ${total.measured} better than the rule`,
    rows: [...ledger.rows].reverse().map(({ departure, effect }) => ({
      id: departure.id, number: reasons.get(departure.id)?.proposalNumber ?? null,
      decision: DECISIONS[departure.decision], date: departure.date, person: people.get(departure.person) ?? departure.person, kind: KINDS[departure.kind], reason: reasons.get(departure.id)?.reason ?? '',
      measured: effect === null ? 'not on these data' : effect.rows === 0 ? 'no day yet' : `${effect.from} to ${effect.to}`,
      effect: effect === null || effect.rows === 0 ? MISSING : signedBp(effect.effectBps),
      money: effect === null || effect.rows === 0 ? MISSING : moneyCompact(effect.effectMoney, currency, { sign: 'always' }),
    })),
    groups: [
      { title: 'By person', rows: ledger.byPerson.map(group((key) => people.get(key) ?? key)) },
      { title: 'By kind', rows: ledger.byKind.map(group((key) => KINDS[key as keyof typeof KINDS])) },
      { title: 'By decision', rows: ledger.byDecision.map(group((key) => DECISIONS[key as keyof typeof DECISIONS])) },
      { title: 'By year', rows: ledger.byPeriod.map(group((key) => key)) },
    ],
    total: group(() => 'All')(total),
  };
}
