import { InvalidArgumentError } from 'commander';
import type { Result } from '../../core/base/result';
import { ok, refuse } from '../../core/base/result';
import { missingReason, STATISTIC_NAMES, summarize } from '../../core/stats/summary';
import type { Io } from '../io';
import type { CommandOutput, RegisterCommand } from '../program';
import type { Table } from '../read-file';
import { numbersOf, readTable } from '../read-file';
import { numberText, textTable } from '../table';

interface Options {
  readonly json?: boolean;
  readonly periodsPerYear: number;
  readonly column?: string;
  readonly benchmark?: string;
  readonly cash?: string;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('must be a number above 0');
  return value;
}

/** The named column, or the only one that is not a date. */
function chosenColumn(table: Table, named: string | undefined): Result<string> {
  if (named !== undefined) return ok(named);
  const columns = table.header.filter((name) => !['date', 'period', 'month'].includes(name.toLowerCase()));
  return columns.length === 1 ? ok(columns[0]) : refuse('bad-column', `${table.path} has the columns ${columns.join(', ')}: choose one with --column`, { columns });
}

/** Cash as a column of returns or, for a plain number, that yearly rate in every period. */
function cashOf(table: Table, cash: string, periodsPerYear: number): Result<readonly (number | null)[]> {
  if (!table.header.includes(cash) && cash.trim() !== '' && Number.isFinite(Number(cash))) {
    const rate = (1 + Number(cash)) ** (1 / periodsPerYear) - 1;
    return ok(table.rows.map(() => rate));
  }
  return numbersOf(table, cash);
}

/** The chosen columns on the rows where each has a number. */
function commonRows(columns: readonly (readonly (number | null)[] | null)[], io: Io): readonly (readonly number[] | null)[] {
  const rows = (columns[0] ?? []).flatMap((_, t) => (columns.every((column) => column === null || column[t] !== null) ? [t] : []));
  const dropped = (columns[0] ?? []).length - rows.length;
  if (dropped > 0) io.err(`warning: ${dropped} rows without a value are left out`);
  return columns.map((column) => (column === null ? null : rows.map((t) => column[t] as number)));
}

async function work(path: string, options: Options, io: Io): Promise<Result<CommandOutput>> {
  const table = await readTable(path);
  if (!table.ok) return table;
  const column = chosenColumn(table.value, options.column);
  if (!column.ok) return column;
  const own = numbersOf(table.value, column.value);
  if (!own.ok) return own;
  const other = options.benchmark === undefined ? ok(null) : numbersOf(table.value, options.benchmark);
  if (!other.ok) return other;
  const cash = options.cash === undefined ? ok(null) : cashOf(table.value, options.cash, options.periodsPerYear);
  if (!cash.ok) return cash;
  const [returns, benchmark, cashReturns] = commonRows([own.value, other.value, cash.value], io);
  const periods = returns?.length ?? 0;
  const stats = summarize({ returns: returns ?? [], periodsPerYear: options.periodsPerYear, benchmark, cash: cashReturns });
  const reasons = Object.fromEntries(
    STATISTIC_NAMES.filter((name) => stats[name] === null).map((name) => [name, missingReason(name, periods, benchmark !== null)]),
  );
  const text = textTable(['statistic', column.value, ''], STATISTIC_NAMES.map((name) => [name, numberText(stats[name]), reasons[name] ?? '']));
  return ok({ document: { column: column.value, periods, periodsPerYear: options.periodsPerYear, stats, reasons }, text });
}

/** `stats RETURNS.csv`: every statistic of a column of simple returns. */
export const registerStats: RegisterCommand = (program, act, io) => {
  program
    .command('stats')
    .description('every statistic of a column of simple returns (fractions)')
    .argument('<RETURNS.csv>')
    .requiredOption('--periods-per-year <N>', 'periods of the column in a year: 12, 52, 252', positive)
    .option('--column <C>', 'the column; needed when there are several')
    .option('--benchmark <B>', 'a column to measure against')
    .option('--cash <R>', 'a column of cash returns, or a yearly rate as a fraction')
    .option('--json', 'print one JSON document')
    .action((path: string, options: Options) => act(options, () => work(path, options, io)));
};
