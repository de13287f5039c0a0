import type { IsoDate } from '../base/iso-date';
import { createHistory } from '../market/history';
import { FUND_CONDITIONS, FUND_POLICY, fundHistory } from './house-on-funds';
import type { HouseCase } from './house-record';
import { policyOf } from './policies';
import { realGrid, realObservations } from './real-data';

const GROUPS = { SPY: 'equity', EFA: 'equity', IEF: 'bond', VNQ: 'alternative', GLD: 'alternative', DBC: 'alternative', SHY: 'cash' } as const;

/** Case (b): stocks, ten-year Treasuries and bills since 1926. */
export const CENTURY_POLICY = policyOf(
  [
    ['us_stocks_tr', 'equity', 0.6, 0.3, 0.75],
    ['us_10y_tr_shiller', 'bond', 0.35, 0.15, 0.6],
    ['us_tbill_tr', 'cash', 0.05, 0, 0.5],
  ],
  { cash: 'us_tbill_tr' },
);

/** The reference cases of the house model on real markets, by the first cell of their row on the page. */
export const REFERENCE_CASES: readonly (readonly [name: string, make: () => HouseCase])[] = [
  ['(a) seven funds, daily, prices alone', () => ({ history: fundHistory(), policy: FUND_POLICY, conditions: FUND_CONDITIONS })],
  [
    '(c) the same with observations',
    () => {
      const lines = FUND_POLICY.lines.map((line) => ({ ...line, group: GROUPS[line.asset as string as keyof typeof GROUPS] }));
      const grid = realGrid('etf-daily-adjclose.csv', Object.keys(GROUPS), 'SHY', 252);
      return { history: createHistory(grid, realObservations()), policy: { ...FUND_POLICY, lines }, conditions: FUND_CONDITIONS };
    },
  ],
  ['(b) US stocks, bonds, bills, monthly', () => centuryCase()],
];

/** Case (b) with its observations, from its first month to 2024. */
export function centuryCase(): HouseCase {
  const assets = CENTURY_POLICY.lines.map(({ asset }) => asset);
  return {
    history: createHistory(realGrid('us-monthly-assets.csv', assets, 'us_tbill_tr', 12), realObservations()),
    policy: CENTURY_POLICY,
    conditions: { ...FUND_CONDITIONS, start: '1926-06-30' as IsoDate, end: '2024-12-31' as IsoDate },
  };
}
