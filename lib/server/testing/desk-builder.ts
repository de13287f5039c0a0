import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, isoDate, weekday, type IsoDate } from '../../core/base/iso-date';
import type { Result } from '../../core/base/result';
import { ROLES, type Actor, type Role } from '../auth/actor';
import { fixedClock } from '../clock';
import { connect, type Database } from '../db/client';
import { addMember, createUser, membersOf } from '../db/people-store';
import { createWorkspace } from '../db/workspace-store';
import { normal, seededRandom } from '../samples/random';
import { createPortfolio } from '../use-cases/create-portfolio';
import { importFile, type ImportOutcome } from '../use-cases/import-file';
import type { Context } from '../use-cases/use-case';
import { freshDatabase, type TestDatabase } from './database';
import { openSql, type Sql } from './sql';

/** The value of a result, or a failing test that says why there is none. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

/** The refusal of a result, or a failing test. */
export function refusalOf<T>(result: Result<T>): { readonly kind: string; readonly message: string; readonly details?: Readonly<Record<string, unknown>> } {
  if (result.ok) throw new Error(`expected a refusal, got ${JSON.stringify(result.value)}`);
  return result.error;
}

/** The made-up market ends on the second day of a month, so that the month-end before it has closed. */
export const LAST_DAY = isoDate('2021-07-02');
const FIRST_DAY = isoDate('2018-01-02');

export interface Bench {
  readonly database: TestDatabase;
  readonly db: Database;
  /** As the role that runs the app. */
  readonly app: Sql;
  readonly owner: Sql;
  /** Writes a file and returns its path. */
  readonly file: (name: string, text: string | Uint8Array) => string;
  readonly end: () => Promise<void>;
}

/** A migrated, empty database with a client, two SQL connections and a folder for files. */
export async function openBench(poolSize = 10): Promise<Bench> {
  const database = await freshDatabase();
  const db = connect(database.databaseUrl, poolSize);
  const [app, owner] = [await openSql(database.databaseUrl), await openSql(database.ownerUrl)];
  const folder = mkdtempSync(path.join(tmpdir(), 'mainsheet-bench-'));
  return {
    database, db, app, owner,
    file: (name, text) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    },
    end: async () => {
      await Promise.all([db.$disconnect(), app.end(), owner.end()]);
      rmSync(folder, { recursive: true });
      await database.drop();
    },
  };
}

export interface People {
  readonly workspaceId: string;
  readonly actors: Readonly<Record<Role, Actor>>;
  /** A second person of each role, for what one may not do alone. */
  readonly others: Readonly<Record<Role, Actor>>;
  readonly context: (who: Role | Actor, instant?: string) => Context;
}

/** Late on the last day of the made-up market. */
export const NOW = `${LAST_DAY}T18:00:00.000Z`;

/** A workspace with two people of each role. */
export async function makePeople(db: Database, slug: string, kind: 'real' | 'sample' = 'real'): Promise<People> {
  const workspace = await db.$transaction(async (tx) => {
    const made = await createWorkspace(tx, { slug, name: `Desk ${slug}`, kind });
    for (const role of ROLES) {
      for (const suffix of ['', '-2']) {
        const id = `${slug}-${role}${suffix}`;
        await createUser(tx, { id, name: `${role}${suffix} of ${slug}`, email: `${id}@example.invalid` });
        await addMember(tx, made.id, id, role);
      }
    }
    return made;
  });
  const members = await membersOf(db, workspace.id);
  const of = (suffix: string) => Object.fromEntries(ROLES.map((role) => [role, members.find((one) => one.userId === `${slug}-${role}${suffix}`)])) as Record<Role, Actor>;
  const actors = of('');
  return {
    workspaceId: workspace.id, actors, others: of('-2'),
    context: (who, instant = NOW) => ({ db, actor: typeof who === 'string' ? actors[who] : who, clock: fixedClock(instant) }),
  };
}

