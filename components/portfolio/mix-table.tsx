import { currencySymbol, millionsFigure } from '@/lib/format/money';
import { percent, percentFigure, percentRange } from '@/lib/format/percent';
import { ppFigure } from '@/lib/format/points';
import { THIN } from '@/lib/format/number';
import { NumberCell, NumberHeader } from '../ui/table';
import { Term } from '../ui/term';
import { AxisLabels, MixMarks } from './mix-marks';
import { mixAxis, mixTotals, roomOf, rowMarks, shiftOf, type MixRow } from './mix-geometry';
import { Swatch } from './swatch';

export interface MixTableProps {
  readonly rows: readonly MixRow[];
  readonly currency: string;
  /** `mix`: Current, Strategic, Target, Shift, Amount and a total. `proposal`: Before, After, Shift, Range, Room. */
  readonly variant?: 'mix' | 'proposal';
}

const ROW_HEIGHT = { mix: 44, proposal: 36 } as const;

/**
 * Where am I, where does policy say, where does the model point? One row per asset class, its marks on one axis
 * and its figures on the same line. What is sold hollows the current bar, what is bought reaches beyond it.
 */
export function MixTable({ rows, currency, variant = 'mix' }: MixTableProps) {
  const axis = mixAxis(rows);
  const amountUnit = `${currencySymbol(currency)}m`;
  const isMix = variant === 'mix';
  return (
    <table className="mix-table" data-variant={variant}>
      <caption className="sr-only">
        {isMix ? 'Current, strategic and dynamic target weight of each asset class with its shift' : 'Weight of each asset class before and after, with its policy range'}
      </caption>
      <thead>
        <tr>
          <th scope="col"><Term of="asset-class">Asset class</Term></th>
          <td className="picture">
            <AxisLabels axis={axis} format={(value) => percentFigure(value, { decimals: 0 })} unit={`${THIN}%`} />
          </td>
          {isMix ? (
            <>
              <NumberHeader unit="%">Current</NumberHeader>
              <NumberHeader unit="%"><Term of="strategic">Strategic</Term></NumberHeader>
              <NumberHeader unit="%"><Term of="dynamic">Target</Term></NumberHeader>
              <NumberHeader unit={<Term of="percentage-point">pp</Term>}><Term of="shift">Shift</Term></NumberHeader>
              <NumberHeader unit={amountUnit}>Amount</NumberHeader>
            </>
          ) : (
            <>
              <NumberHeader unit="%">Before</NumberHeader>
              <NumberHeader unit="%">After</NumberHeader>
              <NumberHeader unit="pp"><Term of="shift">Shift</Term></NumberHeader>
              <NumberHeader unit="%"><Term of="policy">Policy range</Term></NumberHeader>
              <NumberHeader unit="pp"><Term of="room">Room</Term></NumberHeader>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Swatch colour={row.colour} />
              {row.name}
              {isMix && row.instrument ? <span className="aside">{row.instrument}</span> : null}
            </th>
            <td className="picture">
              <MixMarks marks={rowMarks(row, axis)} axis={axis} colour={row.colour} height={ROW_HEIGHT[variant]} />
            </td>
            {isMix ? <MixFigures row={row} amountUnit={amountUnit} /> : <ProposalFigures row={row} />}
          </tr>
        ))}
      </tbody>
      {isMix ? <MixFoot rows={rows} amountUnit={amountUnit} /> : null}
    </table>
  );
}

function MixFigures({ row, amountUnit }: { readonly row: MixRow; readonly amountUnit: string }) {
  return (
    <>
      <NumberCell label="Current">{percentFigure(row.current)}</NumberCell>
      <NumberCell label="Strategic" figure="strategic">
        {percentFigure(row.strategic)}
      </NumberCell>
      <NumberCell label="Target" figure="dynamic">
        {percentFigure(row.target)}
      </NumberCell>
      <NumberCell label="Shift, pp" figure="strong">
        {ppFigure(shiftOf(row))}
      </NumberCell>
      <NumberCell label={`Amount, ${amountUnit}`}>{millionsFigure(row.amount, { sign: 'always' })}</NumberCell>
    </>
  );
}

function ProposalFigures({ row }: { readonly row: MixRow }) {
  return (
    <>
      <NumberCell label="Before">{percentFigure(row.current)}</NumberCell>
      <NumberCell label="After" figure="dynamic">
        {percentFigure(row.target)}
      </NumberCell>
      <NumberCell label="Shift, pp" figure="strong">
        {ppFigure(shiftOf(row))}
      </NumberCell>
      <NumberCell label="Range, %">{percentRange(row.min, row.max)}</NumberCell>
      <NumberCell label="Room, pp" figure="muted">
        {percentFigure(roomOf(row), { decimals: 1 })}
      </NumberCell>
    </>
  );
}

function MixFoot({ rows, amountUnit }: { readonly rows: readonly MixRow[]; readonly amountUnit: string }) {
  const totals = mixTotals(rows);
  return (
    <tfoot>
      <tr>
        <th scope="row">Total</th>
        <td className="picture sub">One-way turnover {percent(totals.turnover, { decimals: 2 })}</td>
        <NumberCell label="Current">{percentFigure(totals.current)}</NumberCell>
        <NumberCell label="Strategic">{percentFigure(totals.strategic)}</NumberCell>
        <NumberCell label="Target">{percentFigure(totals.target)}</NumberCell>
        <NumberCell label="Shift, pp">{ppFigure(totals.shift)}</NumberCell>
        <NumberCell label={`Amount, ${amountUnit}`}>{millionsFigure(totals.amount, { sign: 'always' })}</NumberCell>
      </tr>
    </tfoot>
  );
}
