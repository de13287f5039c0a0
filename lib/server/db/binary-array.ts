import { dayNumber, type IsoDate } from '../../core/base/iso-date';
import { Prisma } from './generated/client';

/** How one kind of value is written: its type in Postgres and the number of it, its bytes, and how they are put down. */
interface Element<T> {
  readonly sqlType: 'int' | 'date' | 'float8' | 'boolean';
  readonly oid: number;
  readonly bytes: number;
  readonly put: (view: DataView, at: number, value: T) => void;
}

/** Postgres counts days from 2000-01-01. */
const DAY_2000 = dayNumber('2000-01-01' as IsoDate);

export const INT: Element<number> = { sqlType: 'int', oid: 23, bytes: 4, put: (view, at, value) => view.setInt32(at, value) };
export const DATE: Element<IsoDate> = { sqlType: 'date', oid: 1082, bytes: 4, put: (view, at, value) => view.setInt32(at, dayNumber(value) - DAY_2000) };
export const FLOAT: Element<number> = { sqlType: 'float8', oid: 701, bytes: 8, put: (view, at, value) => view.setFloat64(at, value) };
export const BOOLEAN: Element<boolean> = { sqlType: 'boolean', oid: 16, bytes: 1, put: (view, at, value) => view.setInt8(at, Number(value)) };

/** Dimensions, whether a null is among the values, the number of the type, how many there are, and the index of the first. */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const FIRST_CAPACITY = 1_024;

/**
 * Values put down one by one as a Postgres array in its binary form, to stand in a statement. The client would take an
 * array apart value by value and the server read it as text; for the millions of an import both cost more than storing
 * them. Bytes also outlive a statement that is under way at less cost than rows do.
 */
export class BinaryArray<T> {
  private view = new DataView(new ArrayBuffer(HEADER_BYTES + FIRST_CAPACITY * LENGTH_BYTES));
  private end = HEADER_BYTES;
  private count = 0;
  private hasNull = false;

  constructor(private readonly element: Element<T>) {}

  push(value: T | null): void {
    const { bytes, put } = this.element;
    if (this.end + LENGTH_BYTES + bytes > this.view.byteLength) this.grow();
    this.view.setInt32(this.end, value === null ? -1 : bytes);
    this.end += LENGTH_BYTES;
    this.count += 1;
    if (value === null) this.hasNull = true;
    else {
      put(this.view, this.end, value);
      this.end += bytes;
    }
  }

  /** The array as a value of a statement, of its type; what is put down later changes it. */
  sql(): Prisma.Sql {
    [1, Number(this.hasNull), this.element.oid, this.count, 1].forEach((word, k) => this.view.setInt32(4 * k, word));
    return Prisma.sql`${new Uint8Array(this.view.buffer, 0, this.end)}::${Prisma.raw(this.element.sqlType)}[]`;
  }

  /** Forgets the values and keeps the room they took. */
  clear(): void {
    this.end = HEADER_BYTES;
    this.count = 0;
    this.hasNull = false;
  }

  private grow(): void {
    const larger = new Uint8Array(2 * this.view.byteLength);
    larger.set(new Uint8Array(this.view.buffer, 0, this.end));
    this.view = new DataView(larger.buffer);
  }
}

/** The columns of a sheet: how the values of each are written. */
export type Columns<R> = { readonly [K in keyof R]-?: Element<NonNullable<R[K]>> };

/** Rows on their way into the store, kept by column. */
export class Sheet<R extends object> {
  length = 0;
  private readonly columns: readonly (readonly [keyof R, BinaryArray<NonNullable<R[keyof R]>>])[];

  constructor(columns: Columns<R>, rows: readonly R[] = []) {
    this.columns = (Object.keys(columns) as (keyof R)[]).map((name) => [name, new BinaryArray(columns[name])]);
    for (const row of rows) this.push(row);
  }

  push(row: R): void {
    for (const [name, values] of this.columns) values.push(row[name] as NonNullable<R[keyof R]> | null);
    this.length += 1;
  }

  /** Forgets the rows and keeps their room for the next, so that nothing waits for the garbage collector. No statement may be under way with them. */
  clear(): void {
    for (const [, values] of this.columns) values.clear();
    this.length = 0;
  }

  /** The rows for `FROM`, as `n` with these names for the columns, in the order in which the columns were stated. */
  from(names: string): Prisma.Sql {
    return Prisma.sql`unnest(${Prisma.join(this.columns.map(([, values]) => values.sql()))}) AS n(${Prisma.raw(names)})`;
  }
}
