import { heldWeights } from '../../core/backtest/held-weights';
import { replayStrategy, type StressOutcome } from '../../core/backtest/stress';
import { namedEpisodes, type NamedEpisode } from '../../core/backtest/stress-episodes';
import type { IsoDate } from '../../core/base/iso-date';
import type { AssetId } from '../../core/base/units';
import { since } from '../../core/market/history';
import type { Decision } from '../../core/models/decision';
import { thinRows } from '../../core/series/thin';
import { drawdownCurve } from '../../core/stats/drawdown';
import { episodeTiming, type EpisodeTiming } from '../../core/stats/early-late';
import type { ComparedEpisode } from '../../core/stats/episode-comparison';
import { mixOf, type Evidence } from './evidence';
import type { Desk } from './open-desk';

const MAX_POINTS = 600;
/** How much of its own length is shown before an episode, so that one sees where it came from. */
const MARGIN = 0.08;

export type TrendState = 'below' | 'mixed' | 'above';

/** One asset class through an episode: weights of the dynamic mix by date, and what its trend said. */
export interface HeldThrough {
  readonly asset: AssetId;
  readonly policy: number;
  readonly weights: readonly number[];
  /** Of the dynamic mix at the strategic mix's peak and trough, and of the strategic mix at its trough. */
  readonly atPeak: number;
  readonly atTrough: number;
  readonly strategicAtTrough: number;
  /** Stretches between decisions; none where the model reads no trend of the class. */
  readonly trend: readonly { readonly from: IsoDate; readonly to: IsoDate; readonly state: TrendState }[];
}

/** What a named crisis did to both mixes, from its first to its last row. */
export interface CrisisReading extends NamedEpisode {
  /** Null where the data do not cover it. */
  readonly strategic: StressOutcome | null;
  readonly dynamic: StressOutcome | null;
}

/** An order measured against a turning point, with its date and the equity weights around it. */
export interface TimedDeed {
  readonly date: IsoDate;
  /** Rows from the turning point: negative is early. */
  readonly rowsLate: number;
  /** Return of the dynamic mix less the strategic one's over those rows. */
  readonly returnDifference: number;
  readonly equityBefore: number;
  readonly equityAfter: number;
}

export interface EpisodeStudy {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly dates: readonly IsoDate[];
  readonly strategicDrawdown: readonly number[];
  readonly dynamicDrawdown: readonly number[];
  readonly held: readonly HeldThrough[];
  /** Null where the model was not out of equity at the trough: there is nothing to time. */
  readonly exit: TimedDeed | null;
  readonly reentry: TimedDeed | null;
  /** Equity of both mixes at the trough. */
  readonly equityAtTrough: { readonly strategic: number; readonly dynamic: number };
  /** The named crises that it overlaps. */
  readonly crises: readonly CrisisReading[];
}

/** Every crisis that has a name, and what the mixes did in it where the data reach. */
export function crisesOf(evidence: Evidence): readonly CrisisReading[] {
  const replayed = (episode: NamedEpisode, name: 'strategic' | 'dynamic') => {
    const mix = mixOf(evidence, name);
    const outcome = mix && replayStrategy(evidence.dates, mix.nav, episode);
    return outcome?.ok ? outcome.value : null;
  };
  return namedEpisodes(evidence.periodsPerYear).map((episode) => ({ ...episode, strategic: replayed(episode, 'strategic'), dynamic: replayed(episode, 'dynamic') }));
}

const STATES = { '-1': 'below', '1': 'above' } as const;

function trendOf(decisions: readonly Decision[], asset: AssetId, from: IsoDate, to: IsoDate): HeldThrough['trend'] {
  return decisions.flatMap(({ date, readings }, k) => {
    const end = decisions[k + 1]?.date ?? to;
    const reading = readings.find((one) => one.asset === asset && one.indicator === 'trend');
    if (!reading || end <= from || date >= to) return [];
    return [{ from: date < from ? from : date, to: end > to ? to : end, state: STATES[String(reading.score) as keyof typeof STATES] ?? 'mixed' }];
  });
}

