import { join } from 'node:path';
import type { Result } from '../../core/base/result';
import { ok } from '../../core/base/result';
import type { BenchCase } from './cases';
import { bootstrapCase, episodesCase, houseCase, mixCase, nearestCase, sweepCase, trendCase } from './cases';
import type { BenchMarket } from './market';
import { generateMarket, readMarket } from './market';
import type { NearestInstance } from './nearest';
import { generateNearest, readNearest, writeNearest } from './nearest';

/** Rows of generated prices, and instances of W6. */
export interface BenchSizes {
  readonly monthlyRows: number;
  readonly dailyRows: number;
  readonly instances: number;
}

/** 150 years of months and 50 years of days. */
export const FULL_SIZES: BenchSizes = { monthlyRows: 1800, dailyRows: 12_600, instances: 1000 };

export const SEED = 20_261_123;

const MARKETS = [
  ['monthly', 5],
  ['daily', 5],
  ['daily', 20],
] as const;

export interface BenchData {
  /** What the floor has to be told before its first run. */
  readonly commands: readonly string[];
  /** The cases of the named workloads, of all when none is named. Made on demand, for some run the engine once. */
  readonly cases: (only: readonly string[]) => readonly BenchCase[];
}

async function openMarkets(folder: string, given: string | null, sizes: BenchSizes): Promise<Result<readonly BenchMarket[]>> {
  const markets: BenchMarket[] = [];
  for (const [k, [calendar, columns]] of MARKETS.entries()) {
    if (given === null) {
      markets.push(await generateMarket(folder, calendar, calendar === 'monthly' ? sizes.monthlyRows : sizes.dailyRows, columns, SEED + k));
      continue;
    }
    const market = await readMarket(given, calendar, columns);
    if (!market.ok) return market;
    markets.push(market.value);
  }
  return ok(markets);
}

function allCases([monthly, daily, wide]: readonly BenchMarket[], instances: readonly NearestInstance[], path: string): readonly (readonly [workload: string, make: () => BenchCase])[] {
  return [
    ['W1', () => mixCase('W1 monthly', monthly, 0)],
    ['W1', () => mixCase('W1 daily', daily, 1)],
    ['W2', () => trendCase('W2 monthly', monthly, 0)],
    ['W2', () => trendCase('W2 daily', wide, 2)],
    ['W3', () => sweepCase('W3 monthly', monthly, 0)],
    ['W3', () => sweepCase('W3 daily', wide, 2)],
    ['W4', () => episodesCase('W4', daily, 1)],
    ['W5', () => bootstrapCase('W5', monthly, 0)],
    ['W6', () => nearestCase('W6', instances, path)],
    ['W7', () => houseCase('W7 decided', wide, 2, SEED, false)],
    ['W7', () => houseCase('W7 explained', wide, 2, SEED, true)],
  ];
}

/** Generates the data in `folder`, or reads those of `given`, where `w6.json` has the instances of W6. */
export async function prepareData(folder: string, given: string | null, sizes: BenchSizes): Promise<Result<BenchData>> {
  const markets = await openMarkets(folder, given, sizes);
  if (!markets.ok) return markets;
  const instances = given === null ? ok(generateNearest(sizes.instances, SEED)) : await readNearest(join(given, 'w6.json'));
  if (!instances.ok) return instances;
  const path = await writeNearest(folder, instances.value);
  const commands = markets.value.map(({ grid, levels, months }, slot) => `market ${slot} ${levels} ${months} ${grid.assets.length} ${grid.periodsPerYear}`);
  const all = allCases(markets.value, instances.value, path);
  return ok({ commands, cases: (only) => all.filter(([workload]) => only.length === 0 || only.includes(workload)).map(([, make]) => make()) });
}
