import type { FanPoint } from '@/components/charts/fan-geometry';
import { timingLabel } from '@/lib/core/backtest/timing-lab';
import { fixed, MISSING } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import type { TimingReading } from '@/lib/server/use-cases/read-timing';

export interface TimingRow {
  readonly key: string;
  readonly label: string;
  readonly isHindsight: boolean;
  readonly cagr: string;
  readonly maxDrawdown: string;
  readonly ratio: string;
  readonly turnover: string;
}

export interface Fan {
  readonly title: string;
  readonly points: readonly FanPoint[];
  readonly strategic: number;
}

export interface TimingView {
  readonly title: string;
  readonly lede: string;
  readonly fans: readonly Fan[];
  readonly rows: readonly TimingRow[];
  readonly dayTitle: string | null;
  readonly dayNote: string | null;
  readonly days: readonly FanPoint[];
}

const LATE_MONTHS = 3;

function titleOf({ points, strategic }: TimingReading): string {
  const late = points.filter(({ months }) => months > 0 && months <= LATE_MONTHS).map(({ figures }) => figures.maxDrawdown);
  const asDecided = points.find(({ months }) => months === 0);
  if (!asDecided || late.length === 0) return 'Too little history to move decisions';
  return `Acted on up to ${LATE_MONTHS} months late, the deepest fall is ${percent(-Math.min(...late))} instead of ${percent(-asDecided.figures.maxDrawdown)}; the strategic mix fell ${percent(-strategic.maxDrawdown)}`;
}

/** What the days of the month do to the result though nothing but the day differs. */
function dayWords({ days }: TimingReading): Pick<TimingView, 'dayTitle' | 'dayNote'> {
  if (!days) return { dayTitle: null, dayNote: null };
  return {
    dayTitle: `Traded on each of ${days.runs.length} days of the month: CAGR from ${percent(days.cagr.lowest, { decimals: 2 })} to ${percent(days.cagr.highest, { decimals: 2 })}`,
    dayNote: `The same decisions; only the day they are traded on differs. The deepest fall lies between ${percent(-days.maxDrawdown.highest)} and ${percent(-days.maxDrawdown.lowest)}. What lies between is timing luck, neither skill nor cost; splitting a trade over several days averages it out.`,
  };
}

/** Shapes what the Timing room shows. */
export function timingView(reading: TimingReading): TimingView {
  const { points, strategic, executionLag, periodsPerYear, days } = reading;
  const fan = (title: string, pick: (figures: TimingReading['strategic']) => number): Fan => ({ title, strategic: pick(strategic), points: points.map(({ months, figures }) => ({ shift: months, value: pick(figures) })) });
  const unit = `${periodsPerYear >= 252 ? 'day' : 'month'}${executionLag === 1 ? '' : 's'}`;
  return {
    title: titleOf(reading),
    lede: `Every decision of the model is acted on some months later than it was, or earlier, on top of the lag of ${executionLag} ${unit}. Earlier is hindsight: it shows what perfect timing would have been worth, and nobody could have had it.`,
    fans: [fan('CAGR, % a year', ({ cagr }) => cagr), fan('Maximum drawdown, %', ({ maxDrawdown }) => maxDrawdown), fan('Turnover, % a year', ({ turnoverAnnual }) => turnoverAnnual)],
    rows: points.map((point) => ({
      key: String(point.months),
      label: timingLabel(point),
      isHindsight: point.kind === 'hindsight',
      cagr: percentFigure(point.figures.cagr),
      maxDrawdown: percentFigure(point.figures.maxDrawdown),
      ratio: point.drawdownRatio === null ? MISSING : fixed(point.drawdownRatio, 2),
      turnover: percentFigure(point.figures.turnoverAnnual, { decimals: 0 }),
    })),
    ...dayWords(reading),
    days: (days?.runs ?? []).map(({ daysLater, figures }) => ({ shift: daysLater, value: figures.cagr })),
  };
}
