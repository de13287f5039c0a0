import type { BacktestSpec, Strategy } from '../backtest/spec';
import type { IsoDate } from '../base/iso-date';
import type { History } from '../market/history';
import { createHistory } from '../market/history';
import type { HouseParams } from '../models/house/params';
import { houseModel } from '../models/house/house';
import { policyOf } from './policies';
import { realGrid } from './real-data';

/** Reference case (a) of the house model: seven funds, prices alone, 2006 to 2025, 10 bp, one day's lag. */
const LINES = [
  ['SPY', 'other', 0.35, 0.1, 0.45],
  ['EFA', 'other', 0.2, 0.05, 0.28],
  ['IEF', 'other', 0.25, 0.15, 0.55],
  ['VNQ', 'other', 0.07, 0, 0.12],
  ['GLD', 'other', 0.05, 0, 0.15],
  ['DBC', 'other', 0.05, 0, 0.12],
  ['SHY', 'other', 0.03, 0, 0.5],
] as const;

export const FUND_POLICY = policyOf(LINES, { cash: 'SHY' });

export const FUND_CONDITIONS: Omit<BacktestSpec, 'strategies'> = {
  start: '2006-02-28' as IsoDate,
  end: '2025-08-29' as IsoDate,
  history: 'from-start',
  executionLag: 1,
  feeAnnual: 0,
};

export const STRATEGIC_ON_FUNDS: Strategy = { kind: 'fixed-mix', name: 'strategic', policy: FUND_POLICY, rebalance: { rule: 'calendar', every: 'month-end' } };

/** The house model on the funds; parameters left out have their defaults. */
export const houseOnFunds = (params: Partial<HouseParams> = {}) => ({ kind: 'model', name: 'house', policy: FUND_POLICY, model: houseModel(params) }) as const;

export const fundHistory = (): History => createHistory(realGrid('etf-daily-adjclose.csv', LINES.map(([asset]) => asset), 'SHY', 252), []);
