import type { CheckRow } from '@/components/portfolio/checks-table';
import type { JournalEntry } from '@/components/portfolio/journal-list';
import type { MixRow } from '@/components/portfolio/mix-geometry';
import type { TradeRow } from '@/components/portfolio/trades-table';
import type { WaterfallGroup } from '@/components/portfolio/waterfall-geometry';
import type { WaterfallAsset } from '@/components/portfolio/waterfall-table';
import type { Fact } from '@/components/shell/strips';
import { dateLong, instant } from '@/lib/format/date';
import { moneyCompact } from '@/lib/format/money';
import { fixed, MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { bp, pp } from '@/lib/format/points';
import type { ProposalReading } from '@/lib/server/use-cases/read-proposals';
import { checkRows } from '../../../../_components/checks';
import { partsOf, stepGroups, stepInSentence, stepLabel } from '../../../../_components/steps';

export interface ProposalView {
  readonly title: string;
  readonly lede: string;
  readonly facts: readonly Fact[];
  readonly rows: readonly MixRow[];
  readonly groupSentence: string;
  readonly reasons: readonly { readonly id: string; readonly text: string }[];
  readonly assets: readonly WaterfallAsset[];
  readonly groups: readonly WaterfallGroup[];
  readonly selectedId: string;
  readonly checks: readonly CheckRow[];
  readonly trades: readonly TradeRow[];
  readonly netAmount: number;
  readonly totalCost: number;
  readonly journal: readonly JournalEntry[];
  readonly standing: string;
  readonly breaches: number;
}

function titleOf(rows: readonly MixRow[]): string {
  const shifts = rows.map((row) => ({ name: row.name, shift: (row.target ?? 0) - (row.current ?? 0) }));
  const least = shifts.reduce((a, b) => (b.shift < a.shift ? b : a));
  const most = shifts.reduce((a, b) => (b.shift > a.shift ? b : a));
  const unsigned = (shift: number) => pp(Math.abs(shift)).replace('+', '');
  return `Cut ${least.name} by ${unsigned(least.shift)} and raise ${most.name} by ${unsigned(most.shift)}`;
}

const WORD: Readonly<Record<string, string>> = {
  'proposal.drafted': 'Drafted',
  'proposal.proposed': 'Proposed',
  'proposal.approved': 'Approved and signed',
  'proposal.rejected': 'Rejected',
  'proposal.withdrawn': 'Withdrawn',
  'proposal.expired': 'Expired',
  'proposal.executed': 'Booked',
  'proposal.signed': 'Signed',
  'proposal.deferred': 'Deferred',
  'proposal.superseded': 'Replaced',
  'proposal.partly-executed': 'Booked in part',
  'proposal.cancelled': 'Cancelled',
};

/** A row says what happened; that a deferral ended is told by where it came from. */
function whatOf({ kind, body }: ProposalReading['journal'][number]): string {
  if (kind === 'proposal.proposed' && body.from === 'deferred') return 'Taken up again';
  return kind === 'proposal.executed' && typeof body.reason === 'string' && body.reason.startsWith('booked at the model') ? 'Booked at model prices' : (WORD[kind] ?? kind);
}

function journalOf({ journal, proposal }: ProposalReading): readonly JournalEntry[] {
  const entries = journal.map((row) => ({
    id: String(row.sequence),
    at: row.at.toISOString(),
    what: whatOf(row),
    who: `${row.actorName}${row.actor === proposal.makerId ? ', maker' : ''}`,
    ...(typeof row.body.reason === 'string' && row.body.reason !== '' ? { reason: row.body.reason } : {}),
    hash: row.hash.slice(0, 12),
  }));
  const signed = proposal.decisions.filter((one) => one.kind === 'approve').length;
  if (proposal.state === 'draft') return [...entries, { id: 'next', at: null, what: 'Waiting for a maker' }];
  if (proposal.state === 'proposed') return [...entries, { id: 'next', at: null, what: signed > 0 ? `Waiting for ${proposal.approversNeeded - signed} more of ${proposal.approversNeeded} signatures` : 'Waiting for a checker' }];
  return proposal.state === 'approved' ? [...entries, { id: 'next', at: null, what: 'Waiting to be booked' }] : entries;
}

function reasonsOf({ recommendation }: ProposalReading, k: number, name: string): ProposalView['reasons'] {
  const line = recommendation.lines[k];
  const parts = partsOf(recommendation, k);
  const spoken = (prefix: string) =>
    recommendation.steps
      .filter(({ step, changes }) => step.startsWith(`${prefix}.`) && Math.abs(changes[k]) >= 0.00005)
      .sort((a, b) => Math.abs(b.changes[k]) - Math.abs(a.changes[k]))
      .map(({ step, changes }) => `${stepInSentence(step)} ${bp(changes[k], { sign: 'always' })}`)
      .join(', ');
  const layer = (id: 'dynamic' | 'tactical', label: string, when: string) => ({
    id,
    text: `${label} moves ${name} by ${bp(parts[id], { sign: 'always' })}${spoken(id) === '' ? '' : `: ${spoken(id)}`}, ${when}.`,
  });
  return [
    layer('tactical', 'The tactical overlay', `read at the close of ${dateLong(recommendation.decisionDate)}`),
    layer('dynamic', 'The dynamic layer', recommendation.dynamicDate === null ? 'not set yet' : `set on ${dateLong(recommendation.dynamicDate)}`),
    { id: 'rules', text: `Policy limits, pace and the no-trade band add ${bp(parts.rules, { sign: 'always' })}: ${name} goes to ${percent(line.target)}, against a policy of ${percent(line.strategic)}.` },
  ];
}

function factsOf({ proposal, facts }: ProposalReading, checks: readonly CheckRow[]): readonly Fact[] {
  const currency = facts.portfolio.baseCurrency;
  const value = Number(proposal.value);
  const { lines } = facts.policyVersion.policy;
  const equityCodes = new Set<string>(lines.filter((line) => line.group === 'equity').map((line) => line.asset));
  const equity = (key: 'current' | 'proposed' | 'strategic') => proposal.lines.filter((line) => equityCodes.has(line.code)).reduce((sum, line) => sum + line[key], 0);
  const plain = (number: number | null) => (number === null ? MISSING : fixed(number * 100, 1));
  const shown = (number: number | null) => (number === null ? MISSING : percent(number));
  const notes = checks.filter((check) => check.word === 'Note').length;
  const broken = checks.filter((check) => check.tone === 'bad').length;
  return [
    { label: 'Traded, one-way', value: percent(proposal.turnover), detail: `${moneyCompact(proposal.turnover * value, currency)} of ${moneyCompact(value, currency)}` },
    { label: 'Cost', value: bp(Number(proposal.costAmount) / value, { decimals: 1 }), detail: `${moneyCompact(Number(proposal.costAmount), currency)}, trading cost alone` },
    { label: 'Equity', value: plain(equity('current')), to: percent(equity('proposed')), detail: `strategic ${percent(equity('strategic'))}` },
    { label: 'Volatility, ex ante', value: plain(proposal.riskBefore.volatilityAnnual), to: shown(proposal.riskAfter.volatilityAnnual), detail: 'a year' },
    { label: 'Tracking error, ex ante', value: plain(proposal.riskBefore.trackingErrorAnnual), to: shown(proposal.riskAfter.trackingErrorAnnual), detail: 'a year, against strategic' },
    { label: 'Checks', value: `${checks.length - broken} of ${checks.length}`, detail: `pass; ${notes === 1 ? '1 note' : `${notes} notes`}` },
  ];
}

/** Says where the mix after the trades stops short of the model's target. */
function groupSentence({ proposal, facts }: ProposalReading): string {
  const wanted = proposal.lines.reduce((sum, line) => sum + Math.abs(line.target - line.current), 0) / 2;
  const cap = facts.policyVersion.turnoverLimit;
  const capped = cap !== null && wanted > cap + 1e-9 && proposal.turnover < wanted - 0.001;
  return `Room is the distance to the nearer policy limit. After is the mix once every trade is rounded to its lot and paid for.${capped ? ` The model's target is ${percent(wanted)} away; the policy's turnover cap of ${percent(cap)} stops this proposal on the way there.` : ''}`;
}

/** Says when a proposal is about money that came in or has to go out. */
function moneySentence({ proposal, facts }: ProposalReading): string {
  if (proposal.mode === 'rebalance' || proposal.moneyMoved === null) return '';
  const amount = moneyCompact(Number(proposal.moneyMoved), facts.portfolio.baseCurrency);
  return proposal.mode === 'invest-cash' ? `Invests ${amount} of cash; it only buys. ` : `Raises ${amount} of cash; it only sells, and limits are checked on what remains. `;
}

/** What it takes to go on, and by when. */
function waitsFor({ state, approversNeeded, selfApprovalAllowed, expiresOn }: ProposalReading['proposal']): string {
  const others = selfApprovalAllowed ? '' : ' from someone else';
  if (state === 'draft') return `It waits for a maker until ${dateLong(expiresOn)}, and then for a signature${others}.`;
  return state === 'proposed' ? `It needs ${approversNeeded === 1 ? 'a signature' : `${approversNeeded} signatures`}${others} by ${dateLong(expiresOn)}.` : '';
}

/** Shapes one proposal: before and after, why, checks, trades and what happened to it. */
export function proposalView(reading: ProposalReading, selected: string | undefined, href: (code: string) => string): ProposalView {
  const { proposal, facts, recommendation, makerName, staleReasons } = reading;
  const { classes, policy } = facts.policyVersion;
  const indexOf = new Map(policy.lines.map((line, k) => [line.asset as string, k]));
  const nameOf = (code: string) => classes[indexOf.get(code) ?? -1]?.name ?? code;
  const rows = proposal.lines.map((line, k): MixRow => {
    const at = indexOf.get(line.code);
    const symbol = at === undefined ? undefined : classes[at].instruments[0]?.symbol;
    return {
      id: line.code, name: nameOf(line.code), ...(symbol && symbol !== nameOf(line.code) ? { instrument: symbol } : {}), colour: k + 1,
      current: line.current, strategic: line.strategic, target: line.proposed,
      min: at === undefined ? 0 : policy.lines[at].min, max: at === undefined ? 1 : policy.lines[at].max,
      amount: (line.proposed - line.current) * Number(proposal.value),
    };
  });
  const shifts = proposal.lines.map((line) => (line.code === policy.cashAsset ? -1 : Math.abs(line.proposed - line.current)));
  const largest = proposal.lines[shifts.indexOf(Math.max(...shifts))];
  const chosen = recommendation.lines.find((line) => line.code === selected) ?? recommendation.lines.find((line) => line.code === largest.code) ?? recommendation.lines[0];
  const chosenIndex = recommendation.lines.indexOf(chosen);
  const checks = checkRows(proposal.checks, nameOf, (subject) => stepLabel(`x.${subject}`));
  const net = proposal.trades.reduce((sum, trade) => sum + Number(trade.amount), 0);
  return {
    title: proposal.mode === 'invest-cash' ? `Invest ${moneyCompact(Number(proposal.moneyMoved), facts.portfolio.baseCurrency)} of cash` : proposal.mode === 'raise-cash' ? `Raise ${moneyCompact(Number(proposal.moneyMoved), facts.portfolio.baseCurrency)} of cash` : titleOf(rows),
    lede: `${moneySentence(reading)}${makerName === null ? 'Drafted by the scheduler' : `Proposed by ${makerName}`} on ${instant(proposal.createdAt.toISOString())}. ${waitsFor(proposal)}`,
    facts: factsOf(reading, checks),
    rows,
    groupSentence: groupSentence(reading),
    reasons: reasonsOf(reading, chosenIndex, nameOf(chosen.code)),
    assets: recommendation.lines.map((line) => ({ id: line.code, name: nameOf(line.code), short: nameOf(line.code).slice(0, 10), strategic: line.strategic, target: line.target, href: href(line.code) })),
    groups: stepGroups(recommendation).map((group) => ({ ...group, steps: group.steps.filter((step) => group.key === 'rules' || step.byAsset[chosenIndex] !== 0) })),
    selectedId: chosen.code,
    checks,
    trades: proposal.trades.map((trade) => ({
      id: trade.instrumentId, instrument: trade.symbol, colour: proposal.lines.findIndex((line) => line.code === trade.assetCode) + 1,
      side: Number(trade.quantity) > 0 ? 'buy' : 'sell', shares: Math.abs(Number(trade.quantity)), price: Number(trade.price), amount: Number(trade.amount), cost: Number(trade.cost),
    })),
    netAmount: net,
    totalCost: Number(proposal.costAmount),
    journal: journalOf(reading),
    standing: staleReasons.length > 0 ? `no: ${staleReasons.join('; ')}` : proposal.state === 'draft' || proposal.state === 'proposed' || proposal.state === 'deferred' ? 'yes: same policy, same decision date, no shift changed by more than 0.25 pp' : 'decided',
    breaches: proposal.checks.filter((check) => check.result === 'breach').length,
  };
}
