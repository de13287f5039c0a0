import type { StatusTone } from '@/components/ui/status-mark';
import { counted } from '@/lib/format/count';
import { moneyCompact } from '@/lib/format/money';
import type { BookRow } from '@/lib/server/use-cases/read-book';

/** What the steps are read off: nothing is remembered, so that a step undone is a step to do again. */
export interface StartFacts {
  /** How many price series the desk has. */
  readonly priceSeries: number;
  readonly rows: readonly Pick<BookRow, 'slug' | 'name' | 'baseCurrency' | 'problem' | 'value' | 'proposal'>[];
  readonly mayImport: boolean;
  readonly mayMakePortfolio: boolean;
  readonly mayPropose: boolean;
}

export type StepState = 'done' | 'next' | 'later';

export interface FirstStep {
  readonly title: string;
  readonly state: StepState;
  readonly why: string;
  /** Where it is done, for the step that comes next alone; null where the role may not. */
  readonly action: { readonly label: string; readonly href: string } | null;
}

export const STEP_MARK: Readonly<Record<StepState, { readonly tone: StatusTone; readonly word: string }>> = {
  done: { tone: 'ok', word: 'Done' },
  next: { tone: 'attention', word: 'Next' },
  later: { tone: 'neutral', word: 'Later' },
};

const NOT_YOURS = ' An analyst or an administrator does this.';

/** Whether the desk has not come to its first proposal yet. */
export const isStarting = (rows: readonly Pick<BookRow, 'proposal'>[]): boolean => rows.every(({ proposal }) => proposal === null);

/** The way from an empty desk to its first proposal: four steps, of which one comes next. */
export function firstSteps({ priceSeries, rows, mayImport, mayMakePortfolio, mayPropose }: StartFacts): readonly FirstStep[] {
  const portfolio = rows.find(({ value }) => value !== null) ?? rows[0];
  const room = portfolio && `/portfolios/${portfolio.slug}`;
  const steps = [
    {
      title: 'Prices',
      done: priceSeries > 0 ? `${counted(priceSeries, 'price series', 'price series')} at this desk.` : null,
      why: 'A CSV with a date column and one column of total-return prices for each asset class. Everything else is computed from them.',
      may: mayImport,
      action: { label: 'Import prices', href: '/data/import?kind=prices' },
    },
    {
      title: 'A portfolio with its policy',
      done: portfolio ? `${portfolio.name} has its strategic mix and its limits.` : null,
      why: 'The strategic weights, how far each may move, and who signs. The model never leaves these limits.',
      may: mayMakePortfolio,
      action: { label: 'Make a portfolio', href: '/portfolios/new' },
    },
    {
      title: 'What it holds',
      done: portfolio && portfolio.value !== null ? `${portfolio.name} holds ${moneyCompact(portfolio.value, portfolio.baseCurrency)}.` : null,
      // A portfolio that cannot be opened says why, and its own room says what to do about it.
      why: portfolio?.problem ?? 'Quantities or values on a day, as the bank writes them. Trades are the way from there to the target.',
      may: mayImport,
      action: portfolio?.problem ? { label: `Look at ${portfolio.name}`, href: room ?? '/' } : { label: 'Import holdings', href: `/data/import?kind=holdings&portfolio=${portfolio?.slug ?? ''}` },
    },
    {
      title: 'The first proposal',
      done: null,
      why: 'The mix shows what is held, what the policy says and where the model points. Propose from there; another person signs.',
      may: mayPropose,
      action: { label: 'Open the mix', href: room ?? '/' },
    },
  ];
  const next = steps.findIndex(({ done }) => done === null);
  return steps.map(({ title, done, why, may, action }, k) => {
    const state: StepState = k === next ? 'next' : done === null ? 'later' : 'done';
    return { title, state, why: state === 'done' ? (done ?? why) : `${why}${state === 'next' && !may ? NOT_YOURS : ''}`, action: state === 'next' && may ? action : null };
  });
}
