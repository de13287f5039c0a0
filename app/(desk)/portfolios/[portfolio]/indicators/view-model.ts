import type { ChartRow } from '@/components/charts/curves';
import type { TimeLinesProps } from '@/components/charts/time-lines';
import type { AccountEntry } from '@/components/portfolio/layouts';
import type { StatusTone } from '@/components/ui/status-mark';
import type { IndicatorMetadata } from '@/lib/core/indicators/metadata';
import { dateLong } from '@/lib/format/date';
import { fixed, MISSING, roundTo, signed } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import type { IndicatorReading, IndicatorState, SeriesRead } from '@/lib/server/use-cases/read-indicators';
import { readingText } from '../signals/view-model';

/** One line of the catalogue. */
export interface IndicatorRow {
  readonly key: string;
  readonly label: string;
  readonly meaning: string;
  readonly isChosen: boolean;
  readonly reads: string;
  readonly tone: StatusTone;
  readonly state: string;
  readonly reading: string;
  /** Month observed, or day of the close. */
  readonly of: string;
  /** Of 100, without decimals. */
  readonly percentile: string;
  readonly spark: readonly (number | null)[];
  readonly sparkLabel: string;
  readonly usedBy: string;
}

/** A group of the catalogue that shares one theme. */
export interface IndicatorTheme {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly IndicatorRow[];
}

export interface SeriesRow extends Pick<SeriesRead, 'role' | 'code'> {
  readonly name: string;
  readonly frequency: string;
  readonly source: string;
  readonly last: string;
  readonly vintages: string;
  readonly tone: StatusTone;
  readonly state: string;
}

export interface ChosenView {
  readonly id: string;
  readonly label: string;
  readonly meaning: string;
  readonly account: readonly AccountEntry[];
  readonly series: readonly SeriesRow[];
  /** Null where there is nothing to draw. */
  readonly chart: Required<Pick<TimeLinesProps, 'title' | 'rows' | 'write' | 'tick' | 'levels'>> | null;
  readonly column: { readonly label: string; readonly format: 'percent' | 'figure' };
  readonly chartNote: string;
  /** Codes of the series that keep it from being read; empty where none does. */
  readonly lacking: readonly string[];
  readonly usedBy: readonly { readonly slug: string; readonly name: string; readonly model: string }[];
}

export interface IndicatorsView {
  readonly title: string;
  readonly lede: string;
  readonly themes: readonly IndicatorTheme[];
  readonly chosen: ChosenView;
  readonly assetName: string;
  readonly assets: readonly { readonly id: string; readonly name: string }[];
}

const THEMES: readonly { readonly key: IndicatorMetadata['theme']; readonly title: string }[] = [
  { key: 'market', title: 'Market' },
  { key: 'valuation', title: 'Valuation' },
  { key: 'growth', title: 'Growth' },
  { key: 'inflation', title: 'Inflation' },
];

const UNITS: Readonly<Record<IndicatorMetadata['unit'], string>> = { fraction: '%', ratio: 'ratio', score: 'standard deviations', 'percentage-point': 'percentage points' };
const SPEAKS: Readonly<Record<IndicatorMetadata['appliesTo'], string>> = { all: 'every asset class but cash', equity: 'equity', bond: 'bonds' };
const SPARK_MONTHS = 60;

const lackingOf = ({ series }: IndicatorState): readonly string[] => series.filter(({ last }) => last === null).map(({ code }) => code);
const days = (number: number): string => `${number} ${number === 1 ? 'day' : 'days'}`;

/** Whether its data are there, in a word with its tone. */
function stateOf(state: IndicatorState): Pick<IndicatorRow, 'tone' | 'state'> {
  const lacking = lackingOf(state);
  if (lacking.length > 0) return { tone: 'neutral', state: `no ${lacking.join(', ')}` };
  const late = Math.max(0, ...state.series.map(({ daysLate }) => daysLate));
  if (late > 0) return { tone: 'attention', state: `${days(late)} late` };
  return state.history.silence === null ? { tone: 'ok', state: 'up to date' } : { tone: 'attention', state: state.history.silence };
}

function rowOf(state: IndicatorState, chosen: IndicatorState, assetName: string): IndicatorRow {
  const { metadata, series, history, usedBy } = state;
  const { now, points, percentile } = history;
  const reading = now ? readingText({ reading: now.value, unit: metadata.unit }, 'auto') : MISSING;
  return {
    key: metadata.id,
    label: metadata.label,
    meaning: metadata.meaning,
    isChosen: state === chosen,
    reads: metadata.needs === 'prices' ? `prices of ${assetName}` : series.map(({ code }) => code).join(', '),
    ...stateOf(state),
    reading,
    of: now ? (now.period ?? now.knownAt) : MISSING,
    percentile: percentile === null ? MISSING : percentFigure(percentile, { decimals: 0 }),
    spark: points.slice(-SPARK_MONTHS).map(({ value }) => value),
    sparkLabel: `${metadata.label} over the last ${Math.min(points.length, SPARK_MONTHS)} months, now ${reading}`,
    usedBy: usedBy.map(({ name }) => name).join(', ') || MISSING,
  };
}

function seriesRow({ role, code, meta, last, daysLate }: SeriesRead): SeriesRow {
  return {
    role, code,
    name: meta?.name ?? 'not at this desk',
    frequency: meta?.frequency ?? MISSING,
    source: meta?.source ?? MISSING,
    last: last ?? MISSING,
    vintages: meta === null ? MISSING : meta.pointInTime ? 'as published' : 'latest revised',
    ...(last === null ? { tone: 'neutral', state: meta === null ? 'missing' : 'nothing known yet' } : daysLate > 0 ? { tone: 'attention', state: `${days(daysLate)} late` } : { tone: 'ok', state: 'up to date' }),
  };
}

