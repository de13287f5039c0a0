import { dateIso } from '@/lib/format/date';
import { percentFigure } from '@/lib/format/percent';
import { NumberCell, Table, type FigureRole } from '../ui/table';

/** What one mix did in a crisis; fractions, null where the data do not reach or nothing is held. */
export interface CrisisOutcome {
  readonly returnOverall: number;
  readonly maxDrawdown: number;
}

export interface CrisisRow {
  readonly id: string;
  readonly label: string;
  readonly start: string;
  readonly end: string;
  /** In the order of `mixes`. */
  readonly outcomes: readonly (CrisisOutcome | null)[];
}

export interface CrisisTableProps {
  readonly mixes: readonly { readonly label: string; readonly figure: FigureRole }[];
  readonly rows: readonly CrisisRow[];
}

/** What known crises did to each mix: return from first to last day, and the deepest fall within. */
export function CrisisTable({ mixes, rows }: CrisisTableProps) {
  return (
    <Table caption="Named crises" roomy>
      <thead>
        <tr className="over">
          <th scope="colgroup" colSpan={3}>
            Crisis
          </th>
          <th scope="colgroup" colSpan={mixes.length} className="num">
            Return, %
          </th>
          <th scope="colgroup" colSpan={mixes.length} className="num">
            Deepest fall, %
          </th>
        </tr>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          {['return', 'fall'].flatMap((kind) =>
            mixes.map(({ label }) => (
              <th key={`${kind} ${label}`} scope="col" className="num">
                {label}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            <td className="figures">{dateIso(row.start)}</td>
            <td className="figures">{dateIso(row.end)}</td>
            {(['returnOverall', 'maxDrawdown'] as const).flatMap((kind) =>
              row.outcomes.map((outcome, k) => (
                <NumberCell key={`${kind} ${mixes[k].label}`} figure={mixes[k].figure}>
                  {percentFigure(outcome?.[kind], { decimals: 1 })}
                </NumberCell>
              )),
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
