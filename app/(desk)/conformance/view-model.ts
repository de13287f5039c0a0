import { dateRange } from '@/lib/format/date';
import { fixed } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { bpFigure } from '@/lib/format/points';
import type { ConformanceReading, LiveFigures, ModelConformance } from '@/lib/server/use-cases/read-conformance';

export interface LiveRow {
  readonly key: string;
  readonly portfolio: string;
  readonly href: string;
  readonly window: string;
  /** In the order of `LIVE_COLUMNS`. */
  readonly figures: readonly string[];
}

export interface CardView {
  readonly slug: string;
  readonly title: string;
  readonly rule: string;
  readonly source: string;
  readonly published: string;
  readonly parameters: readonly (readonly [name: string, meaning: string])[];
  readonly roles: readonly (readonly [role: string, meaning: string])[];
  readonly readings: readonly string[];
  readonly live: readonly LiveRow[];
  /** What is missing where nothing is live. */
  readonly lacks: string;
}

export const LIVE_COLUMNS = [
  { label: 'CAGR, net', unit: '%' }, { label: 'Volatility', unit: '% a year' }, { label: 'Deepest fall', unit: '%' }, { label: 'Sharpe', unit: 'over cash' }, { label: 'Turnover', unit: '% a year' }, { label: 'Cost', unit: 'bp a year' },
] as const;

export const runsHref = (slug: string): string => `/portfolios/${slug}/backtest?tab=runs`;

function liveRow({ portfolio, run, summary }: LiveFigures): LiveRow {
  const { cagr, volAnnual, maxDrawdown, sharpe, turnoverAnnual, costAnnual } = summary.statistics;
  return {
    key: portfolio.slug, portfolio: `${portfolio.name}: ${run}`, href: runsHref(portfolio.slug), window: dateRange(summary.first, summary.last),
    figures: [percentFigure(cagr), percentFigure(volAnnual), percentFigure(maxDrawdown), fixed(sharpe, 2), percentFigure(turnoverAnnual, { decimals: 0 }), bpFigure(costAnnual, { decimals: 1 })],
  };
}

function lacksOf({ card, live }: ModelConformance): string {
  if (live.length > 0) return '';
  const roles = Object.keys(card.roles ?? {});
  return roles.length === 0 ? 'Nothing of it has been run on the data of this desk.' : `Nothing of it has been run on the data of this desk; a run needs an asset class for ${roles.join(', ')}.`;
}

/** Shapes what the room shows: the cards are the only source of their sentences. */
export function conformanceView({ models }: ConformanceReading): { readonly title: string; readonly cards: readonly CardView[] } {
  const cards = models.map((model): CardView => {
    const { card } = model;
    return {
      slug: card.slug, title: `${card.label} ${card.version}`, rule: card.rule, source: card.source, published: card.publishedResult,
      parameters: Object.entries(card.parameters), roles: Object.entries(card.roles ?? {}), readings: card.ambiguities, live: model.live.map(liveRow), lacks: lacksOf(model),
    };
  });
  const run = cards.filter(({ live }) => live.length > 0).length;
  return { title: `${run} of ${cards.length} rules have run on the data of this desk`, cards };
}
