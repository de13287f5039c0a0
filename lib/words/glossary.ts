/** What a word of the trade means here, in one sentence. */
export interface GlossaryEntry {
  /** As it stands at the head of its entry. */
  readonly name: string;
  readonly says: string;
  /** Other words under which it is looked for. */
  readonly also?: string;
  /** How rows and figures that mean it are labelled, besides its name: up to the first comma. */
  readonly labels?: readonly string[];
  /** The chapter of `docs/methodology` that says how it is computed. */
  readonly chapter?: string;
}

/** Every word of the trade that stands on a screen, in the order of the alphabet. The one source of `Term`, the glossary page and the search. */
export const GLOSSARY = {
  'asset-class': { name: 'Asset class', says: 'A part of the portfolio that is decided as one, such as US equity or cash, with a series for its past and the instruments that are held.' },
  band: { name: 'Band', says: 'How far a weight may lie from where it should be before anything is traded; inside it nothing happens.', also: 'no-trade', labels: ['No-trade band'], chapter: 'costs-and-rebalancing' },
  'basis-point': { name: 'Basis point', says: 'One hundredth of a percentage point, written bp: 25 bp are 0.25 %; the unit of costs and of steps of weight.', also: 'bp' },
  cagr: { name: 'CAGR', says: 'Compound annual growth rate: the constant yearly return that leads from the first value to the last.', also: 'growth per year', chapter: 'statistics' },
  calmar: { name: 'Calmar ratio', says: 'CAGR divided by the depth of the maximum drawdown: growth for each unit of the worst fall.', chapter: 'statistics' },
  'month-average': { name: 'Month average', says: 'A price that is the mean of a month, which nobody could trade at; orders therefore wait at least one row.', chapter: 'time-and-as-of' },
  drawdown: { name: 'Drawdown', says: 'How far wealth lies below its highest value so far, as a fraction of that value.', labels: ['Drawdown now', 'Drawdown saved'], chapter: 'drawdown-episodes' },
  drift: { name: 'Drift', says: 'Current weight minus strategic weight; for a whole portfolio, half the sum of these distances without sign.', chapter: 'holdings-and-proposals' },
  dsr: { name: 'DSR', says: 'Deflated Sharpe ratio: the probability that the true Sharpe ratio is above what the best of so many tries would show by luck.', also: 'deflated sharpe', chapter: 'skill-or-luck' },
  dynamic: { name: 'Dynamic', says: 'What the model asks for now: the strategic mix plus the tilts of its layers, within limits and rules.', also: 'dynamic mix target', labels: ['Dynamic layer'], chapter: 'house-model' },
  episode: { name: 'Episode', says: 'One drawdown from its peak through its trough to the recovery, if that has come.', chapter: 'drawdown-episodes' },
  'known-at': { name: 'Known at', says: 'The day from which a decision may use a value: its release, or the end of its period plus the usual delay of its series.', also: 'release lag knownAt', chapter: 'time-and-as-of' },
  lot: { name: 'Lot', says: 'The smallest quantity in which an instrument is traded; trades are rounded to whole lots.', chapter: 'holdings-and-proposals' },
  'max-drawdown': { name: 'Maximum drawdown', says: 'The deepest drawdown of a period: the worst loss of somebody who bought at the top and sold at the bottom.', also: 'worst fall mdd', chapter: 'drawdown-episodes' },
  momentum: { name: 'Momentum', says: 'The return of the last months, less that of cash: what rose tends to go on rising for a while.', chapter: 'signals-and-tilts' },
  override: { name: 'Override', says: 'A decision of a person that departs from the proposal: an edit, a rejection or a deferral, with a reason.', chapter: 'holdings-and-proposals' },
  pbo: { name: 'PBO', says: 'Probability of backtest overfitting: how often the best variant of one part of the past lies in the lower half in the rest.', also: 'overfitting', chapter: 'skill-or-luck' },
  'percentage-point': { name: 'Percentage point', says: 'The unit of a difference between two percentages, written pp: from 40 % to 43 % are 3 pp.', also: 'pp' },
  'point-in-time': { name: 'Point in time', says: 'Data as they stood on the day of a decision, without what was revised or released later.', also: 'vintages as of', chapter: 'time-and-as-of' },
  policy: { name: 'Policy', says: 'The strategic mix with its limits, rebalancing rule, costs and signatures; a change makes a new version.', also: 'limits' },
  proposal: { name: 'Proposal', says: 'A dated recommendation with its trades, checks and costs that one person makes and others sign; its content is never edited.', chapter: 'holdings-and-proposals' },
  psr: { name: 'PSR', says: 'Probabilistic Sharpe ratio: the probability that the true Sharpe ratio is above a benchmark, given length, skew and tails of the record.', also: 'probabilistic sharpe', chapter: 'skill-or-luck' },
  recovery: { name: 'Recovery', says: 'The first day on which wealth stands again at or above the peak before the fall.', chapter: 'drawdown-episodes' },
  room: { name: 'Room', says: 'The distance of the nearest asset class to its policy limit; below zero, the limit is broken.' },
  score: { name: 'Score', says: 'An indicator put on one scale from −1 to +1 for an asset class; +1 is most attractive.', chapter: 'signals-and-tilts' },
  sharpe: { name: 'Sharpe ratio', says: 'Mean return above cash divided by its volatility, both a year: return for each unit of risk.', chapter: 'statistics' },
  shift: { name: 'Shift', says: 'Proposed weight minus current weight: what a proposal trades.', chapter: 'holdings-and-proposals' },
  signal: { name: 'Signal', says: 'What an indicator says about an asset class, as a score from −1 to +1.', chapter: 'signals-and-tilts' },
  simulated: { name: 'Simulated', says: 'Made by a random process and not by any market: good for learning the desk, worthless as evidence.', chapter: 'sample-data' },
  sortino: { name: 'Sortino ratio', says: 'Mean return above cash divided by the volatility of losses alone.', chapter: 'statistics' },
  strategic: { name: 'Strategic', says: 'The mix that the policy sets for the long run; everything else is measured against it.', also: 'strategic mix policy weight' },
  tactical: { name: 'Tactical', says: 'The overlay of weeks to months: trend, momentum and volatility move weights around the dynamic layer.', labels: ['Tactical overlay'], chapter: 'house-model' },
  tilt: { name: 'Tilt', says: 'The weight a layer asks for on top of the mix below it; the tilts of a layer sum to zero.', chapter: 'signals-and-tilts' },
  'total-return': { name: 'Total return', says: 'Price change with every distribution put back in, before taxes.' },
  'tracking-error': { name: 'Tracking error', says: 'Volatility of the difference in return to the strategic mix, a year; ex ante is estimated from the weights of today.', also: 'ex ante', chapter: 'statistics' },
  trend: { name: 'Trend', says: 'Price against its own mean of the last months: above it the trend is up.', chapter: 'signals-and-tilts' },
  turnover: { name: 'Turnover', says: 'How much of a portfolio changes hands, one-way: half the sum of all changes of weight, cash included.', also: 'one-way', chapter: 'costs-and-rebalancing' },
  underwater: { name: 'Underwater', says: 'The time from a peak until wealth is back at it; a picture of it shows every drawdown.', also: 'months below peak', labels: ['Time under water'], chapter: 'drawdown-episodes' },
  vintage: { name: 'Vintage', says: 'A value as it was published on a given day; a revision makes a later vintage and leaves the earlier one.', also: 'revision', chapter: 'time-and-as-of' },
  volatility: { name: 'Volatility', says: 'Standard deviation of returns, brought to a year: how far they usually swing around their mean.', also: 'risk standard deviation', chapter: 'statistics' },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type TermKey = keyof typeof GLOSSARY;

export const termEntries = (): readonly (GlossaryEntry & { readonly key: TermKey })[] => (Object.keys(GLOSSARY) as TermKey[]).map((key) => ({ key, ...GLOSSARY[key] }));

const byLabel = new Map(termEntries().flatMap(({ key, name, labels = [] }) => [name, ...labels].map((label) => [label.toLowerCase(), key] as const)));

/** The word that a label means: `Turnover, one-way` is turnover. Null where a label is no word of the trade. */
export const termOfLabel = (label: string): TermKey | null => byLabel.get(label.split(',')[0].trim().toLowerCase()) ?? null;

/** Where a word stands on the glossary page. */
export const termAddress = (key: TermKey): string => `/glossary#${key}`;
