import type { SignalSeries } from '@/components/charts/signal-history';
import { niceAxis } from '@/components/charts/scale';
import type { Period } from '@/components/charts/time';
import { trendWords, type DistanceRow } from '@/components/portfolio/distance-geometry';
import { INDICATORS } from '@/lib/core/indicators/registry';
import type { Layer, Reading } from '@/lib/core/models/decision';
import { dateLong, dateShort } from '@/lib/format/date';
import { fixed, MISSING, signed, type SignStyle } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { bpFigure } from '@/lib/format/points';
import type { SignalReading, SignalTrack } from '@/lib/server/use-cases/read-signals';
import { stepLabel } from '../../../_components/steps';

/** One line of the table of readings. */
export interface ReadingRow {
  readonly key: string;
  readonly label: string;
  /** Of the catalogue; null for what only its model knows. */
  readonly indicator: string | null;
  readonly meaning: string;
  readonly of: string;
  readonly reading: string;
  readonly score: string;
  readonly meanScore: string;
  readonly positive: string;
  readonly effect: string;
  readonly known: string;
  readonly data: 'prices' | 'as published' | 'latest revised';
}

export interface SignalView {
  readonly title: string;
  readonly lede: string;
  readonly period: Period;
  readonly distances: readonly DistanceRow[];
  readonly horizons: { readonly trend: string; readonly momentum: string };
  readonly layers: readonly { readonly key: Layer; readonly title: string; readonly series: readonly SignalSeries[] }[];
  readonly shaded: readonly Period[];
  readonly rows: readonly ReadingRow[];
  readonly assets: readonly { readonly id: string; readonly name: string }[];
  readonly assetName: string;
  /** Indicators whose mean score says that they are a standing tilt. */
  readonly standing: readonly string[];
  readonly missing: readonly string[];
}

/** A mean score beyond this over the whole record is a permanent tilt, not a dynamic one. */
const STANDING = 0.4;
const SCORE_AXIS = niceAxis(-1, 1, 4);

const metadataOf = new Map(INDICATORS.map(({ metadata }) => [metadata.id, metadata]));

/** A reading in its own unit. */
export function readingText({ reading, unit }: Pick<Reading, 'reading' | 'unit'>, sign: SignStyle = 'always'): string {
  switch (unit) {
    case 'fraction':
      return percent(reading, { sign });
    case 'percentage-point':
      return `${fixed(reading, 2, { sign })} pp`;
    default:
      return fixed(reading, 2, { sign });
  }
}

const listed = (months: readonly number[]): string => [...new Set(months)].sort((a, b) => a - b).join(', ');

function distanceRows({ facts, distances, momentum }: SignalReading): readonly DistanceRow[] {
  const { policy, classes } = facts.policyVersion;
  return policy.lines.flatMap(({ asset }, k): readonly DistanceRow[] => {
    const own = distances.filter((one) => one.asset === asset);
    if (own.length === 0) return [];
    const of = (indicator: string) => own.filter((one) => one.indicator === indicator);
    const symbol = classes[k].instruments[0]?.symbol;
    return [{ id: asset, name: classes[k].name, ...(symbol && symbol !== classes[k].name ? { instrument: symbol } : {}), colour: k + 1, trend: of('trend'), momentum: of('momentum'), momentumScore: momentum.get(asset) ?? null }];
  });
}

/** The finding: the price signal that would turn first, of any kind, as the mix says it too; and what is below its trend. */
function wordsOf(rows: readonly DistanceRow[]): Pick<SignalView, 'title' | 'lede'> {
  const flips = rows.flatMap((row) => (['trend', 'momentum'] as const).flatMap((signal) => row[signal].map((flip) => ({ name: row.name, signal, ...flip }))));
  if (flips.length === 0) return { title: 'What the indicators say', lede: 'No price signal has a distance to its change: the model reads none, or there is too little history.' };
  const { name, signal, months, move } = flips.reduce((nearest, one) => (Math.abs(one.move) < Math.abs(nearest.move) ? one : nearest));
  const below = rows.filter((row) => row.trend.length > 0 && trendWords(row.trend).word === 'below').map((row) => row.name);
  const side = below.length === 0 ? 'Every asset class stands above its trend.' : `Below trend on most horizons: ${below.join(', ')}.`;
  return { title: `Nearest to a turn is ${name}: ${move > 0 ? 'a rise' : 'a fall'} of ${percent(Math.abs(move))} would change its ${months}-month ${signal}`, lede: side };
}