/** Made-up assets: code, group, policy weight, drift and volatility a year, first price. */
export const ASSETS = [
  { code: 'EQ', group: 'equity', weight: 0.6, min: 0.3, max: 0.8, drift: 0.06, volatility: 0.16, first: 80 },
  { code: 'BD', group: 'bond', weight: 0.35, min: 0.1, max: 0.6, drift: 0.02, volatility: 0.05, first: 100 },
  { code: 'BILL', group: 'cash', weight: 0.05, min: 0, max: 0.5, drift: 0.01, volatility: 0.0005, first: 50 },
] as const;

export const POLICY_LINES = ASSETS.map(({ code, group, weight, min, max }) => ({ code, group, weight, min, max, costBps: 10 }));

/** Weekdays of the made-up market. */
export function marketDays(upTo: IsoDate = LAST_DAY): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = FIRST_DAY; day <= upTo; day = addDays(day, 1)) if (weekday(day) < 6) days.push(day);
  return days;
}

/** Levels by day, one array an asset; the same seed gives the same prices, and a longer market begins like a shorter one. */
export function marketLevels(days: readonly IsoDate[], seed = 7): readonly (readonly number[])[] {
  const random = seededRandom(seed);
  const last = ASSETS.map((asset) => asset.first as number);
  return days.map((_, t) =>
    ASSETS.map((asset, k) => {
      const shock = normal(random);
      if (t > 0) last[k] *= Math.exp((asset.drift - asset.volatility ** 2 / 2) / 261 + (asset.volatility / Math.sqrt(261)) * shock);
      return Number(last[k].toFixed(4));
    }),
  );
}

/** The market as a wide price file. */
export function pricesCsv(upTo: IsoDate = LAST_DAY, seed = 7, prefix = ''): string {
  const days = marketDays(upTo);
  const levels = marketLevels(days, seed);
  return `${[['date', ...ASSETS.map(({ code }) => prefix + code)], ...days.map((day, t) => [day, ...levels[t]])].map((row) => row.join(',')).join('\n')}\n`;
}

/** Holdings far from the policy, so that there is something to propose. */
export const HOLDINGS_CSV = 'instrument,quantity,value\nEQ,4000,\nBD,7000,\nCASH,,120000\n';

export const PRICES_REQUEST = { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' } as const;

export interface Desk extends People {
  readonly slug: string;
  readonly importText: (name: string, text: string | Uint8Array, request: Readonly<Record<string, unknown>>, extra?: { readonly portfolio?: string; readonly effectiveFrom?: string; readonly who?: Role; readonly instant?: string }) => Promise<Result<ImportOutcome>>;
}

/** Imports a text as a file of that name, as the analyst unless told otherwise. */
export function importerOf(bench: Bench, people: People): Desk['importText'] {
  return (name, text, request, { who = 'analyst', instant, ...extra } = {}) =>
    importFile(people.context(who, instant), { path: bench.file(`${randomUUID()}.csv`, text), fileName: name, request: { ...request }, ...extra });
}

/** A desk that works: people, three and a half years of daily prices, a portfolio under a policy, and holdings. */
export async function makeDesk(bench: Bench, slug: string, options: { readonly portfolio?: string; readonly holdings?: string | null; readonly settings?: Readonly<Record<string, unknown>>; readonly seed?: number } = {}): Promise<Desk> {
  const people = await makePeople(bench.db, slug);
  const importText = importerOf(bench, people);
  const portfolio = options.portfolio ?? 'fund';
  valueOf(await importText('prices.csv', pricesCsv(LAST_DAY, options.seed), PRICES_REQUEST));
  valueOf(await createPortfolio(people.context('analyst'), {
    name: `Fund of ${slug}`, slug: portfolio, baseCurrency: 'USD', lines: POLICY_LINES.map((line) => ({ ...line })),
    settings: { cash: 'BILL', turnoverLimit: 1, ...options.settings },
  }));
  if (options.holdings !== null) valueOf(await importText('holdings.csv', options.holdings ?? HOLDINGS_CSV, { kind: 'holdings', asOf: '2021-06-30' }, { portfolio }));
  return { ...people, slug: portfolio, importText };
}
