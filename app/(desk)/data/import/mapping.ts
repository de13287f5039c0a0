import type { ImportKind } from './statement';

/** What one column of a file is; `role` is null where it is left out. */
export interface MappedColumn {
  readonly name: string;
  readonly role: string | null;
}

/** What a person corrected of how a file was understood; what is not in it is detected. */
export interface Mapping {
  readonly columns?: readonly MappedColumn[];
  readonly decimal?: '.' | ',';
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly delimiter?: ',' | ';' | '\t' | '|';
  readonly headerLine?: number;
}

/** A mapping that was kept under a name. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly mapping: Mapping;
}

/** Whether two headers name the same columns in the same order, in whatever letters. */
export const sameHeader = (a: readonly MappedColumn[], b: readonly MappedColumn[]): boolean =>
  a.length === b.length && a.length > 0 && a.every(({ name }, i) => name.trim().toLowerCase() === b[i].name.trim().toLowerCase());

/** The figure that a wide file repeats in one column an instrument. */
const REPEATED: Readonly<Partial<Record<ImportKind, string>>> = { prices: 'level', returns: 'periodReturn' };

/** A column as the report calls it, in the words a mapping uses. */
export const columnsOf = (columns: readonly MappedColumn[]): readonly MappedColumn[] => columns.map(({ name, role }) => ({ name, role: role === 'return' ? 'periodReturn' : role }));

/** Whether every value column is a series of its own: then its name is the series, and there is nothing to choose. */
export function isWideObservations(kind: ImportKind, columns: readonly MappedColumn[]): boolean {
  return kind === 'observations' && !columns.some(({ role }) => role === 'observed') && columns.some(({ role }) => role === 'series' || role === 'vintage');
}

/** Says what one column is. A role is borne by one column, but for the figure that a wide file repeats. */
export function assign(kind: ImportKind, columns: readonly MappedColumn[], at: number, role: string | null): readonly MappedColumn[] {
  return columns.map((column, i) => {
    if (i === at) return { ...column, role };
    return role !== null && column.role === role && REPEATED[kind] !== role ? { ...column, role: null } : column;
  });
}

function columnsRequest(kind: ImportKind, columns: readonly MappedColumn[], roles: readonly string[]): Record<string, unknown> {
  const bearing = (role: string) => columns.filter((column) => column.role === role).map(({ name }) => name);
  const repeated = REPEATED[kind];
  const isLong = repeated !== undefined && bearing(repeated).length === 1 && (bearing('code').length > 0 || bearing('identifier').length > 0);
  if (isWideObservations(kind, columns)) return { fields: { date: bearing('date')[0] ?? '' } };
  if (repeated === undefined || isLong) return { fields: Object.fromEntries(roles.map((role) => [role, bearing(role)[0] ?? ''])) };
  const wide = bearing(repeated);
  return { fields: Object.fromEntries(roles.map((role) => [role, role === 'date' ? (bearing('date')[0] ?? '') : ''])), ...(wide.length > 0 ? { columns: wide } : {}) };
}

/** A mapping as the import reads it. `roles` are all that a column of this kind may hold. */
export function mappingRequest(kind: ImportKind, { columns, headerLine, ...dialect }: Mapping, roles: readonly string[]): Record<string, unknown> {
  return {
    ...(Object.values(dialect).some((value) => value !== undefined) ? { dialect } : {}),
    ...(headerLine === undefined ? {} : { headerLine }),
    ...(columns && roles.length > 0 ? columnsRequest(kind, columns, roles) : {}),
  };
}

/** Whether anything was corrected. */
export const isCorrected = (mapping: Mapping): boolean => Object.values(mapping).some((value) => value !== undefined);

/** What a column may be, in words. */
export const ROLE_WORDS: Readonly<Record<string, string>> = {
  date: 'Date', code: 'Code or symbol', identifier: 'ISIN or national number', name: 'Name', quantity: 'Quantity', price: 'Price', value: 'Value', currency: 'Currency', weight: 'Weight',
  min: 'Minimum', max: 'Maximum', group: 'Group', cost: 'Cost, bp', gain: 'Gain or loss', fee: 'Fee', amount: 'Amount', type: 'Type', ratio: 'Ratio of a split', series: 'Series', observed: 'Value',
  release: 'Release date', vintage: 'Vintage', level: 'Price level', periodReturn: 'Return',
};
