import type { ChartRow, Curve, ShadedEpisode } from '@/components/charts/curves';
import type { EpisodeRow } from '@/components/portfolio/episode-table';
import type { StatisticGroup } from '@/components/portfolio/statistics-table';
import { dayNumber, type IsoDate } from '@/lib/core/base/iso-date';
import { dateLong } from '@/lib/format/date';
import { percent } from '@/lib/format/percent';
import type { DrawdownReading, EpisodeReading } from '@/lib/server/use-cases/read-drawdowns';
import { statisticGroups } from '../../../_components/statistics';
import { episodeView, type EpisodeView } from './episode-view';

/** Average length of a month in days: durations are calendar days over this. */
const MONTH_DAYS = 30.44;

export const CURVES = {
  current: { key: 'current', label: 'Current', role: 'current' },
  strategic: { key: 'strategic', label: 'Strategic', role: 'strategic' },
  'dynamic-layer': { key: 'dynamic-layer', label: 'Dynamic layer', role: 'layer' },
  'tactical-layer': { key: 'tactical-layer', label: 'Tactical overlay', role: 'layer' },
  dynamic: { key: 'dynamic', label: 'Dynamic', role: 'dynamic' },
} as const satisfies Readonly<Record<string, Curve>>;

/** Drawn last is drawn on top. */
const DRAWING_ORDER = ['current', 'strategic', 'dynamic-layer', 'tactical-layer', 'dynamic'] as const;

export interface DrawdownView {
  readonly title: string;
  readonly lede: string;
  readonly curves: readonly Curve[];
  /** The whole, with more points inside a window that is drawn alone. */
  readonly wealth: readonly ChartRow[];
  readonly drawdown: readonly ChartRow[];
  /** Drawdowns of the window alone, for the table and the file. */
  readonly table: readonly ChartRow[];
  readonly shaded: readonly ShadedEpisode[];
  readonly episodes: readonly EpisodeRow[];
  readonly statistics: readonly StatisticGroup[];
  /** The chosen fall, and what happened in it in one sentence; null without one. */
  readonly episode: { readonly view: EpisodeView; readonly sentence: string } | null;
  readonly convention: string;
  /** What the curve of the current mix is, or why it is missing; null when nothing is held. */
  readonly currentNote: string | null;
}

const monthsBetween = (from: IsoDate, to: IsoDate): number => (dayNumber(to) - dayNumber(from)) / MONTH_DAYS;

function titleOf({ statistics }: DrawdownReading): string {
  const [strategic, dynamic] = [statistics.strategic?.maxDrawdown, statistics.dynamic?.maxDrawdown];
  if (strategic == null || dynamic == null) return 'Too little history for a drawdown';
  return `At worst the strategic mix lost ${percent(-strategic)}, the dynamic mix ${percent(-dynamic)}`;
}

function ledeOf({ statistics, periodsPerYear, facts, executionLag }: DrawdownReading): string {
  const { strategic, dynamic } = statistics;
  if (!strategic || !dynamic) return '';
  const unit = periodsPerYear === 252 ? (executionLag === 1 ? 'day' : 'days') : executionLag === 1 ? 'month' : 'months';
  const difference = dynamic.cagr === null || strategic.cagr === null ? null : dynamic.cagr - strategic.cagr;
  const result = difference === null ? '' : `It returned ${percent(dynamic.cagr)} a year against ${percent(strategic.cagr)}: ${difference >= 0 ? 'protection cost nothing here' : 'that is the price of protection'}. `;
  const averaged = facts.averaged ? ' Levels are month averages: they hide drawdowns within the month and flatter trend rules.' : '';
  return `${result}It paid with ${percent(dynamic.trackingError)} tracking error and ${percent(dynamic.turnoverAnnual, { decimals: 0 })} turnover a year. Backtest, net of trading cost, traded ${executionLag} ${unit} after the decision.${averaged}`;
}