const equityOf = ({ policyVersion: { policy } }: Desk, weights: readonly number[]): number =>
  policy.lines.reduce((sum, { group }, i) => sum + (group === 'equity' ? weights[i] : 0), 0);

/** When the dynamic mix left equity around a fall of the strategic mix, and when it came back. */
function timingOf(desk: Desk, evidence: Evidence, episode: ComparedEpisode): EpisodeTiming | null {
  const [strategic, dynamic] = [mixOf(evidence, 'strategic'), mixOf(evidence, 'dynamic')];
  if (!strategic || !dynamic) return null;
  const orders = dynamic.executions.map(({ row, weights }) => ({ row, equityWeight: equityOf(desk, weights) }));
  const strategicEquity = equityOf(desk, desk.policyVersion.policy.lines.map(({ weight }) => weight));
  return episodeTiming({ strategic: strategic.nav, mix: dynamic.nav, strategicEquity, orders }, episode);
}

type HeldAt = (rows: readonly number[]) => readonly (readonly number[])[];

function deedOf(desk: Desk, evidence: Evidence, heldAt: HeldAt, order: EpisodeTiming['reentry']): TimedDeed | null {
  if (!order) return null;
  const [before, after] = heldAt([Math.max(0, order.row - 1), order.row]);
  return { date: evidence.dates[order.row], rowsLate: order.rowsLate, returnDifference: order.returnDifference, equityBefore: equityOf(desk, before), equityAfter: equityOf(desk, after) };
}

/** Rows from a little before the peak, or the exit if that came first, to the recovery; thinned so that no trough is lost. */
function rowsOf(evidence: Evidence, episode: ComparedEpisode, exit: number, curves: readonly Float64Array[]): readonly number[] {
  const last = episode.recovery ?? evidence.dates.length - 1;
  const begin = Math.min(episode.start, exit);
  const first = Math.max(0, begin - Math.ceil(MARGIN * (last - begin)));
  return Array.from(thinRows(curves.map((curve) => curve.subarray(first, last + 1)), MAX_POINTS), (row) => first + row);
}

/** One fall of the strategic mix, day by day: what was held, what the signals said, and whether it was early or late. */
export function studyOf(desk: Desk, evidence: Evidence, episode: ComparedEpisode, decisions: readonly Decision[]): EpisodeStudy {
  const { policy } = desk.policyVersion;
  const { grid } = since(desk.view, evidence.dates[0]);
  const held = (name: 'strategic' | 'dynamic'): HeldAt => (rows) => heldWeights(grid, policy, mixOf(evidence, name)?.executions ?? [], rows);
  const timing = timingOf(desk, evidence, episode);
  const curves = (['strategic', 'dynamic'] as const).map((name) => drawdownCurve(mixOf(evidence, name)?.nav ?? []));
  const rows = rowsOf(evidence, episode, timing?.exit.row ?? episode.start, curves);
  const [from, to] = [evidence.dates[rows[0]], evidence.dates[rows[rows.length - 1]]];
  const along = held('dynamic')(rows);
  const [atPeak, atTrough] = held('dynamic')([episode.start, episode.trough]);
  const [strategicAtTrough] = held('strategic')([episode.trough]);
  const peak = evidence.dates[episode.start];
  return {
    from, to,
    dates: rows.map((row) => evidence.dates[row]),
    strategicDrawdown: rows.map((row) => curves[0][row]),
    dynamicDrawdown: rows.map((row) => curves[1][row]),
    held: policy.lines.map(({ asset, weight }, i) => ({
      asset, policy: weight, weights: along.map((weights) => weights[i]), atPeak: atPeak[i], atTrough: atTrough[i], strategicAtTrough: strategicAtTrough[i], trend: trendOf(decisions, asset, from, to),
    })),
    exit: timing && deedOf(desk, evidence, held('dynamic'), timing.exit),
    reentry: timing && deedOf(desk, evidence, held('dynamic'), timing.reentry),
    equityAtTrough: { strategic: equityOf(desk, strategicAtTrough), dynamic: equityOf(desk, atTrough) },
    crises: desk.simulated ? [] : crisesOf(evidence).filter(({ start, end, strategic }) => strategic !== null && start <= to && end >= peak),
  };
}
