import { count } from '@/lib/format/count';
import { dateLong } from '@/lib/format/date';
import { money } from '@/lib/format/money';
import { fixed, MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { bp, ppFigure } from '@/lib/format/points';
import type { ProposalReading } from '@/lib/server/use-cases/read-proposals';

export interface ExecutionRow {
  readonly id: string;
  readonly instrument: string;
  readonly side: 'Buy' | 'Sell';
  readonly signed: string;
  readonly filled: string;
  readonly remaining: string;
  readonly average: string;
  readonly slippage: string;
  readonly slippageBps: string;
  /** What the form of the next fill starts with; nothing is left when the quantity is empty. */
  readonly quantity: string;
  readonly price: string;
}

export interface ExecutionView {
  readonly rows: readonly ExecutionRow[];
  readonly title: string;
  readonly total: string;
  readonly totalBps: string;
  readonly cost: string;
}

const units = (quantity: number): string => (Number.isInteger(quantity) ? count(Math.abs(quantity)) : fixed(Math.abs(quantity), 4));

/** What was done, what is left, and how far from the prices that were signed. */
export function executionView({ proposal, execution, facts }: ProposalReading): ExecutionView {
  const currency = facts.portfolio.baseCurrency;
  const slip = (amount: number) => money(amount, currency, { sign: 'always' });
  const asBp = (bps: number | null) => (bps === null ? MISSING : bp(bps / 10_000, { decimals: 1, sign: 'always' }));
  const isOver = proposal.state === 'cancelled';
  return {
    rows: execution.trades.map((one, k) => ({
      id: one.instrument, instrument: proposal.trades[k].symbol, side: one.signed > 0 ? 'Buy' : 'Sell',
      signed: units(one.signed), filled: units(one.filled), remaining: units(one.remaining), average: one.averagePrice === null ? MISSING : fixed(one.averagePrice, 2),
      slippage: one.averagePrice === null ? MISSING : slip(one.slippage), slippageBps: asBp(one.slippageBps),
      quantity: one.remaining === 0 ? '' : String(Math.abs(one.remaining)), price: String(Number(Number(proposal.trades[k].price).toFixed(6))),
    })),
    title: execution.isComplete ? 'Execution: all of it is done' : `Execution: ${percent(execution.shareDone)} done${isOver ? ', the rest cancelled' : ''}`,
    total: slip(execution.slippage), totalBps: asBp(execution.slippageBps), cost: money(execution.cost, currency),
  };
}

export interface ChangeView {
  readonly title: string;
  readonly sub: string;
  readonly rows: readonly { readonly id: string; readonly name: string; readonly was: string; readonly is: string; readonly change: string; readonly byRule: string }[];
}

/** How this proposal differs from the one it replaced, and from the rule where somebody edited it. */
export function changeView({ proposal, parent, people, facts }: ProposalReading): ChangeView | null {
  if (!parent) return null;
  const why = parent.decisions.filter((one) => one.kind === 'edit' || one.kind === 'refresh').at(-1);
  const { lines } = facts.policyVersion.policy;
  const nameOf = (code: string) => facts.policyVersion.classes[lines.findIndex((line) => line.asset === code)]?.name ?? code;
  const before = new Map(parent.lines.map((line) => [line.code, line.proposed]));
  const figure = (weight: number | null | undefined) => (weight === null || weight === undefined ? MISSING : fixed(weight * 100, 2));
  const who = people.get(why?.userId ?? '') ?? 'somebody';
  return {
    title: `${why?.kind === 'edit' ? 'Edited' : 'Refreshed'}: what changed since proposal ${parent.number}`,
    sub: why?.kind === 'edit' ? `${who}, until ${dateLong(why.expiresOn ?? proposal.expiresOn)}: ${why.reason}` : `${who}: ${why?.reason ?? ''}`,
    rows: proposal.lines.map((line) => ({
      id: line.code, name: nameOf(line.code), was: figure(before.get(line.code)), is: figure(line.proposed), change: ppFigure(line.proposed - (before.get(line.code) ?? 0)), byRule: figure(line.byRule),
    })),
  };
}

/** One sentence on how the desk's departures have done; null when there were none. */
export function overridesSentence({ overrides }: ProposalReading): string | null {
  const { total } = overrides;
  if (total.count === 0) return null;
  const n = total.count === 1 ? 'The last override' : `The last ${total.count} overrides`;
  if (total.measured === 0) return `${n} of this portfolio cannot be measured yet.`;
  return `${n} of this portfolio: ${bp(total.effectBps / 10_000, { sign: 'always' })} in all, ${total.good} of ${total.measured} better than the rule.`;
}
