import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { largestDisagreement } from './agreement';

/** Figures that another program printed for the same data, one JSON object a line, by their name `w`. */
export type ExpectedFigures = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

const NAMES: Readonly<Record<string, string>> = { 'W1 monthly': 'W1m', 'W1 daily': 'W1d', 'W2 monthly': 'W2m', 'W2 daily': 'W2d20', 'W3 monthly': 'W3m', 'W3 daily': 'W3d', W5: 'W5q', W4: 'W4top' };
const STATISTIC_KEYS = ['nav', 'cagr', 'vol', 'sharpe', 'mdd', 'turn'];
const EPISODE_KEYS = ['pk', 'tr', 'rc', 'depth'];

/** Reads `expected.jsonl` in the folder of the data or the one above it; null where there is none. */
export async function readExpected(folder: string): Promise<ExpectedFigures | null> {
  for (const place of [folder, dirname(resolve(folder))]) {
    try {
      const lines = (await readFile(join(place, 'expected.jsonl'), 'utf8')).trim().split('\n');
      const figures = new Map<string, Record<string, unknown>[]>();
      for (const line of lines) {
        const entry = JSON.parse(line) as Record<string, unknown>;
        figures.set(String(entry.w), [...(figures.get(String(entry.w)) ?? []), entry]);
      }
      return figures;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

const numbers = (entry: Readonly<Record<string, unknown>>, keys: readonly string[]): readonly number[] => keys.map((key) => Number(entry[key]));

/** The deepest episodes, as many as asked for, each as peak, trough, recovery and depth. */
function deepest(episodes: readonly number[], count: number): readonly number[] {
  const all = Array.from({ length: episodes.length / 4 }, (_, e) => episodes.slice(4 * e, 4 * e + 4));
  return all.sort((a, b) => a[3] - b[3]).slice(0, count).flat();
}

/** The largest relative difference of a case's figures from those expected; null where nothing is expected of it. */
export function againstExpected(id: string, figures: Readonly<Record<string, readonly number[]>>, expected: ExpectedFigures): Readonly<Record<string, number>> | null {
  const entries = expected.get(NAMES[id] ?? '');
  if (!entries) return null;
  const [first] = entries;
  if (id.startsWith('W3')) {
    const all = figures['six statistics'];
    return { 'first and last NAV': largestDisagreement([all[0], all[all.length - 6]], numbers(first, ['nav0', 'nav689'])) };
  }
  if (id === 'W4') {
    const count = { 'number of episodes': largestDisagreement([figures.episodes.length / 4], numbers((expected.get('W4') ?? [{}])[0], ['episodes'])) };
    return { ...count, 'deepest episodes': largestDisagreement(deepest(figures.episodes, entries.length), entries.flatMap((entry) => numbers(entry, EPISODE_KEYS))) };
  }
  if (id === 'W5') return { quantiles: largestDisagreement(figures.quantiles, first.q as number[]) };
  const statistics = Object.entries(figures).flatMap(([name, values]) => (name === 'NAV' ? [] : values));
  return { 'six statistics': largestDisagreement(statistics, numbers(first, STATISTIC_KEYS)) };
}
