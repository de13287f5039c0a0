'use client';

import { Fragment } from 'react';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { ASSET_GROUPS } from '@/lib/core/base/units';
import { fixed } from '@/lib/format/number';

/** One class that may stand in the policy; figures as they are typed, in per cent and bp. */
export interface PolicyRow {
  readonly code: string;
  readonly name: string;
  /** What stands under the code. */
  readonly about: string;
  readonly group: string;
  readonly min?: string;
  readonly max?: string;
  readonly cost?: string;
}

export interface PolicyRowsProps {
  readonly rows: readonly PolicyRow[];
  readonly weights: Readonly<Record<string, string>>;
  readonly onWeights: (weights: Readonly<Record<string, string>>) => void;
  /** What is wrong, by the name of its field. */
  readonly problems?: ReadonlyMap<string, string>;
}

const CELLS = ['weight', 'min', 'max', 'cost'] as const;
const HEADING = { weight: 'Weight', min: 'Minimum', max: 'Maximum', cost: 'Cost' } as const;
const UNIT = { weight: '%', min: '%', max: '%', cost: 'bp' } as const;

const NONE: ReadonlyMap<string, string> = new Map();

const sumOf = (weights: Readonly<Record<string, string>>): number => Object.values(weights).reduce((sum, text) => sum + (Number(text.replace(',', '.')) || 0), 0);

/** The strategic mix and its ranges, typed; the sum of the weights follows. */
export function PolicyRows({ rows, weights, onWeights, problems = NONE }: PolicyRowsProps) {
  const sum = sumOf(weights);
  return (
    <>
      <Table caption="Policy rows">
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col">Name</th>
              <th scope="col">Group</th>
              {CELLS.map((cell) => (
                <NumberHeader key={cell} unit={UNIT[cell]}>
                  {HEADING[cell]}
                </NumberHeader>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.code}>
                <tr>
                  <th scope="row">
                    {row.code}
                    <p className="sub">{row.about}</p>
                  </th>
                  <td>
                    <input className="input" aria-label={`Name of ${row.code}`} name={`name:${row.code}`} defaultValue={row.name} maxLength={120} />
                  </td>
                  <td>
                    <select className="input" aria-label={`Group of ${row.code}`} name={`group:${row.code}`} defaultValue={row.group}>
                      {ASSET_GROUPS.map((one) => (
                        <option key={one}>{one}</option>
                      ))}
                    </select>
                  </td>
                  {CELLS.map((cell) => (
                    <NumberCell key={cell}>
                      <input
                        className="input input-figure"
                        aria-label={`${HEADING[cell]}, ${UNIT[cell]} of ${row.code}`}
                        name={`${cell}:${row.code}`}
                        inputMode="decimal"
                        size={6}
                        {...pointing(problems, `${cell}:${row.code}`)}
                        {...(cell === 'weight' ? { value: weights[row.code] ?? '', onChange: (event) => onWeights({ ...weights, [row.code]: event.target.value }) } : { defaultValue: row[cell] ?? '' })}
                      />
                    </NumberCell>
                  ))}
                </tr>
                {CELLS.map((cell) => (problems.has(`${cell}:${row.code}`) ? <ProblemRow key={cell} field={`${cell}:${row.code}`} columns={CELLS.length + 3} problems={problems} /> : null))}
              </Fragment>
            ))}
          </tbody>
      </Table>
      <p className="lede" role="status">
        The weights sum to {fixed(sum, 2)} %{Math.abs(sum - 100) < 1e-7 ? '.' : `: ${fixed(Math.abs(100 - sum), 2)} % ${sum < 100 ? 'missing' : 'too much'}.`}
      </p>
    </>
  );
}

const problemId = (field: string): string => `problem-${field}`;

/** What a field says of itself when something is wrong with it. */
export const pointing = (problems: ReadonlyMap<string, string>, field: string) => (problems.has(field) ? { 'aria-invalid': true, 'aria-describedby': problemId(field) } : {});

/** The sentence, right below the row whose field it points at. */
export function ProblemRow({ field, columns, problems }: { readonly field: string; readonly columns: number; readonly problems: ReadonlyMap<string, string> }) {
  return (
    <tr className="problem-row">
      <td colSpan={columns} id={problemId(field)} className="field-error">
        {problems.get(field)}
      </td>
    </tr>
  );
}
