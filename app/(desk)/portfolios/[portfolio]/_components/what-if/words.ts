import type { Fact } from '@/components/shell/strips';
import type { Policy } from '@/lib/core/targets/policy';
import type { WhatIf } from '@/lib/core/what-if/what-if';
import { moneyCompact } from '@/lib/format/money';
import { MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { bp } from '@/lib/format/points';

const share = (value: number | null): string => (value === null ? MISSING : percent(value, { decimals: 2 }));
const cost = (found: WhatIf): string => (found.cost === null ? MISSING : bp(found.cost.bps / 10_000, { decimals: 1 }));

const broken = (found: WhatIf): number => found.checks.filter(({ result }) => result === 'breach').length;

/** A figure, and what it becomes where that reads differently. */
const fromTo = (value: string, to: string) => (value === to ? { value } : { value, to });

const limitsInWords = (count: number): string => (count === 0 ? 'all kept' : `${count} broken`);

/** The recommendation's figures, and what they become. */
export function whatIfFacts(rule: WhatIf, found: WhatIf, currency: string): readonly Fact[] {
  return [
    { label: 'Turnover, one-way', ...fromTo(share(rule.turnover), share(found.turnover)), detail: 'from the holdings' },
    { label: 'Cost', ...fromTo(cost(rule), cost(found)), detail: found.cost === null ? 'nothing held' : `${moneyCompact(found.cost.amount, currency)}, trading cost alone` },
    { label: 'Tracking error, ex ante', ...fromTo(share(rule.trackingErrorAnnual), share(found.trackingErrorAnnual)), detail: 'a year, against strategic' },
    { label: 'Volatility, ex ante', ...fromTo(share(rule.volatilityAnnual), share(found.volatilityAnnual)), detail: 'a year' },
    { label: 'Limits', ...fromTo(limitsInWords(broken(rule)), limitsInWords(broken(found))), detail: `${found.checks.filter(({ limit }) => limit !== null).length} looked at` },
  ];
}

/** What came of a change, for those who hear it. */
export function spokenResult(found: WhatIf, names: Readonly<Record<string, string>>, { lines }: Policy): string {
  const weights = lines.map((line, k) => `${names[line.asset] ?? line.asset} ${percent(found.weights[k])}`).join(', ');
  const figures = [
    found.turnover === null ? '' : `Turnover ${percent(found.turnover)}`,
    found.cost === null ? '' : `cost ${cost(found)}`,
    found.trackingErrorAnnual === null ? '' : `tracking error ${percent(found.trackingErrorAnnual)}`,
    `limits ${limitsInWords(broken(found))}`,
  ].filter((part) => part !== '');
  return `${weights}. ${figures.join(', ')}.`;
}
