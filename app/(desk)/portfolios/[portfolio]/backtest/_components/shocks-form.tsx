'use client';

import { useState } from 'react';
import { TextField } from '@/components/ui/field';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { percent, percentFigure } from '@/lib/format/percent';
import { readShocks, shockedMixes, type ShockClass, type ShockMix } from '../shocks';

export interface ShocksFormProps {
  readonly classes: readonly ShockClass[];
  readonly mixes: readonly ShockMix[];
}

/** What would each mix lose if prices moved as you type? Nothing leaves the browser. */
export function ShocksForm({ classes, mixes }: ShocksFormProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { shocks, errors } = readShocks(typed);
  const outcomes = shockedMixes(classes, mixes, shocks);
  const unmoved = classes.filter(({ id }) => !(id in shocks)).map(({ name }) => name);
  return (
    <>
      <div className="shocks">
        {classes.map(({ id, name }) => (
          <TextField key={id} label={`${name}, %`} inputMode="decimal" placeholder="0" value={typed[id] ?? ''} error={errors[id]} onChange={(event) => setTyped({ ...typed, [id]: event.target.value })} />
        ))}
      </div>
      <p role="status" className="sr-only">
        {outcomes.map(({ label, total }) => `${label} ${percent(total, { decimals: 2 })}`).join(', ')}
      </p>
      <Table caption="What each mix would gain or lose at once" roomy>
        <thead>
          <tr>
            <th scope="col">Mix</th>
            <NumberHeader unit="%">In all</NumberHeader>
            {classes.map(({ id, name }) => (
              <NumberHeader key={id} unit="%" narrow="drop">
                {name}
              </NumberHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ label, figure, total, parts }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <NumberCell figure={figure}>{percentFigure(total, { sign: 'always' })}</NumberCell>
              {parts.map((part, k) => (
                <NumberCell key={classes[k].id} narrow="drop">
                  {percentFigure(part, { sign: 'always' })}
                </NumberCell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="note">At once, without trading. {unmoved.length === 0 ? 'Every class moves.' : `Taken to stand still: ${unmoved.join(', ')}.`}</p>
    </>
  );
}
