import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, weekday, type IsoDate } from '../../lib/core/base/iso-date';
import type { Result } from '../../lib/core/base/result';
import { systemClock, today } from '../../lib/server/clock';
import { connect, type Database } from '../../lib/server/db/client';
import { membersOf } from '../../lib/server/db/people-store';
import { listWorkspaces } from '../../lib/server/db/workspace-store';
import { normal, seededRandom } from '../../lib/server/samples/random';
import { openSql, countAllTables, type Sql } from '../../lib/server/testing/sql';
import { acceptAccessLink, createSetUpLink } from '../../lib/server/use-cases/access-links';
import { createPortfolio } from '../../lib/server/use-cases/create-portfolio';
import { decideProposal } from '../../lib/server/use-cases/decide-proposal';
import { importFile } from '../../lib/server/use-cases/import-file';
import { invitePerson } from '../../lib/server/use-cases/invite-person';
import { verifyJournal } from '../../lib/server/use-cases/journal';
import { proposeReallocation } from '../../lib/server/use-cases/propose-reallocation';
import type { Context } from '../../lib/server/use-cases/use-case';
import { connectionOrStart } from '../../scripts/lib/postgres.mjs';
import type { DeskProcess } from './desk-process';

export const MAKER = { email: 'maker@storm.invalid', password: 'calm before the storm' };
export const CHECKER = { email: 'checker@storm.invalid', password: 'calm after the storm' };
export const PRICES = { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' } as const;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

/** Weekdays that end on the last one before today, so that prices are fresh whenever the storm blows. */
function weekdays(count: number): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = addDays(today(systemClock), -1); days.length < count; day = addDays(day, -1)) if (weekday(day) < 6) days.push(day);
  return days.reverse();
}

/** A wide price file of made-up assets. */
export function pricesCsv(codes: readonly string[], count: number, seed: number): string {
  const random = seededRandom(seed);
  const levels = codes.map(() => 100);
  const lines = weekdays(count).map((day) => {
    levels.forEach((level, k) => (levels[k] = level * Math.exp(0.0002 + 0.008 * normal(random))));
    return [day, ...levels.map((level) => level.toFixed(4))].join(',');
  });
  return `${['date', ...codes].join(',')}\n${lines.join('\n')}\n`;
}

/** The last day of the prices, for as long as a storm lasts: midnight may come in between. */
const LAST_DAY = weekdays(1)[0];
const LINES = [
  { code: 'EQ', group: 'equity', weight: 0.6, min: 0.3, max: 0.8 },
  { code: 'BD', group: 'bond', weight: 0.35, min: 0.1, max: 0.6 },
  { code: 'BILL', group: 'cash', weight: 0.05, min: 0, max: 0.5 },
] as const;

/** A look into the database of a running desk. */
export interface Inside {
  readonly db: Database;
  readonly sql: Sql;
  readonly end: () => Promise<void>;
}

export async function lookInside(desk: DeskProcess): Promise<Inside> {
  const { databaseUrl } = await connectionOrStart({ environment: desk.environment });
  const [db, sql] = [connect(databaseUrl, 2), await openSql(databaseUrl)];
  return { db, sql, end: async () => void (await Promise.all([db.$disconnect(), sql.end()])) };
}

/** What comes and goes with signing in, with starting, and with the worker that looks around and tells people. */
const RESTLESS = new Set(['session', 'job_worker', 'notice', 'mail', 'portfolio_watch']);

/** Rows of every table but those that change by themselves. */
export async function rowCounts(sql: Sql): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries(Object.entries(await countAllTables(sql)).filter(([table]) => !RESTLESS.has(table)));
}

async function makerContext(db: Database): Promise<Context> {
  const [workspace] = await listWorkspaces(db);
  const actor = (await membersOf(db, workspace.id)).find((member) => member.role === 'administrator');
  if (!actor) throw new Error('the desk has no maker');
  return { db, actor, clock: systemClock };
}

async function importText(context: Context, fileName: string, text: string, request: Record<string, unknown>, portfolio?: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mainsheet-storm-'));
  try {
    const file = path.join(folder, fileName);
    writeFileSync(file, text);
    valueOf(await importFile(context, { path: file, fileName, request, portfolio }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Two people, prices, and nothing else yet. */
export async function furnish({ db }: Inside, seed: number): Promise<void> {
  const { token } = await createSetUpLink(db, systemClock);
  valueOf(await acceptAccessLink(db, systemClock, { token, name: 'Maker', ...MAKER, workspaceName: 'Storm desk' }));
  const context = await makerContext(db);
  const invited = valueOf(await invitePerson(context, { email: CHECKER.email, role: 'approver' }));
  valueOf(await acceptAccessLink(db, systemClock, { token: invited.token, name: 'Checker', ...CHECKER }));
  await importText(context, 'prices.csv', pricesCsv(LINES.map(({ code }) => code), 900, seed), PRICES);
}

/** A portfolio with holdings far from its policy and a proposal that waits. */
export async function makeProposal({ db }: Inside, slug: string): Promise<void> {
  const context = await makerContext(db);
  const lines = LINES.map((line) => ({ ...line, costBps: 10 }));
  valueOf(await createPortfolio(context, { name: slug, slug, baseCurrency: 'USD', lines, settings: { cash: 'BILL', turnoverLimit: 1 } }));
  await importText(context, `${slug}.csv`, 'instrument,quantity,value\nEQ,1000,\nBD,9000,\nCASH,,20000\n', { kind: 'holdings', asOf: LAST_DAY }, slug);
  valueOf(await proposeReallocation(context, { portfolio: slug }));
}

/** The same, signed: an order that waits to be carried out. */
export async function makeOrder(inside: Inside, slug: string): Promise<void> {
  await makeProposal(inside, slug);
  const { db } = inside;
  const [workspace] = await listWorkspaces(db);
  const checker = (await membersOf(db, workspace.id)).find((member) => member.role === 'approver');
  if (!checker) throw new Error('the desk has no checker');
  valueOf(await decideProposal({ db, actor: checker, clock: systemClock }, { portfolio: slug, number: 1, version: 1, decision: 'approve' }));
}

/** Whether the chain of the journal holds from its first row to its last. */
export async function journalHolds({ db }: Inside): Promise<boolean> {
  const [workspace] = await listWorkspaces(db);
  return (await verifyJournal(db, workspace.id)).intact;
}
