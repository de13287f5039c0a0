import type { HeatMapCell, HeatMapProps } from '@/components/portfolio/heat-map';
import type { BootstrapInterval } from '@/lib/core/stats/block-bootstrap';
import { counted } from '@/lib/format/count';
import { fixed, MISSING } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { ppFigure } from '@/lib/format/points';
import type { Judgement } from '@/lib/server/use-cases/read-backtest';
import type { TermKey } from '@/lib/words/glossary';

/** One question about luck, its figure, and what the figure means. */
export interface JudgementRow {
  readonly key: string;
  readonly question: string;
  /** The name of the figure, where it has one. */
  readonly term?: TermKey;
  readonly figure: string;
  readonly reading: string;
}

export interface JudgementView {
  readonly title: string;
  readonly rows: readonly JudgementRow[];
  readonly map: HeatMapProps | null;
  readonly note: string;
}

const MOST = 0.999;

const between = (interval: BootstrapInterval | null): string => (interval ? `${ppFigure(interval.low, 1)} to ${ppFigure(interval.high, 1)} pp` : MISSING);
/** A probability short of certainty never reads as certain. */
function share(value: number | null | undefined): string {
  if (value == null) return MISSING;
  if (value > MOST) return `over ${percent(MOST)}`;
  return value < 1 - MOST ? `under ${percent(1 - MOST)}` : percent(value);
}


function intervalReading(interval: BootstrapInterval | null, better: string): string {
  if (!interval) return 'There is too little history to resample.';
  const ahead = `It was ${better} in ${percent(interval.shareAboveZero, { decimals: 0 })} of the resampled histories`;
  return interval.low > 0 ? `${ahead}: more than chance.` : interval.high < 0 ? `${ahead}: worse, beyond chance.` : `${ahead}: nought lies within, so it is nothing one could promise.`;
}

function ratioRows({ psrAboveZero, psrAboveStrategic, deflated, overfitting, walkForward, variants, variantsAre }: Judgement): readonly JudgementRow[] {
  const among = variantsAre === 'design' ? `${variants} variants that stand for the design of the model` : counted(variants, 'neighbour of its parameters', 'neighbours of its parameters');
  return [
    { key: 'psr0', term: 'psr', question: 'Is its Sharpe ratio above 0?', figure: share(psrAboveZero), reading: 'Probabilistic Sharpe ratio, over cash; skewness and kurtosis of this record count.' },
    { key: 'psr', question: 'Is it above the strategic mix’s?', figure: share(psrAboveStrategic), reading: 'The same against the strategic mix’s ratio, taken as known. This is what the tilts are for.' },
    {
      key: 'dsr', term: 'dsr', question: 'And after everything that was tried?', figure: share(deflated?.probability),
      reading: deflated ? `Deflated Sharpe ratio after ${counted(deflated.tries, 'try', 'tries')} over these asset classes at this desk: luck alone would have shown ${fixed(deflated.benchmarkAnnual, 2)} a year. Alike tries forgive much.` : 'There are too few tries to deflate by.',
    },
    { key: 'pbo', term: 'pbo', question: 'Does choosing the best variant help?', figure: share(overfitting?.probability), reading: overfitting ? `Probability of overfitting among ${among}, ${overfitting.blocks} blocks: near 0 choosing helps, from 50 % on it is drawing lots.` : 'There are too few variants, or too few rows.' },
    {
      key: 'walk', question: 'Would following the best so far have helped?', figure: walkForward ? `${fixed(walkForward.sharpe, 2)} against ${fixed(walkForward.sharpeFixed, 2)}` : MISSING,
      reading: walkForward ? `Sharpe ratios at 0 %, choosing anew every year after ${walkForward.trainingYears} years, against never choosing; ${counted(walkForward.folds, 'year', 'years')}.` : 'The history is too short for it.',
    },
  ];
}

const words = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
const written = (value: number): string => String(Number(value.toPrecision(4)));

function mapOf(judgement: Judgement): HeatMapProps | null {
  const { map } = judgement;
  if (!map) return null;
  const [rowAxis, columnAxis] = map.axes;
  const cellAt = (i: number, j: number | null): HeatMapCell => {
    const cell = map.cells.find(({ place }) => place[0] === i && (j === null || place[1] === j));
    const ratio = cell?.drawdownRatio ?? null;
    return {
      key: `${i} ${j}`, text: fixed(ratio, 2), reason: cell?.refusal ?? undefined,
      shade: ratio === null ? 0 : Math.min(1, Math.max(0, 1 - ratio)),
      isOwn: rowAxis.values[i] === rowAxis.own && (j === null || columnAxis.values[j] === columnAxis.own),
    };
  };
  return {
    caption: 'Deepest fall of the dynamic mix as a share of the strategic mix’s, by parameters',
    rowName: words(rowAxis.name),
    columnName: columnAxis ? words(columnAxis.name) : '',
    columns: columnAxis ? columnAxis.values.map(written) : ['Share'],
    rows: rowAxis.values.map((value, i) => ({ label: written(value), cells: columnAxis ? columnAxis.values.map((_, j) => cellAt(i, j)) : [cellAt(i, null)] })),
  };
}

/** Shapes what was computed about luck. */
export function judgementView(judgement: Judgement): JudgementView {
  const { drawdownDifference, cagrDifference, meanBlock, paths, seed } = judgement;
  const sure = (interval: BootstrapInterval | null) => interval !== null && interval.low > 0;
  const fall = sure(drawdownDifference) ? 'The shallower fall is more than chance' : 'The shallower fall may be chance';
  const growth = sure(cagrDifference) ? 'the higher return is more than chance' : 'a higher return is nothing one could promise';
  return {
    title: `${fall}; ${growth}`,
    rows: [
      { key: 'fall', question: 'How much shallower is the deepest fall?', figure: between(drawdownDifference), reading: intervalReading(drawdownDifference, 'shallower') },
      { key: 'cagr', question: 'How much higher is the return?', figure: between(cagrDifference), reading: intervalReading(cagrDifference, 'higher') },
      ...ratioRows(judgement),
    ],
    map: mapOf(judgement),
    note: `Dynamic less strategic, both net. Intervals hold the middle 90 % of ${fixed(paths, 0)} resampled histories, in blocks of ${fixed(meanBlock, 0)} rows on average (chosen by the data), seed ${String(seed)}. Runs on the command line are not counted as tries; looking back counts those made by then.`,
  };
}
