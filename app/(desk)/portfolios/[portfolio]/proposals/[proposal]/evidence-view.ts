import type { EvidenceRow } from '@/components/charts/evidence-strip';
import { monthYear } from '@/lib/format/date';
import { MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { HORIZON_MONTHS, type ProposalEvidence } from '@/lib/server/use-cases/read-proposal-evidence';

export interface EvidenceView {
  readonly title: string;
  readonly sub: string;
  readonly unusual: string;
  readonly rows: readonly EvidenceRow[];
  readonly mixes: readonly { readonly name: string; readonly volatility: string; readonly drawdown: string }[];
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? null : sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function rowAt({ similar }: ProposalEvidence, k: number): EvidenceRow {
  const cases = similar.flatMap(({ date, effects }) => (effects[k] === null ? [] : [{ effect: effects[k], name: monthYear(date) }]));
  const effects = cases.map((one) => one.effect);
  const extremes = cases.length < 3 ? [] : [Math.min(...effects), Math.max(...effects)].flatMap((end) => cases.find((one) => one.effect === end) ?? []);
  return {
    label: `${HORIZON_MONTHS[k]} months later`, outcome: `${effects.filter((effect) => effect > 0).length} of ${effects.length} paid`, effects, median: median(effects),
    named: k === HORIZON_MONTHS.length - 1 ? extremes : [],
  };
}

/** What the past says about a shift like this one, in a heading, dots and two rows of figures. */
export function evidenceView(evidence: ProposalEvidence): EvidenceView {
  const rows = HORIZON_MONTHS.map((_, k) => rowAt(evidence, k));
  const mix = (name: string, { volatilityAnnual, maxDrawdown }: ProposalEvidence['before']) => ({ name, volatility: volatilityAnnual === null ? MISSING : percent(volatilityAnnual), drawdown: percent(maxDrawdown) });
  const { similar, orders, rank, from, to } = evidence;
  return {
    title: similar.length === 0 ? 'Evidence: the model has never shifted as much as half of this' : `Evidence: ${rows[0].outcome} within three months`,
    sub: `Each dot is a past order of the model of at least half this size (${similar.length} of ${orders}, ${monthYear(from)} to ${monthYear(to)}): the effect of the shift against not shifting, bp of portfolio, after cost.`,
    unusual: rank === null ? 'The model has no past order to compare this one with.' : `${percent(rank, { decimals: 0 })} of the model's ${orders} past orders were smaller than this one, one-way.`,
    rows: rows.filter((row) => row.effects.length > 0),
    mixes: [mix('Before', evidence.before), mix('After', evidence.after)],
  };
}
