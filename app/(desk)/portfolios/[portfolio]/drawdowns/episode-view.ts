import type { ChartRow } from '@/components/charts/curves';
import type { EpisodeEvent, HeldClass, WeightsOverEpisodeProps } from '@/components/charts/weights-over-episode';
import type { CrisisRow } from '@/components/portfolio/crisis-table';
import type { AccountEntry } from '@/components/portfolio/layouts';
import { dateLong, dateRange } from '@/lib/format/date';
import { percent } from '@/lib/format/percent';
import { bp } from '@/lib/format/points';
import type { DrawdownReading, EpisodeReading, EpisodeStudy } from '@/lib/server/use-cases/read-drawdowns';

export interface EpisodeView {
  readonly title: string;
  readonly period: string;
  readonly picture: WeightsOverEpisodeProps;
  readonly account: readonly AccountEntry[];
  readonly crises: readonly CrisisRow[];
  readonly crisisNote: string;
  readonly table: readonly ChartRow[];
}

const STEP = 0.05;

const unitOf = (periodsPerYear: number, count: number): string => `${periodsPerYear >= 252 ? 'trading day' : 'month'}${count === 1 ? '' : 's'}`;

/** "74 trading days before", "8 trading days after", "on the very day of". */
function distance(rowsLate: number, periodsPerYear: number): string {
  if (rowsLate === 0) return periodsPerYear >= 252 ? 'On the very day of' : 'In the very month of';
  const count = Math.abs(rowsLate);
  return `${count} ${unitOf(periodsPerYear, count)} ${rowsLate < 0 ? 'before' : 'after'}`;
}

const gained = (difference: number): string => `${difference >= 0 ? 'earned' : 'cost'} ${bp(Math.abs(difference))}`;

function outOf({ exit }: EpisodeStudy, f: number): AccountEntry {
  if (!exit) return { label: 'Out', lead: 'Never out.', text: 'At the trough the dynamic mix did not hold 10 pp less equity than the policy, so there is nothing to time.' };
  return {
    label: 'Out',
    lead: `${distance(exit.rowsLate, f)} the peak.`,
    text: `Equity went from ${percent(exit.equityBefore, { decimals: 0 })} to ${percent(exit.equityAfter, { decimals: 0 })} at the close of ${dateLong(exit.date)}. ${exit.rowsLate === 0 ? 'Between the two lies nothing.' : `Against the strategic mix, being ${exit.rowsLate < 0 ? 'early' : 'late'} ${gained(exit.returnDifference)}.`}`,
  };
}

function backOf({ exit, reentry }: EpisodeStudy, f: number): readonly AccountEntry[] {
  if (!exit) return [];
  if (!reentry) return [{ label: 'Back in', lead: 'Not yet.', text: 'Equity has not come back to within 10 pp of policy.' }];
  return [{ label: 'Back in', lead: `${distance(reentry.rowsLate, f)} the trough.`, text: `Equity came within 10 pp of policy at the close of ${dateLong(reentry.date)}, at ${percent(reentry.equityAfter, { decimals: 0 })}. Over those ${unitOf(f, 2)} it ${gained(reentry.returnDifference)} against the strategic mix.` }];
}

function allOf({ recovery, dynamicRecovery, dynamicTrough }: EpisodeReading): AccountEntry {
  const own = dynamicTrough === null ? 'The dynamic mix never fell' : dynamicRecovery === null ? 'The dynamic mix is not back at its peak yet' : `The dynamic mix was back at its peak on ${dateLong(dynamicRecovery)}`;
  return { label: 'In all', lead: `${own}.`, text: recovery === null ? 'The strategic mix is not back yet.' : `The strategic mix was back on ${dateLong(recovery)}.` };
}

