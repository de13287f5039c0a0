import type { Result } from '../../core/base/result';
import { ok, refuse } from '../../core/base/result';
import { datedEpisodes } from '../../core/backtest/report';
import type { CommandOutput, RegisterCommand } from '../program';
import { numbersOf, readTable } from '../read-file';
import { datesOf } from '../read-market';
import { percentText, textTable } from '../table';

interface Options {
  readonly json?: boolean;
  readonly column: string;
}

async function work(path: string, { column }: Options): Promise<Result<CommandOutput>> {
  const table = await readTable(path);
  if (!table.ok) return table;
  const dates = datesOf(table.value);
  if (!dates.ok) return dates;
  const levels = numbersOf(table.value, column);
  if (!levels.ok) return levels;
  const rows = levels.value.flatMap((level, t) => (level === null ? [] : [{ date: dates.value[t], level }]));
  const bad = rows.find(({ level }) => level <= 0);
  if (bad) return refuse('bad-level', `${column} is ${bad.level} on ${bad.date}; levels are positive`, { date: bad.date });
  const episodes = datedEpisodes(rows.map(({ date }) => date), rows.map(({ level }) => level));
  const text = textTable(
    ['start', 'trough', 'recovery', 'depth', 'down', 'to recover', 'periods'],
    episodes.map((e) => [e.start, e.trough, e.recovery ?? 'open', percentText(e.depth), String(e.periodsDown), String(e.periodsToRecover ?? '–'), String(e.periods)]),
  );
  return ok({ document: { column, rows: rows.length, episodes }, text });
}

/** `drawdowns PRICES.csv --column C`: all episodes of a level series, deepest first. */
export const registerDrawdowns: RegisterCommand = (program, act) => {
  program
    .command('drawdowns')
    .description('all drawdown episodes of a level series, ordered by depth')
    .argument('<PRICES.csv>')
    .requiredOption('--column <C>', 'the column of levels')
    .option('--json', 'print one JSON document')
    .action((path: string, options: Options) => act(options, () => work(path, options)));
};
