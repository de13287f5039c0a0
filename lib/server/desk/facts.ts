import { dayNumber, type IsoDate } from '../../core/base/iso-date';
import { today } from '../clock';
import { daysLate } from '../../core/market/schedule';
import { modelOf } from './model-of';
import type { SeriesMeta } from '../db/market-store';
import type { PolicyVersion, Portfolio } from '../db/portfolio-store';
import type { Desk } from './open-desk';

/** What every room of a portfolio says about itself: whose clock, which data, which conventions. */
export interface DeskFacts {
  readonly portfolio: Portfolio;
  readonly policyVersion: PolicyVersion;
  readonly asOf: IsoDate;
  /** The last day there are rows for: after `asOf` while one looks back. */
  readonly latest: IsoDate;
  /** Whether this is a past moment, from which nothing is recorded or proposed. */
  readonly isPast: boolean;
  /** When the books were closed that are looked at; null counts everything written so far. */
  readonly bookedAt: Date | null;
  /** Calendar days from the last complete row to today; 0 at a sample, whose clock stands there. */
  readonly daysBehind: number;
  readonly isSample: boolean;
  readonly simulated: boolean;
  readonly averaged: boolean;
  /** No bill rate in these data: money that is not invested earns nothing. */
  readonly cashEarnsNothing: boolean;
  readonly sources: readonly string[];
  readonly droppedRows: number;
  /** Series whose next value should have been there by now, the latest first: those the model reads, and the prices. None at a sample or in the past. */
  readonly late: readonly LateSeries[];
}

export interface LateSeries {
  readonly code: string;
  readonly kind: SeriesMeta['kind'];
  readonly daysLate: number;
}

/** The newest period of an observation series that is known, and by how many days the next one is late against its own schedule; null and 0 for one that is not here. */
export function lateBy(desk: Desk, code: string): { readonly last: string | null; readonly daysLate: number } {
  const meta = desk.observed.get(code);
  const last = desk.view.newestPeriodOf(code);
  return { last, daysLate: meta && last !== null ? daysLate(`${last}-01` as IsoDate, meta.frequency, meta.typicalLagDays, today(desk.clock)) : 0 };
}

/** Late against their own schedule: a reading or a price may still count, but it is not the newest there should be. */
function lateSeries(desk: Desk): DeskFacts['late'] {
  const observed = modelOf(desk.policyVersion).observes.map((code): LateSeries => ({ code, kind: 'observation', daysLate: lateBy(desk, code).daysLate }));
  const priced = desk.priced.map(({ series: { code, frequency, typicalLagDays }, last }): LateSeries => ({ code, kind: 'price', daysLate: last === null ? 0 : daysLate(last, frequency, typicalLagDays, today(desk.clock)) }));
  const late = [...observed, ...priced].filter((one) => one.daysLate > 0).sort((a, b) => b.daysLate - a.daysLate);
  // What is judged by total return and valued by price has two series under one code: the later of them speaks.
  return late.filter(({ code, kind }, k) => late.findIndex((one) => one.code === code && one.kind === kind) === k);
}

/** The facts of an open desk. */
export function factsOf(desk: Desk): DeskFacts {
  const isPast = desk.bookedAt !== null || (desk.history.lastDate ?? desk.asOf) > desk.asOf;
  return {
    portfolio: desk.portfolio,
    policyVersion: desk.policyVersion,
    asOf: desk.asOf,
    latest: desk.history.lastDate ?? desk.asOf,
    isPast,
    bookedAt: desk.bookedAt,
    daysBehind: dayNumber(today(desk.clock)) - dayNumber(desk.asOf),
    isSample: desk.isSample,
    simulated: desk.simulated,
    averaged: desk.view.grid.sampling === 'average',
    cashEarnsNothing: desk.view.grid.cashLevel?.every((level, _, levels) => level === levels[0]) ?? true,
    sources: [...new Set([...desk.seriesOf.values()].map((series) => series.source))],
    droppedRows: desk.droppedRows.filter((date) => date <= desk.asOf).length,
    late: isPast || desk.isSample ? [] : lateSeries(desk),
  };
}

