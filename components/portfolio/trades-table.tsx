import { count } from '@/lib/format/count';
import { currencySymbol, millionsFigure, thousandsFigure } from '@/lib/format/money';
import { fixed } from '@/lib/format/number';
import { NumberCell, NumberHeader, Table } from '../ui/table';
import { Term } from '../ui/term';
import { Swatch } from './swatch';

export interface TradeRow {
  readonly id: string;
  readonly instrument: string;
  readonly colour: number;
  readonly side: 'buy' | 'sell';
  readonly shares: number;
  readonly price: number | null;
  /** Positive when it adds to the position. */
  readonly amount: number;
  readonly cost: number | null;
}

export interface TradesTableProps {
  readonly trades: readonly TradeRow[];
  readonly currency: string;
  /** What is left in cash after rounding to lots, with the sign of the sum of amounts. */
  readonly netAmount: number;
  readonly totalCost: number | null;
}

const WORD = { buy: 'Buy', sell: 'Sell' } as const;

/** What exactly will be bought and sold, and at what cost? */
export function TradesTable({ trades, currency, netAmount, totalCost }: TradesTableProps) {
  const symbol = currencySymbol(currency);
  return (
    <Table caption="Trades">
      <thead>
        <tr>
          <th scope="col">Instrument</th>
          <th scope="col">Side</th>
          <NumberHeader><Term of="lot">Shares</Term></NumberHeader>
          <NumberHeader narrow="drop">Price, {symbol}</NumberHeader>
          <NumberHeader>Amount, {symbol}m</NumberHeader>
          <NumberHeader>Cost, {symbol}k</NumberHeader>
        </tr>
      </thead>
      <tbody>
        {trades.map((trade) => (
          <tr key={trade.id}>
            <th scope="row">
              <Swatch colour={trade.colour} />
              {trade.instrument}
            </th>
            <td>{WORD[trade.side]}</td>
            <NumberCell>{count(trade.shares)}</NumberCell>
            <NumberCell narrow="drop">{fixed(trade.price, 2)}</NumberCell>
            <NumberCell>{millionsFigure(trade.amount, { sign: 'always' })}</NumberCell>
            <NumberCell>{thousandsFigure(trade.cost)}</NumberCell>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Net</th>
          <td />
          <td />
          <td className="wide-only" />
          <NumberCell>{millionsFigure(netAmount, { decimals: 3, sign: 'always' })}</NumberCell>
          <NumberCell>{thousandsFigure(totalCost)}</NumberCell>
        </tr>
      </tfoot>
    </Table>
  );
}
