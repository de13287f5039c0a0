import { HEADER_WORDS, readHeaderName, type HeaderName, type HeaderRole } from './header-words';
import type { Decimal } from './notation';
import { isMissing, readDecimal, splitUnit } from './numbers';
import type { Row } from './rows';

/** Where each role stands in the header, -1 where nowhere, and what the header says about it. */
export interface FoundColumns<Role extends HeaderRole> {
  readonly at: Readonly<Record<Role, number>>;
  readonly names: readonly HeaderName[];
  /** Role by place, for the report. */
  readonly roles: Readonly<Record<number, string>>;
}

const FIGURES: ReadonlySet<HeaderRole> = new Set<HeaderRole>(['quantity', 'price', 'value', 'weight', 'min', 'max', 'cost', 'gain', 'fee', 'amount', 'ratio', 'observed', 'level', 'periodReturn']);
const SAMPLE_ROWS = 50;

/** Whether most of a column's filled cells are numbers; null where nothing is filled. */
function holdsFigures(sample: readonly Row[], column: number, decimal: Decimal): boolean | null {
  const filled = sample.slice(0, SAMPLE_ROWS).map((row) => row.cells[column] ?? '').filter((cell) => !isMissing(cell));
  if (filled.length === 0) return null;
  return filled.filter((cell) => readDecimal(splitUnit(cell).number, decimal) !== null).length * 2 >= filled.length;
}

/**
 * Finds the columns of some roles by their names, in the order of the roles; a column serves one role. A name that
 * several of these roles share (`Valeur` is a security or a value) is told apart by whether its cells are numbers.
 * What a person states comes first; stated as empty, no column serves the role.
 */
export function findColumns<Role extends HeaderRole>(header: readonly string[], sample: readonly Row[], decimal: Decimal, wanted: readonly Role[], stated: Readonly<Record<string, string>> = {}): FoundColumns<Role> {
  const names = header.map(readHeaderName);
  const taken = new Map<number, Role>();
  const at = Object.fromEntries(wanted.map((role) => [role, -1])) as Record<Role, number>;
  const take = (role: Role, column: number): void => {
    at[role] = column;
    if (column >= 0) taken.set(column, role);
  };
  for (const role of wanted) if (Object.hasOwn(stated, role)) take(role, header.findIndex((cell) => cell !== '' && cell.toLowerCase() === stated[role].trim().toLowerCase()));
  // Names that mean one thing come first: beside `Marktwert`, `Valor` is no value.
  for (const mayBeShared of [false, true]) {
    for (const role of wanted) if (at[role] < 0 && !Object.hasOwn(stated, role)) take(role, place(role, mayBeShared));
  }
  return { at, names, roles: Object.fromEntries([...taken].map(([column, role]) => [column, role])) };

  function place(role: Role, mayBeShared: boolean): number {
    const fits = names.map((name, column) => !taken.has(column) && suits(role, name.name, column, mayBeShared));
    // Of several national numbers the international one.
    const international = role === 'identifier' ? names.findIndex((name, column) => fits[column] && name.name.includes('isin')) : -1;
    return international >= 0 ? international : fits.indexOf(true);
  }

  function suits(role: Role, name: string, column: number, mayBeShared: boolean): boolean {
    if (!(HEADER_WORDS[role] as readonly string[]).includes(name)) return false;
    const shared = wanted.some((other) => other !== role && FIGURES.has(other) !== FIGURES.has(role) && (HEADER_WORDS[other] as readonly string[]).includes(name));
    if (!shared || !mayBeShared) return !shared;
    const figures = holdsFigures(sample, column, decimal);
    return figures === null || figures === FIGURES.has(role);
  }
}

/** What a person stated that is not in the file, as a sentence; null when all is there. */
export function unknownStated(header: readonly string[], wanted: readonly HeaderRole[], stated: Readonly<Record<string, string>> = {}): string | null {
  const lower = header.map((cell) => cell.toLowerCase());
  const role = Object.keys(stated).find((one) => !(wanted as readonly string[]).includes(one));
  if (role !== undefined) return `fields: there is no ${JSON.stringify(role)} in this kind of file; there are ${wanted.join(', ')}`;
  const missing = Object.entries(stated).find(([, name]) => name.trim() !== '' && !lower.includes(name.trim().toLowerCase()));
  return missing ? `fields: column ${JSON.stringify(missing[1])}, stated to be the ${missing[0]}, is not in the file` : null;
}
