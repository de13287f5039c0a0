import * as z from 'zod';
import { timingLab, type TimingPoint } from '../../core/backtest/timing-lab';
import { tradeDayDispersion, type TradeDayDispersion } from '../../core/backtest/trade-day-dispersion';
import type { RunFigures } from '../../core/backtest/figures';
import { ok, type Result } from '../../core/base/result';
import { createCache } from '../desk/cache';
import { conditionsOf, modelMix, strategicMix } from '../desk/evidence';
import { factsOf, type DeskFacts } from '../desk/facts';
import { openDesk, type Desk } from '../desk/open-desk';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/** The lab and the days without their long series: what the room shows. */
interface TimingFigures {
  readonly strategic: RunFigures;
  readonly points: readonly Omit<TimingPoint, 'nav'>[];
  /** Null on grids without days. */
  readonly days: (Pick<TradeDayDispersion, 'cagr' | 'maxDrawdown'> & { readonly runs: readonly { readonly daysLater: number; readonly figures: RunFigures }[] }) | null;
}

export interface TimingReading extends TimingFigures {
  readonly facts: DeskFacts;
  readonly periodsPerYear: number;
  readonly executionLag: number;
  readonly from: string;
}

const DAILY = 252;
const labs = createCache<Result<TimingFigures>>(6);

function compute(desk: Desk): Result<TimingFigures> {
  const conditions = conditionsOf(desk);
  const strategy = modelMix(desk);
  const lab = timingLab(desk.history, { conditions, strategy, baseline: strategicMix(desk) });
  if (!lab.ok) return lab;
  const spread = desk.view.grid.periodsPerYear >= DAILY ? tradeDayDispersion(desk.history, { conditions, strategy }) : null;
  if (spread && !spread.ok) return spread;
  return ok({
    strategic: lab.value.baseline as RunFigures,
    points: lab.value.points.map(({ kind, months, figures, drawdownRatio }) => ({ kind, months, figures, drawdownRatio }) as Omit<TimingPoint, 'nav'>),
    days: spread && { ...spread.value, runs: spread.value.runs.map(({ daysLater, figures }) => ({ daysLater, figures })) },
  });
}

/** What if every decision had been acted on earlier or later, and what does the day of the month do? */
export const readTiming = defineUseCase({
  name: 'read-timing',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<TimingReading>> => {
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const desk = opened.value;
    const key = JSON.stringify([desk.portfolio.id, desk.policyVersion.id, desk.batchId, desk.asOf]);
    const figures = await labs(key, async () => compute(desk));
    if (!figures.ok) return figures;
    const { executionLag, start } = conditionsOf(desk);
    const first = desk.view.grid.dates.find((date) => start === null || date >= start) ?? desk.asOf;
    return ok({ facts: factsOf(desk), ...figures.value, periodsPerYear: desk.view.grid.periodsPerYear, executionLag, from: first });
  },
});
