import { currencySymbol, millionsFigure } from '@/lib/format/money';
import { percent, percentFigure, percentRange } from '@/lib/format/percent';
import { ppFigure } from '@/lib/format/points';
import { NumberCell, NumberHeader } from '../ui/table';
import { Term } from '../ui/term';
import { MixMarks } from './mix-marks';
import { leaningLayers, mixAxis, mixTotals, restOf, roomOf, rowMarks, shiftOf, type Layer, type MixRow } from './mix-geometry';
import { MixHead, MixLine } from './mix-row';

export interface MixTableProps {
  readonly rows: readonly MixRow[];
  readonly currency: string;
  /** `mix`: Current, Strategic, Target, Shift with its parts, Amount and a total. `proposal`: Before, After, Shift, Range, Room. */
  readonly variant?: 'mix' | 'proposal';
}

const LAYERS = { dynamic: 'Dynamic', tactical: 'Tactical' } as const;

const ROW_HEIGHT = { mix: 44, proposal: 36 } as const;

/**
 * Where am I, where does policy say, where does the model point? One row per asset class, its marks on one axis
 * and its figures on the same line. What is sold hollows the current bar, what is bought reaches beyond it.
 */
export function MixTable({ rows, currency, variant = 'mix' }: MixTableProps) {
  const axis = mixAxis(rows);
  const amountUnit = `${currencySymbol(currency)}m`;
  const isMix = variant === 'mix';
  const layers = leaningLayers(rows);
  return (
    <table className="mix-table" data-variant={variant}>
      <caption className="sr-only">
        {isMix ? 'Current, strategic and dynamic target weight of each asset class with its shift' : 'Weight of each asset class before and after, with its policy range'}
      </caption>
      <MixHead name={<Term of="asset-class">Asset class</Term>} axis={axis}>
        {isMix ? (
          <>
            <NumberHeader unit="%">Current</NumberHeader>
            <NumberHeader unit="%"><Term of="strategic">Strategic</Term></NumberHeader>
            <NumberHeader unit="%"><Term of="dynamic">Target</Term></NumberHeader>
            <NumberHeader unit={<Term of="percentage-point">pp</Term>}><Term of="shift">Shift</Term></NumberHeader>
            {layers.map((layer) => (
              <NumberHeader key={layer} unit="pp">
                <Term of={layer}>{LAYERS[layer]}</Term>
              </NumberHeader>
            ))}
            {layers.length > 0 ? <NumberHeader unit="pp">Rest</NumberHeader> : null}
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
      </MixHead>
      <tbody>
        {rows.map((row) => (
          <MixLine key={row.id} row={row} instrument={isMix ? row.instrument : undefined} picture={<MixMarks marks={rowMarks(row, axis)} axis={axis} colour={row.colour} height={ROW_HEIGHT[variant]} />}>
            {isMix ? <MixFigures row={row} layers={layers} amountUnit={amountUnit} /> : <ProposalFigures row={row} />}
          </MixLine>
        ))}
      </tbody>
      {isMix ? <MixFoot rows={rows} layers={layers} amountUnit={amountUnit} /> : null}
    </table>
  );
}

/** What of a shift each layer asks for, and the rest of it. */
function PartFigures({ layers, partOf, rest }: { readonly layers: readonly Layer[]; readonly partOf: (layer: Layer) => number | null; readonly rest: number | null }) {
  if (layers.length === 0) return null;
  return (
    <>
      {layers.map((layer) => (
        <NumberCell key={layer} label={`${LAYERS[layer]}, pp`}>
          {ppFigure(partOf(layer))}
        </NumberCell>
      ))}
      <NumberCell label="Rest, pp" figure="muted">
        {ppFigure(rest)}
      </NumberCell>
    </>
  );
}

function MixFigures({ row, layers, amountUnit }: { readonly row: MixRow; readonly layers: readonly Layer[]; readonly amountUnit: string }) {
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
      <PartFigures layers={layers} partOf={(layer) => row.parts?.[layer] ?? null} rest={restOf(row)} />
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

function MixFoot({ rows, layers, amountUnit }: { readonly rows: readonly MixRow[]; readonly layers: readonly Layer[]; readonly amountUnit: string }) {
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
        <PartFigures layers={layers} partOf={(layer) => totals.parts[layer]} rest={totals.rest} />
        <NumberCell label={`Amount, ${amountUnit}`}>{millionsFigure(totals.amount, { sign: 'always' })}</NumberCell>
      </tr>
    </tfoot>
  );
}