function seriesOf(track: SignalTrack, { dates, asset, facts }: SignalReading): SignalSeries {
  const a = facts.policyVersion.policy.lines.findIndex((line) => line.asset === asset);
  const metadata = metadataOf.get(track.indicator);
  const values = track.scores.flatMap((score, k) => (score === null ? [] : [{ date: dates[k], value: score }]));
  return {
    key: `${track.layer}.${track.indicator}`,
    name: stepLabel(`${track.layer}.${track.indicator}`),
    measure: `score, ${metadata?.theme ?? 'market'}`,
    values,
    axis: SCORE_AXIS,
    neutral: 0,
    takesAway: 'below',
    reading: track.now ? readingText(track.now) : MISSING,
    score: signed(track.now?.score ?? null, 2),
    effectBps: bpFigure(track.effects[a], { sign: 'always' }),
  };
}

/** Months in which the trend score was at its lowest: below on every horizon. */
function belowTrend({ tracks, dates }: SignalReading): readonly Period[] {
  const trend = tracks.find(({ indicator }) => indicator === 'trend');
  const stretches: { from: string; to: string }[] = [];
  trend?.scores.forEach((score, k) => {
    if (score !== -1) return;
    const open = stretches.at(-1);
    const to = dates[k + 1] ?? dates[k];
    if (open && open.to === dates[k]) open.to = to;
    else stretches.push({ from: dates[k], to });
  });
  return stretches;
}

function rowOf(track: SignalTrack, { asset, facts, latestRevised }: SignalReading): ReadingRow {
  const metadata = metadataOf.get(track.indicator);
  const a = facts.policyVersion.policy.lines.findIndex((line) => line.asset === asset);
  const { now } = track;
  return {
    key: `${track.layer}.${track.indicator}`,
    label: stepLabel(`${track.layer}.${track.indicator}`),
    indicator: metadata?.id ?? null,
    meaning: metadata?.meaning ?? '',
    of: now?.period ?? (now && now.parts.length > 1 ? `${now.parts.length} horizons` : (now?.parts[0]?.label ?? MISSING)),
    reading: now ? readingText(now) : MISSING,
    score: signed(now?.score ?? null, 2),
    meanScore: signed(track.meanScore, 2),
    positive: track.positiveShare === null ? MISSING : percentFigure(track.positiveShare, { decimals: 0 }),
    effect: bpFigure(track.effects[a], { sign: 'always' }),
    known: now ? dateShort(now.knownAt) : MISSING,
    data: metadata?.needs === 'prices' ? 'prices' : latestRevised.includes(track.indicator) ? 'latest revised' : 'as published',
  };
}

const LAYERS: readonly { readonly key: Layer; readonly title: (reading: SignalReading) => string }[] = [
  { key: 'tactical', title: ({ decisionDate }) => `Tactical overlay, read at month-ends, last on ${dateLong(decisionDate)}` },
  { key: 'dynamic', title: ({ dynamicDate }) => (dynamicDate ? `Dynamic layer, read at quarter-ends, held since ${dateLong(dynamicDate)}` : 'Dynamic layer, not set yet') },
];

/** Shapes what the Signals room shows. */
export function signalView(reading: SignalReading): SignalView {
  const { facts, tracks, dates, asset } = reading;
  const names = new Map(facts.policyVersion.policy.lines.map((line, k) => [line.asset as string, facts.policyVersion.classes[k].name]));
  const distances = distanceRows(reading);
  const layers = LAYERS.map(({ key, title }) => ({ key, title: title(reading), series: tracks.filter(({ layer }) => layer === key).map((track) => seriesOf(track, reading)) }));
  const months = (indicator: string) => listed(reading.distances.filter((one) => one.indicator === indicator).map((one) => one.months));
  return {
    ...wordsOf(distances),
    period: { from: dates[0], to: dates[dates.length - 1] },
    distances,
    horizons: { trend: `Trend of ${months('trend')} months`, momentum: `Momentum of ${months('momentum')} months` },
    layers: layers.filter(({ series }) => series.length > 0),
    shaded: belowTrend(reading),
    rows: LAYERS.flatMap(({ key }) => tracks.filter(({ layer }) => layer === key).map((track) => rowOf(track, reading))),
    assets: [...names].map(([id, name]) => ({ id, name })),
    assetName: names.get(asset) ?? asset,
    standing: tracks.filter(({ meanScore }) => meanScore !== null && Math.abs(meanScore) > STANDING).map((track) => `${stepLabel(`${track.layer}.${track.indicator}`)} (${fixed(track.meanScore, 2)})`),
    missing: [...new Set(reading.missing.filter((one) => one.asset === null || one.asset === asset).map((one) => `${stepLabel(`${one.layer}.${one.indicator}`)}: ${one.reason}`))],
  };
}
