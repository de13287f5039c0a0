import { dayNumber, type IsoDate } from '../../core/base/iso-date';
import { today } from '../clock';
import type { PolicyVersion, Portfolio } from '../db/portfolio-store';
import type { Desk } from './open-desk';

/** What every room of a portfolio says about itself: whose clock, which data, which conventions. */
export interface DeskFacts {
  readonly portfolio: Portfolio;
  readonly policyVersion: PolicyVersion;
  readonly asOf: IsoDate;
  /** Calendar days from the last complete row to today; 0 at a sample, whose clock stands there. */
  readonly daysBehind: number;
  readonly isSample: boolean;
  readonly simulated: boolean;
  readonly averaged: boolean;
  /** No bill rate in these data: money that is not invested earns nothing. */
  readonly cashEarnsNothing: boolean;
  readonly sources: readonly string[];
  readonly droppedRows: number;
}

/** The facts of an open desk. */
export function factsOf(desk: Desk): DeskFacts {
  return {
    portfolio: desk.portfolio,
    policyVersion: desk.policyVersion,
    asOf: desk.asOf,
    daysBehind: dayNumber(today(desk.clock)) - dayNumber(desk.asOf),
    isSample: desk.isSample,
    simulated: desk.simulated,
    averaged: desk.view.grid.sampling === 'average',
    cashEarnsNothing: desk.view.grid.cashLevel?.every((level, _, levels) => level === levels[0]) ?? true,
    sources: [...new Set([...desk.seriesOf.values()].map((series) => series.source))],
    droppedRows: desk.droppedRows.filter((date) => date <= desk.asOf).length,
  };
}

