import type { IsoDate } from '../../core/base/iso-date';
import { oddForm, readDate, readPeriod, type OddForm, type Period, type PeriodForm } from './dates';
import type { DateOrder } from './notation';
import type { Findings } from './findings';

const SAID: Readonly<Record<OddForm, (count: string) => string>> = {
  'short-year': (count) => `${count} written with two digits of the year; 70 to 99 are read as 1970 to 1999, the rest as 2000 to 2069`,
  serial: (count) => `${count} written as the day number of a spreadsheet, counted from 1900`,
  time: (count) => `${count} written with a time of day, which is left out`,
  'bare-october': (count) => `${count} written like 1871.1, which is read as October: a spreadsheet dropped the zero of 1871.10`,
};

/** Reads the dates of one file, and remembers which doubtful ways of writing them it met. */
export class DayReader {
  private readonly odd = new Map<OddForm, { count: number; line: number }>();

  constructor(readonly order: DateOrder) {}

  /** The day in a cell, or null. */
  day(cell: string, line: number): IsoDate | null {
    const date = readDate(cell, this.order);
    if (date !== null && date !== cell) this.remember(cell, line);
    return date;
  }

  /** The period in a cell, or null; days become the periods of `as` they lie in. */
  period(cell: string, line: number, as: PeriodForm | null = null): Period | null {
    const period = readPeriod(cell, this.order, as);
    if (period !== null && period.text !== cell) this.remember(cell, line);
    return period;
  }

  /** Says what was doubtful. */
  finish(findings: Findings): void {
    for (const [form, { count, line }] of this.odd) findings.warn(SAID[form](count === 1 ? 'a date is' : `${count} dates are`), line);
  }

  private remember(cell: string, line: number): void {
    const form = oddForm(cell, this.order);
    if (form === null) return;
    const known = this.odd.get(form);
    if (known) known.count += 1;
    else this.odd.set(form, { count: 1, line });
  }
}