function episodeRow(episode: EpisodeReading, href: string): EpisodeRow {
  return {
    id: episode.peak,
    href,
    peak: episode.peak,
    trough: episode.trough,
    recovery: episode.recovery,
    monthsDown: monthsBetween(episode.peak, episode.trough),
    monthsInAll: episode.recovery === null ? null : monthsBetween(episode.peak, episode.recovery),
    strategicDepth: episode.depth,
    dynamicDepth: episode.dynamicDepth,
    dynamicTrough: episode.dynamicTrough,
    dynamicRecovery: episode.dynamicRecovery,
    dynamicOverStrategicDates: episode.dynamicReturnToTrough,
  };
}

function sentenceOf(episode: EpisodeReading): string {
  const away = episode.recovery === null ? 'It is not recovered yet' : `It was back at its peak on ${dateLong(episode.recovery)}`;
  const own = episode.dynamicTrough === null ? 'The dynamic mix did not fall.' : `The dynamic mix fell ${percent(-episode.dynamicDepth)} at worst, on ${dateLong(episode.dynamicTrough)}${episode.dynamicRecovery ? `, and was back on ${dateLong(episode.dynamicRecovery)}` : ''}.`;
  return `From ${dateLong(episode.peak)} to ${dateLong(episode.trough)} the strategic mix fell ${percent(-episode.depth)}; between the same two days the dynamic mix returned ${percent(episode.dynamicReturnToTrough, { sign: 'always' })}. ${away}. ${own}`;
}

/** Wealth on base 1 as the growth of 100. */
const growthOf = (wealth: number | undefined): number | null => (wealth === undefined ? null : wealth * 100);

function currentNoteOf({ mixes, currentMissing }: DrawdownReading): string | null {
  if (currentMissing !== null) return `The current mix is not drawn. ${currentMissing}`;
  return mixes.includes('current') ? 'Current: what is held now, had its weights been kept all along by the policy\u2019s rebalancing rule. It is no record of the book.' : null;
}

/** Shapes the Drawdowns room. `episodeHref` keeps the rest of the address. */
export function drawdownView(reading: DrawdownReading, selectedPeak: string | undefined, episodeHref: (episode: EpisodeReading) => string): DrawdownView {
  const chosen = reading.episodes.find((episode) => episode.peak === selectedPeak) ?? null;
  const curves = DRAWING_ORDER.filter((name) => reading.mixes.includes(name)).map((name) => CURVES[name]);
  const before = reading.overview.filter(({ date }) => date < reading.from);
  const all = [...before, ...reading.rows, ...reading.overview.filter(({ date }) => date > reading.to)];
  const drawdown = all.map((row): ChartRow => ({ date: row.date, ...Object.fromEntries(curves.map(({ key }) => [key, row.drawdown[key] ?? null])) }));
  return {
    title: titleOf(reading),
    lede: ledeOf(reading),
    curves,
    wealth: all.map((row) => ({ date: row.date, ...Object.fromEntries(curves.map(({ key }) => [key, growthOf(row.wealth[key])])) })),
    drawdown,
    table: drawdown.slice(before.length, before.length + reading.rows.length),
    shaded: reading.episodes.map((episode) => ({ id: episode.peak, from: episode.peak, to: episode.recovery ?? reading.whole.to, trough: episode.trough, depth: episode.depth, href: episodeHref(episode) })),
    episodes: reading.episodes.map((episode) => episodeRow(episode, episodeHref(episode))),
    statistics: statisticGroups(reading.statistics),
    episode: chosen && reading.study && { view: episodeView(reading, reading.study, chosen), sentence: sentenceOf(chosen) },
    currentNote: currentNoteOf(reading),
    convention: `${dateLong(reading.whole.from)} to ${dateLong(reading.whole.to)}, ${reading.whole.rows} rows, ${reading.periodsPerYear} a year. Sharpe: mean excess over cash. Turnover counts trades outside cash, one-way. The strategic mix is rebalanced by the policy's rule and trades with the same lag.`,
  };
}