function accountOf(study: EpisodeStudy, episode: EpisodeReading, f: number): readonly AccountEntry[] {
  const { strategic, dynamic } = study.equityAtTrough;
  const down: AccountEntry = {
    label: 'Down',
    lead: `${percent(episode.depth)} against ${percent(episode.dynamicReturnToTrough, { sign: 'always' })}`,
    text: `from ${dateLong(episode.peak)} to ${dateLong(episode.trough)}. At the trough the dynamic mix held ${percent(dynamic, { decimals: 0 })} equity, the strategic mix ${percent(strategic, { decimals: 0 })}.`,
  };
  return [outOf(study, f), down, ...backOf(study, f), allOf(episode)];
}

function titleOf({ exit, reentry }: EpisodeStudy, { peak, trough, depth, dynamicDepth }: EpisodeReading, f: number): string {
  const years = peak.slice(0, 4) === trough.slice(0, 4) ? peak.slice(0, 4) : `${peak.slice(0, 4)}–${trough.slice(0, 4)}`;
  if (!exit) return `${years}: ${percent(-depth)} against ${percent(-dynamicDepth)}, and never out of equity`;
  const out = exit.rowsLate < 0 ? 'early out' : exit.rowsLate === 0 ? 'out on the day' : 'late out';
  const back = reentry === null ? 'not back in' : reentry.rowsLate === 0 ? 'back in on the day' : `back in ${reentry.rowsLate} ${unitOf(f, reentry.rowsLate)} late`;
  return `${years}: ${percent(-depth)} against ${percent(-dynamicDepth)}, ${out}, ${back}`;
}

function eventsOf({ exit, reentry }: EpisodeStudy, { peak, trough }: EpisodeReading): readonly EpisodeEvent[] {
  const isEarly = exit !== null && exit.date < peak;
  return [
    ...(exit ? [{ name: 'out', date: exit.date, side: isEarly ? ('left' as const) : ('right' as const) }] : []),
    { name: 'peak', date: peak, side: isEarly ? 'right' : 'left' },
    { name: 'trough', date: trough, side: 'left' },
    ...(reentry ? [{ name: 'back in', date: reentry.date, side: 'right' as const }] : []),
  ];
}

function heldOf(study: EpisodeStudy, { policyVersion }: DrawdownReading['facts']): readonly HeldClass[] {
  return study.held.map(({ policy, weights, atPeak, atTrough, trend }, k) => ({
    id: study.held[k].asset, name: policyVersion.classes[k].name, colour: k + 1, policy, atStart: atPeak, atTrough,
    top: Math.min(1, Math.ceil(Math.max(policy, ...weights) / STEP + 1e-9) * STEP),
    weights: study.dates.map((date, t) => ({ date, value: weights[t] })),
    ...(trend.length > 0 ? { trend } : {}),
  }));
}

/** Shapes one fall: what was held, what the signals said, early or late, and which known crisis it was. */
export function episodeView({ facts, periodsPerYear }: DrawdownReading, study: EpisodeStudy, episode: EpisodeReading): EpisodeView {
  const curve = (values: readonly number[]) => study.dates.map((date, t) => ({ date, value: values[t] }));
  return {
    title: titleOf(study, episode, periodsPerYear),
    period: dateRange(study.from, study.to),
    picture: {
      period: { from: study.from, to: study.to },
      events: eventsOf(study, episode),
      drawdowns: { strategic: curve(study.strategicDrawdown), dynamic: curve(study.dynamicDrawdown) },
      classes: heldOf(study, facts),
    },
    account: accountOf(study, episode, periodsPerYear),
    crises: study.crises.map(({ id, label, start, end, strategic, dynamic }) => ({ id, label, start, end, outcomes: [strategic, dynamic] })),
    crisisNote: facts.simulated ? 'Prices are simulated: no crisis with a name happened in them.' : study.crises.length === 0 ? 'No crisis with a name falls into this episode.' : '',
    table: study.dates.map((date, t) => ({ date, strategic: study.strategicDrawdown[t], dynamic: study.dynamicDrawdown[t], ...Object.fromEntries(study.held.map(({ asset, weights }) => [`held ${asset}`, weights[t]])) })),
  };
}
