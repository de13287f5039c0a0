import type { MemoLine, MemoSignature, MemoView } from '@/components/portfolio/memo';
import { proposalStatus } from '@/components/portfolio/proposal-status';
import { count, counted } from '@/lib/format/count';
import { dateLong, instant, monthYear } from '@/lib/format/date';
import { money, moneyCompact } from '@/lib/format/money';
import { fixed, MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { bp, bpFigure, pp, ppFigure } from '@/lib/format/points';
import type { MemoReading } from '@/lib/server/use-cases/read-memo';
import type { ProposalReading } from '@/lib/server/use-cases/read-proposals';
import { partsOf, stepInSentence } from '../../../../../_components/steps';
import { evidenceView } from '../evidence-view';
import { changeView, overridesSentence } from '../execution-view';
import { proposalView } from '../view-model';

/** What one sheet holds; what is beyond it is summed up, and the whole of it is in the proposal. */
const MOST_CLASSES = 16;
const MOST_TRADES = 8;
const MOST_REVERSALS = 3;
const MOST_DISSENT = 5;
const LONGEST_REASON = 150;
const LONGEST_MEASURE = 90;
/** Fewer cases than this are told as cases, not as odds. */
const FEW = 10;
/** Smaller contributions are not worth a sentence about their end. */
const WORTH_SAYING = 0.001;

const clip = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

interface Sums {
  readonly name: string;
  readonly current: number;
  readonly strategic: number;
  readonly target: number;
  readonly proposed: number;
  readonly dynamic: number;
  readonly tactical: number;
  readonly rules: number;
}

function classSums({ proposal, recommendation, facts }: ProposalReading): readonly (Sums & { readonly id: string })[] {
  const { lines } = facts.policyVersion.policy;
  const parts = (code: string) => {
    const k = recommendation.lines.findIndex((line) => line.code === code);
    return k < 0 ? { dynamic: 0, tactical: 0, rules: 0 } : partsOf(recommendation, k);
  };
  return proposal.lines.map(({ code, current, strategic, target, proposed }) => ({
    id: code, name: facts.policyVersion.classes[lines.findIndex((line) => line.asset === code)]?.name ?? code, current, strategic, target, proposed,
    ...parts(code),
  }));
}

function added(name: string, rows: readonly Sums[]): Sums {
  const sum = (key: Exclude<keyof Sums, 'name'>) => rows.reduce((total, row) => total + row[key], 0);
  return { name, current: sum('current'), strategic: sum('strategic'), target: sum('target'), proposed: sum('proposed'), dynamic: sum('dynamic'), tactical: sum('tactical'), rules: sum('rules') };
}

const weight = (value: number): string => fixed(value * 100, 2);

const lineOf = (id: string, row: Sums, value: number): MemoLine => ({
  id, name: row.name, current: weight(row.current), strategic: weight(row.strategic), target: weight(row.target), proposed: weight(row.proposed), shift: ppFigure(row.proposed - row.current),
  amount: fixed((row.proposed - row.current) * value, 0, { sign: 'always' }), dynamic: bpFigure(row.dynamic, { sign: 'always' }), tactical: bpFigure(row.tactical, { sign: 'always' }), rules: bpFigure(row.rules, { sign: 'always' }),
});

/** The classes in the policy's order; of very many, those that move most, and the rest as one row. */
function linesOf(reading: ProposalReading): readonly MemoLine[] {
  const value = Number(reading.proposal.value);
  const rows = classSums(reading);
  if (rows.length <= MOST_CLASSES) return rows.map((row) => lineOf(row.id, row, value));
  const shifts = (row: Sums) => Math.abs(row.proposed - row.current);
  const named = new Set([...rows].sort((a, b) => shifts(b) - shifts(a)).slice(0, MOST_CLASSES - 1).map((row) => row.id));
  const rest = rows.filter((row) => !named.has(row.id));
  return [...rows.filter((row) => named.has(row.id)).map((row) => lineOf(row.id, row, value)), lineOf('rest', added(`${count(rest.length)} others`, rest), value)];
}

const OPEN = new Set(['draft', 'proposed', 'deferred']);

function askOf({ proposal, facts }: ProposalReading): string {
  const amount = moneyCompact(proposal.turnover * Number(proposal.value), facts.portfolio.baseCurrency);
  const what = `${percent(proposal.turnover)} of ${facts.portfolio.name} one-way, ${amount}`;
  if (OPEN.has(proposal.state)) return `Asked: sign or reject by ${dateLong(proposal.expiresOn)} the shift of ${what}.`;
  return `Was asked: the shift of ${what}. It is ${proposal.state} now.`;
}

function factsOf({ proposal: reading, evidence }: MemoReading): MemoView['facts'] {
  const { proposal, facts } = reading;
  const currency = facts.portfolio.baseCurrency;
  const value = Number(proposal.value);
  const { turnoverLimit, trackingErrorLimit } = facts.policyVersion;
  const fromTo = (before: number | null, after: number | null) => (before === null || after === null ? MISSING : `${fixed(before * 100, 1)} → ${percent(after)}`);
  const [before, after] = evidence.ok ? [evidence.value.before, evidence.value.after] : [null, null];
  const since = evidence.ok ? `held throughout since ${monthYear(evidence.value.from)}, gross` : 'no history to tell';
  return [
    { label: 'Turnover, one-way', value: percent(proposal.turnover), detail: turnoverLimit === null ? 'no cap' : `cap ${percent(turnoverLimit)}` },
    { label: 'Cost', value: bp(Number(proposal.costAmount) / value, { decimals: 1 }), detail: `${moneyCompact(Number(proposal.costAmount), currency)}, trading cost alone` },
    { label: 'Tracking error, ex ante', value: fromTo(proposal.riskBefore.trackingErrorAnnual, proposal.riskAfter.trackingErrorAnnual), detail: trackingErrorLimit === null ? 'a year, against strategic; no limit' : `a year, against strategic; limit ${percent(trackingErrorLimit)}` },
    { label: 'Volatility, ex ante', value: fromTo(proposal.riskBefore.volatilityAnnual, proposal.riskAfter.volatilityAnnual), detail: 'a year' },
    { label: 'Volatility, historic', value: fromTo(before?.volatilityAnnual ?? null, after?.volatilityAnnual ?? null), detail: `a year, ${since}` },
    { label: 'Deepest drawdown', value: fromTo(before?.maxDrawdown ?? null, after?.maxDrawdown ?? null), detail: since },
  ];
}

/** One sentence: how unusual, what such shifts earned, and how little that proves. */
function evidenceOf({ evidence }: MemoReading): string {
  if (!evidence.ok) return `There is none: ${evidence.error.message}`;
  const { value } = evidence;
  const view = evidenceView(value);
  const year = view.rows.at(-1);
  if (!year) return `${view.unusual} None of at least half this size has run long enough to say what it earned; the rule's own past therefore neither supports nor contradicts this shift.`;
  const [least, most] = [Math.min(...year.effects), Math.max(...year.effects)].map((effect) => bp(effect, { sign: 'always' }));
  const weak = year.effects.length < FEW ? `, and ${counted(year.effects.length, 'case')} are too few for odds` : ', and overlapping cases are fewer than they look';
  return `${view.unusual} Of those of at least half this size, ${year.outcome}, ${year.label} and after cost, against not shifting (median ${bp(year.median, { sign: 'always' })}, from ${least} to ${most}): a backtest of ${monthYear(value.from)} to ${monthYear(value.to)} under today's policy, with the rule known in advance${weak}.`;
}

function reversalSentences({ proposal: { recommendation, facts }, reversals }: MemoReading): readonly string[] {
  const { lines } = facts.policyVersion.policy;
  const nameOf = (code: string) => facts.policyVersion.classes[lines.findIndex((line) => line.asset === code)]?.name ?? code;
  return (reversals ?? []).slice(0, MOST_REVERSALS).map(({ asset, indicator, months, state, move, target, targetAfter }) => {
    const where = `${percent(Math.abs(move))} ${move < 0 ? 'below' : 'above'} its close of ${dateLong(recommendation.decisionDate)}`;
    return `${nameOf(asset)} ${where}: its ${months}-month ${indicator} turns ${state > 0 ? 'negative' : 'positive'}, and its target goes back by ${pp(Math.abs(targetAfter - target)).replace('+', '')}, from ${percent(target)} to ${percent(targetAfter)}.`;
  });
}

const readable = (value: number, unit: string): string =>
  unit === 'fraction' ? percent(value) : unit === 'percentage-point' ? `${fixed(value, 2)} pp` : fixed(value, 2);

/** Observations have no level at which they turn: what ends is their weight in the class that moves most, at a neutral score. */
function neutralSentence(reading: ProposalReading): readonly string[] {
  const { recommendation, proposal } = reading;
  const moved = proposal.lines.map((line) => ({ code: line.code, shift: line.proposed - line.current })).filter(({ code }) => code !== reading.facts.policyVersion.policy.cashAsset);
  const found = moved.flatMap(({ code, shift }) => {
    const k = recommendation.lines.findIndex((line) => line.code === code);
    return recommendation.readings.flatMap((one) => {
      const change = recommendation.steps.find(({ step }) => step === `${one.layer}.${one.indicator}`)?.changes[k] ?? 0;
      return one.asset === code && one.period !== null && change * shift > 0 && Math.abs(change) >= WORTH_SAYING ? [{ one, change, code }] : [];
    });
  });
  const most = [...found].sort((a, b) => Math.abs(b.change) - Math.abs(a.change))[0];
  if (!most) return [];
  const name = classSums(reading).find((row) => row.id === most.code)?.name ?? most.code;
  const label = stepInSentence(`${most.one.layer}.${most.one.indicator}`);
  return [`The ${label} of ${monthYear(most.one.period)} (${readable(most.one.reading, most.one.unit)}, score ${fixed(most.one.score, 2, { sign: 'always' })}) back at a neutral score: ${name} loses its ${bp(most.change, { sign: 'always' })}, before limits and pace.`];
}

function wrongOf(reading: MemoReading): Pick<MemoView, 'wrong' | 'wrongNote'> {
  const wrong = [...reversalSentences(reading), ...neutralSentence(reading.proposal)];
  const missing = reading.reversals === null ? 'The inputs of the decision cannot be had again with this engine, so that no turning level is stated.' : null;
  if (wrong.length === 0) return { wrong: [missing ?? 'No single signal within 30 % of its level would take a target back by 0.1 pp: the shift rests on many signals, or on drift alone.'], wrongNote: '' };
  return { wrong, wrongNote: missing ?? 'Levels: each alone, all else as at the decision, decided again by the model with limits and pace. The next decision has other months in its means.' };
}

const DEED = { reject: 'rejected', withdraw: 'withdrew', edit: 'edited', refresh: 'refreshed', defer: 'deferred', cancel: 'cancelled' } as const;

function dissentOf(reading: ProposalReading): readonly string[] {
  const { proposal, parent, people } = reading;
  const told = [...(parent ? [parent] : []), proposal].flatMap((one) =>
    one.decisions.flatMap(({ kind, userId, decidedAt, reason, overrideKind }) =>
      kind === 'approve' || kind === 'refresh' ? [] : [`${people.get(userId) ?? 'Somebody'} ${DEED[kind]} proposal ${one.number} on ${instant(decidedAt.toISOString())}${overrideKind ? ` (${overrideKind.replace('-', ' ')})` : ''}: ${clip(reason, LONGEST_REASON)}`],
    ),
  );
  const change = changeView(reading);
  const edits = change && proposal.lines.some((line) => line.byRule !== null) ? proposal.lines.filter((line) => line.byRule !== null && Math.abs(line.proposed - line.byRule) >= WORTH_SAYING) : [];
  const names = new Map(classSums(reading).map((row) => [row.id, row.name]));
  const apart = edits.length > 0 ? [`Against the rule: ${edits.slice(0, 4).map((line) => `${names.get(line.code) ?? line.code} ${percent(line.proposed)}, by rule ${percent(line.byRule)}`).join('; ')}${edits.length > 4 ? '; and more' : ''}.`] : [];
  const overrides = overridesSentence(reading);
  const all = [...told.slice(-MOST_DISSENT), ...apart, ...(overrides ? [overrides] : [])];
  return all.length > 0 ? all : ['None on record: nobody has edited, deferred or rejected it, and the portfolio has no override.'];
}

function tradesOf({ proposal, facts }: ProposalReading): Pick<MemoView, 'trades' | 'tradesNote'> {
  const currency = facts.portfolio.baseCurrency;
  const all = [...proposal.trades].sort((a, b) => Math.abs(Number(b.amount)) - Math.abs(Number(a.amount)));
  const amountOf = (side: 1 | -1) => all.filter((trade) => Number(trade.quantity) * side > 0).reduce((sum, trade) => sum + Math.abs(Number(trade.amount)), 0);
  const buys = all.filter((trade) => Number(trade.quantity) > 0).length;
  const isLong = all.length > MOST_TRADES;
  return {
    trades: all.slice(0, MOST_TRADES).map((trade) => ({
      id: trade.instrumentId, instrument: trade.symbol, side: Number(trade.quantity) > 0 ? 'Buy' : 'Sell', shares: fixed(Math.abs(Number(trade.quantity)), Number.isInteger(Number(trade.quantity)) ? 0 : 4),
      price: fixed(Number(trade.price), 2), amount: fixed(Math.abs(Number(trade.amount)), 0),
    })),
    tradesNote: `${isLong ? `The ${MOST_TRADES} largest of ${all.length} trades; the rest are in the file of the proposal, trades.csv. ` : ''}Buys ${money(amountOf(1), currency)} (${counted(buys, 'trade')}), sells ${money(amountOf(-1), currency)} (${counted(all.length - buys, 'trade')}), at the close of ${dateLong(proposal.asOf)}.`,
  };
}

function signaturesOf({ proposal, makerName, people }: ProposalReading): Pick<MemoView, 'signatures' | 'signaturesNote'> {
  const signed = proposal.decisions.filter((one) => one.kind === 'approve');
  const maker: MemoSignature = { role: 'Maker', name: makerName ?? 'Scheduler', when: instant(proposal.createdAt.toISOString()) };
  const done = signed.map((one): MemoSignature => ({ role: 'Approver', name: people.get(one.userId) ?? 'Somebody', when: instant(one.decidedAt.toISOString()) }));
  const open = OPEN.has(proposal.state) ? Math.max(0, proposal.approversNeeded - signed.length) : 0;
  const empty = Array.from({ length: open }, (): MemoSignature => ({ role: 'Approver', name: null, when: null }));
  const others = proposal.selfApprovalAllowed ? 'The maker may be one of them.' : 'None of them is the maker.';
  return {
    signatures: [maker, ...done, ...empty],
    signaturesNote: `The policy asks for ${counted(proposal.approversNeeded, 'approver')}; ${signed.length} signed. ${others} Times are UTC. A signature counts when it is given in the desk, for the content hash below.`,
  };
}

/** Shapes the committee's page. Everything on it is bounded, so that it stays one. */
export function memoView(reading: MemoReading): MemoView {
  const { proposal: whole } = reading;
  const { proposal, facts, recommendation } = whole;
  const view = proposalView(whole, undefined, () => '');
  const status = proposalStatus(proposal.state);
  const shown = linesOf(whole);
  return {
    title: `${facts.portfolio.name}: ${view.title.slice(0, 1).toLowerCase()}${view.title.slice(1)}`,
    ask: askOf(whole),
    finding: `Proposal ${proposal.number}. ${view.lede}${whole.staleReasons.length > 0 ? ` It is no longer current: ${clip(whole.staleReasons.join('; '), LONGEST_REASON)}.` : ''}`,
    status: status.word,
    simulated: facts.simulated ? 'Simulated data: no real prices, no real money.' : null,
    facts: factsOf(reading),
    currency: facts.portfolio.baseCurrency,
    lines: shown,
    total: { ...lineOf('total', added('Sum', classSums(whole)), Number(proposal.value)), dynamic: '', tactical: '', rules: '' },
    linesNote: `Dynamic layer, tactical overlay and rules, in bp of the portfolio, take strategic to dynamic target. Proposed is the mix once every trade is rounded to its lot and paid for${facts.policyVersion.turnoverLimit === null ? '' : ', within the turnover cap'}.`,
    limits: view.checks.map(({ name, measured, limit, word }) => ({ name, measured: clip(measured, LONGEST_MEASURE), limit: limit ?? MISSING, word })),
    why: view.reasons.map(({ text }) => clip(text, 2 * LONGEST_REASON)),
    evidence: evidenceOf(reading),
    ...wrongOf(reading),
    dissent: dissentOf(whole),
    ...tradesOf(whole),
    ...signaturesOf(whole),
    hashes: [
      { label: 'Content hash, what is signed', value: proposal.contentHash },
      { label: 'Input hash, what it was computed from', value: recommendation.inputHash },
    ],
    footing: `Computed by model ${recommendation.model.slug} ${recommendation.model.version} (engine ${recommendation.engineVersion}) under policy v${recommendation.policyVersion} from data as of ${dateLong(recommendation.asOf)}; not advice.`,
  };
}