const paramText = (value: number | readonly number[]): string => (typeof value === 'number' ? String(value) : value.join(', '));

function accountOf({ chosen: { metadata, history }, said, facts, thresholds }: IndicatorReading, names: ReadonlyMap<string, string>): readonly AccountEntry[] {
  const { now, percentile, past, silence } = history;
  const params = Object.entries(metadata.params);
  const write = (value: number) => readingText({ reading: value, unit: metadata.unit }, 'auto');
  return [
    now
      ? { label: 'Now', lead: write(now.value), text: `${now.period ? `of ${now.period}, known since ${dateLong(now.knownAt)}` : `at the close of ${dateLong(now.knownAt)}`}; percentile ${percentFigure(percentile, { decimals: 0 })} of ${past.length} readings.` }
      : { label: 'Now', lead: 'No reading', text: `now: ${silence ?? 'nothing is known'}.` },
    { label: 'In words', lead: metadata.inWords },
    { label: 'Read', lead: 'Monthly', text: `at month-ends, in ${UNITS[metadata.unit]}; a ${metadata.direction > 0 ? 'high' : 'low'} reading is attractive for ${SPEAKS[metadata.appliesTo]}. First reading after ${metadata.warmUp}.` },
    ...(params.length > 0 ? [{ label: 'Defaults', lead: params.map(([name, value]) => `${name} ${paramText(value)}`).join(' · ') }] : []),
    ...(thresholds.length > 0 ? [{ label: 'Turns', lead: thresholds.map(({ at, says }) => `${says} at ${write(at)}`).join(' · '), text: `in the model of ${facts.portfolio.name}.` }] : []),
    ...(said
      ? [{ label: 'Model said', lead: `score ${signed(said.reading.score, 2)}`, text: `for ${names.get(said.reading.asset) ?? said.reading.asset} on ${dateLong(said.date)}, from ${readingText(said.reading, 'auto')} as its own parameters read it.` }]
      : []),
    { label: 'Source', lead: metadata.source },
  ];
}

/** A figure at an axis in the unit that the title names: nothing is repeated at every line. */
const tickOf = (unit: IndicatorMetadata['unit']) => (value: number) => (unit === 'fraction' ? percentFigure(value, { decimals: Math.abs(value) < 0.1 && roundTo(value, 2) !== value ? 1 : 0 }) : fixed(value, Number.isInteger(value) ? 0 : 1));

function chartOf({ chosen: { metadata, history }, thresholds, facts }: IndicatorReading): ChosenView['chart'] {
  if (!history.points.some(({ value }) => value !== null)) return null;
  const rows: readonly ChartRow[] = history.points.map(({ date, value }) => ({ date, reading: value }));
  return {
    title: `${metadata.label}, ${UNITS[metadata.unit]}, as known at each month-end up to ${dateLong(facts.asOf)}`,
    rows,
    write: (value) => readingText({ reading: value, unit: metadata.unit }, 'auto'),
    tick: tickOf(metadata.unit),
    levels: [...thresholds].sort((a, b) => b.at - a.at),
  };
}

/** Shapes what the Indicators room shows. */
export function indicatorsView(reading: IndicatorReading): IndicatorsView {
  const { facts, states, chosen, asset, assets } = reading;
  const names = new Map(facts.policyVersion.policy.lines.map((line, k) => [line.asset as string, facts.policyVersion.classes[k].name]));
  const assetName = names.get(asset) ?? asset;
  const readable = states.filter(({ history }) => history.now !== null).length;
  const own = states.filter(({ usedBy }) => usedBy.some(({ slug }) => slug === facts.portfolio.slug));
  const unread = own.filter(({ history }) => history.now === null).map(({ metadata }) => metadata.label);
  const { metadata } = chosen;
  const isRevised = chosen.series.some(({ meta }) => meta?.pointInTime === false);
  return {
    title: `${readable} of ${states.length} indicators can be read as of ${dateLong(facts.asOf)}`,
    lede: own.length === 0
      ? `The model of ${facts.portfolio.name} decides by none of them.`
      : `The model of ${facts.portfolio.name} decides by ${own.length}${unread.length === 0 ? ', and has a reading of each.' : `; without a reading now: ${unread.join(', ')}.`}`,
    themes: THEMES.map(({ key, title }) => ({ key, title, rows: states.filter((one) => one.metadata.theme === key).map((one) => rowOf(one, chosen, assetName)) })),
    chosen: {
      id: metadata.id,
      label: metadata.label,
      meaning: metadata.meaning,
      account: accountOf(reading, names),
      series: chosen.series.map(seriesRow),
      chart: chartOf(reading),
      column: { label: `${metadata.label}, ${UNITS[metadata.unit]}`, format: metadata.unit === 'fraction' ? 'percent' : 'figure' },
      chartNote:
        metadata.needs === 'prices'
          ? `Closes of ${assetName} at month-ends, with the default parameters; the provisional month is left out.`
          : `Each point is the newest reading known at that month-end; a gap is a reading too old to count.${isRevised ? ' Latest revised: today’s values with a release lag, not the vintages of the day.' : ''}`,
      lacking: lackingOf(chosen),
      usedBy: chosen.usedBy.map(({ slug, name, model }) => ({ slug, name, model: `${model.slug} ${model.version}` })),
    },
    assetName,
    assets: assets.map((id) => ({ id, name: names.get(id) ?? id })),
  };
}
