import { addDays, type IsoDate } from '@/lib/core/base/iso-date';
import { count } from '@/lib/format/count';
import { fixed } from '@/lib/format/number';
import type { ProposalReading } from '@/lib/server/use-cases/read-proposals';
import type { DepartureDays } from './_components/decision-panel';
import type { EditRow } from './_components/edit-forms';

const DEFERRAL_DAYS = 14;
const QUARTER_DAYS = 91;
const YEAR_DAYS = 366;

const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);

const dayOf = ({ asOf, daysBehind }: Pick<ProposalReading['facts'], 'asOf' | 'daysBehind'>): IsoDate => addDays(asOf, daysBehind);

/** How long a departure from the rule is offered to hold, counted from the day of the desk. */
export function holdDays(facts: Pick<ProposalReading['facts'], 'asOf' | 'daysBehind'>): Pick<DepartureDays, 'hold' | 'holdLatest'> {
  return { hold: addDays(dayOf(facts), QUARTER_DAYS), holdLatest: addDays(dayOf(facts), YEAR_DAYS) };
}

/** The days a departure is offered. */
export function departureDays({ proposal, facts }: ProposalReading): DepartureDays {
  return { defer: earlier(addDays(dayOf(facts), DEFERRAL_DAYS), proposal.expiresOn), deferLatest: proposal.expiresOn, ...holdDays(facts) };
}

/** Weights in per cent with two decimals that sum to 100: what rounding leaves over goes to the largest. */
export function percentsThatSum(weights: readonly number[]): readonly string[] {
  const hundredths = weights.map((weight) => Math.round(weight * 10_000));
  const largest = hundredths.indexOf(Math.max(...hundredths));
  hundredths[largest] += 10_000 - hundredths.reduce((sum, one) => sum + one, 0);
  return hundredths.map((one) => (one / 100).toFixed(2));
}

/** The mix as it stands in the form, one row for each asset class. */
export function weightRows({ proposal, facts }: ProposalReading): readonly EditRow[] {
  const { policy, classes } = facts.policyVersion;
  const lines = policy.lines.map((line) => proposal.lines.find((one) => one.code === line.asset)?.proposed ?? 0);
  const percents = percentsThatSum(lines);
  return policy.lines.map((line, k) => ({ id: line.asset, label: classes[k].name, value: percents[k], shown: fixed(lines[k] * 100, 2) }));
}

/** The trades as they stand in the form, one row for each instrument of the policy. */
export function tradeRows({ proposal, facts }: ProposalReading): readonly EditRow[] {
  return facts.policyVersion.classes.flatMap((one) =>
    one.instruments.map(({ symbol }) => {
      const quantity = Number(proposal.trades.find((trade) => trade.symbol === symbol)?.quantity ?? 0);
      return { id: symbol, label: symbol, value: String(quantity), shown: count(quantity) };
    }),
  );
}

/** Who has signed so far, of how many; null where one signature is all there is. */
export function signatureSentence({ proposal, people }: ProposalReading): string | null {
  if (proposal.approversNeeded === 1) return null;
  const names = proposal.decisions.filter((one) => one.kind === 'approve').map((one) => people.get(one.userId) ?? 'somebody');
  return `${names.length} of ${proposal.approversNeeded} signatures${names.length > 0 ? `: ${names.join(', ')}` : ''}.`;
}
