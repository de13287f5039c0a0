import type { BenchCase } from './cases';
import { houseCase, mixCase, trendCase } from './cases';
import { SEED } from './data';
import type { BenchMarket } from './market';
import { generateMarket } from './market';
import type { BenchOptions } from './options';
import { engineSide, timeByTurns } from './timing';

/** How the time of a workload grows when its market does. */
export interface Growth {
  readonly workload: string;
  readonly title: string;
  readonly milliseconds: number;
  /** Time with twice the rows, and with twice the assets, over the time without. */
  readonly rowsTwice: number;
  readonly assetsTwice: number;
  readonly atMost: number;
  readonly met: boolean;
}

/** Linear work takes twice as long; the rest is for caches that are left. */
const AT_MOST = 2.3;

const CASES: readonly (readonly [workload: string, columns: number, make: (market: BenchMarket) => BenchCase])[] = [
  ['W1', 5, (market) => mixCase('growth', market, 0)],
  ['W2', 20, (market) => trendCase('growth', market, 0)],
  ['W7', 20, (market) => houseCase('growth', market, 0, SEED, true)],
];

/** Times the workloads on the daily market, on one twice as long and on one twice as wide, by turns. */
export async function measureGrowth(folder: string, { only, repeats, warmUpMilliseconds, sizes }: Pick<BenchOptions, 'only' | 'repeats' | 'warmUpMilliseconds' | 'sizes'>): Promise<readonly Growth[]> {
  const grown: Growth[] = [];
  for (const [workload, columns, make] of CASES) {
    if (only.length > 0 && !only.includes(workload)) continue;
    const market = (rows: number, assets: number) => generateMarket(folder, 'daily', rows, assets, SEED);
    const shapes = [await market(sizes.dailyRows, columns), await market(2 * sizes.dailyRows, columns), await market(sizes.dailyRows, 2 * columns)];
    const cases = shapes.map(make);
    const [once, rows, assets] = await timeByTurns(cases.map(({ run }) => engineSide(run)), { repeats: Math.max(3, Math.ceil(repeats / 2)), warmUpMilliseconds });
    const [rowsTwice, assetsTwice] = [rows.median / once.median, assets.median / once.median];
    grown.push({ workload, title: cases[0].title, milliseconds: once.median, rowsTwice, assetsTwice, atMost: AT_MOST, met: rowsTwice <= AT_MOST && assetsTwice <= AT_MOST });
  }
  return grown;
}
