import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '../../core/base/result';
import type { Database, Transaction } from '../db/client';
import { verifyJournal } from '../use-cases/journal';
import { orRollback, Rollback } from '../use-cases/use-case';
import { endSchema, headerSchema, readRowLine, type ArchiveEnd, type ArchiveHeader } from './format';
import { ARCHIVED, NUMBERED } from './tables';
import { schemaOf } from './write-archive';

/** Rows put back with one statement, and how long a restore may take. */
const BATCH = 1_000;
const LIMITS = { maxWait: 10_000, timeout: 60 * 60_000 };

export interface Restored {
  readonly workspace: ArchiveHeader['workspace'];
  readonly rows: Readonly<Record<string, number>>;
  readonly journal: { readonly rows: number; readonly head: string };
  /** How far the numbers of series and of imports were moved; 0 where they are as they were. */
  readonly moved: { readonly series: number; readonly imports: number };
}

export type RestoreRefusal = 'not-an-archive' | 'damaged-archive' | 'other-schema' | 'already-here' | 'known-address' | 'not-owner';

type Numbered = keyof typeof NUMBERED;

const stop = (kind: RestoreRefusal, message: string): never => {
  throw new Rollback(refuse(kind, message));
};

/**
 * Guards that hold a deed against the state its proposal is in while it is done. What is put back was done in other
 * states than the last one. Every other guard, key and check holds while a desk is restored.
 */
const GUARDS_OF_DEEDS = [['proposal', 'proposal_is_bound'], ['proposal_decision', 'proposal_decision_is_bound'], ['transaction', 'transaction_is_signed']] as const;

/** Puts rows back table by table: as the database wrote them, with moved numbers where those are taken. */
class Restorer {
  private readonly waiting: string[] = [];
  private readonly columns = new Map<string, readonly string[]>();
  private readonly counts: Record<string, number> = Object.fromEntries(ARCHIVED.map(({ name }) => [name, 0]));
  private place = 0;
  readonly offsets: Record<Numbered, number> = { series: 0, import_batch: 0 };

  constructor(private readonly tx: Transaction) {}

  async open(): Promise<void> {
    for (const table of Object.keys(NUMBERED) as Numbered[]) {
      const [{ highest }] = await this.tx.$queryRawUnsafe<{ highest: number }[]>(`SELECT coalesce(max("id"), 0)::int AS highest FROM "${table}"`);
      this.offsets[table] = highest;
    }
    for (const { name } of ARCHIVED) {
      const found = await this.tx.$queryRaw<{ name: string }[]>`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ${name} ORDER BY ordinal_position`;
      this.columns.set(name, found.map((one) => one.name));
    }
    await this.switchGuards('DISABLE');
  }

  private async switchGuards(to: 'ENABLE' | 'DISABLE'): Promise<void> {
    for (const [table, guard] of GUARDS_OF_DEEDS) await this.tx.$executeRawUnsafe(`ALTER TABLE "${table}" ${to} TRIGGER "${guard}"`);
  }

  private offsetOf(table: string, column: string): number {
    const owner = (Object.keys(NUMBERED) as Numbered[]).find((one) => (NUMBERED[one].columns as Readonly<Record<string, readonly string[]>>)[table]?.includes(column));
    return owner === undefined ? 0 : this.offsets[owner];
  }

  private async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    const { name } = ARCHIVED[this.place];
    const columns = this.columns.get(name) ?? [];
    const values = columns.map((column) => (this.offsetOf(name, column) === 0 ? `r."${column}"` : `r."${column}" + ${this.offsetOf(name, column)}`));
    // A person who is here already under the same number keeps what is known of them here.
    const onConflict = name === 'user' ? ' ON CONFLICT ("id") DO NOTHING' : '';
    await this.tx.$executeRawUnsafe(
      `INSERT INTO "${name}" (${columns.map((column) => `"${column}"`).join(', ')}) SELECT ${values.join(', ')} FROM jsonb_populate_recordset(NULL::"${name}", $1::jsonb) r${onConflict}`,
      `[${this.waiting.join(',')}]`,
    );
    this.waiting.length = 0;
  }

  async take(table: string, row: string, line: number): Promise<void> {
    const at = ARCHIVED.findIndex(({ name }) => name === table);
    if (at < this.place) stop('damaged-archive', `Line ${line} is a row of ${table}, which has no place there.`);
    if (at > this.place) {
      await this.flush();
      this.place = at;
    }
    if (this.counts[table] === 0) this.checkColumns(table, row, line);
    this.waiting.push(row);
    this.counts[table] += 1;
    if (this.waiting.length === BATCH) await this.flush();
  }

  private checkColumns(table: string, row: string, line: number): void {
    const strange = Object.keys(JSON.parse(row) as object).filter((key) => !this.columns.get(table)?.includes(key));
    if (strange.length > 0) stop('damaged-archive', `Line ${line}: ${table} has no column ${strange.join(', ')}.`);
  }

  async close(): Promise<Readonly<Record<string, number>>> {
    await this.flush();
    await this.switchGuards('ENABLE');
    for (const table of Object.keys(NUMBERED) as Numbered[]) {
      await this.tx.$executeRawUnsafe(`SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), greatest((SELECT coalesce(max("id"), 1) FROM "${table}"), nextval(pg_get_serial_sequence('"${table}"', 'id'))))`);
    }
    return this.counts;
  }
}

/** Whether the desk, or somebody's address under another number, is here already. */
async function assertRoom(tx: Transaction, { id, slug, name }: ArchiveHeader['workspace']): Promise<void> {
  const taken = await tx.workspace.findFirst({ where: { OR: [{ id }, { slug }] }, select: { id: true, name: true } });
  if (taken?.id === id) stop('already-here', `The desk ${name} is here already. Restore it into an installation that has none: a journal cannot stand twice under one number.`);
  if (taken) stop('already-here', `Another desk, ${taken.name}, has the address ${slug} here. Restore into an installation that has none.`);
}

async function assertAddresses(tx: Transaction, row: string): Promise<void> {
  const { id, email } = JSON.parse(row) as { id: string; email: string };
  const known = await tx.user.findFirst({ where: { email, NOT: { id } }, select: { id: true } });
  if (known) stop('known-address', `${email} has another account here. Restore before people are set up, or into an installation of its own.`);
}

const isMissingRight = (error: unknown): boolean => /42501|must be owner|permission denied/.test(error instanceof Error ? error.message : '');

/**
 * Puts an archived workspace back, all or nothing: under its own number, with every row as it was, so that its journal
 * verifies with the same head. Needs the owner of the tables, because a guard that lets a past be put back at once
 * would let anybody rewrite it.
 *
 * @param db connected as the owner of the tables
 * @param lines of the unpacked archive, without their line feeds
 */
export async function restoreArchive(db: Database, lines: AsyncIterable<string>): Promise<Result<Restored, RestoreRefusal>> {
  try {
    return await orRollback(() => db.$transaction(async (tx) => ok(await restore(tx, lines)), LIMITS));
  } catch (error) {
    if (isMissingRight(error)) return refuse('not-owner', 'Restoring needs the owner of the tables: set MIGRATION_DATABASE_URL to the role that migrates.');
    throw error;
  }
}

async function restore(tx: Transaction, lines: AsyncIterable<string>): Promise<Restored> {
  const hash = createHash('sha256');
  const restorer = new Restorer(tx);
  let [header, end]: [ArchiveHeader | null, ArchiveEnd | null] = [null, null];
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (end) return stop('damaged-archive', `Line ${line} stands after the end.`);
    if (!header) {
      header = await openArchive(tx, text);
      await restorer.open();
    } else {
      const found = readRowLine(text);
      if (found && ARCHIVED.some(({ name }) => name === found.table)) {
        if (found.table === 'user') await assertAddresses(tx, found.row);
        await restorer.take(found.table, found.row, line);
      } else {
        end = readEnd(text, line);
        if (end.sha256 !== hash.digest('hex')) return stop('damaged-archive', 'Its lines do not match the sum at its end: it was changed or damaged.');
        continue;
      }
    }
    hash.update(`${text}\n`);
  }
  if (!header) return stop('not-an-archive', 'This file is empty.');
  if (!end) return stop('damaged-archive', `It breaks off after line ${line}: its end is missing.`);
  const rows = await restorer.close();
  const verdict = await verifyJournal(tx, header.workspace.id);
  if (!verdict.intact || verdict.head !== header.journal.head) return stop('damaged-archive', `The journal in it does not verify: ${verdict.broken?.reason ?? 'it has another head than the archive says'}.`);
  return { workspace: header.workspace, rows, journal: header.journal, moved: { series: restorer.offsets.series, imports: restorer.offsets.import_batch } };
}

async function openArchive(tx: Transaction, text: string): Promise<ArchiveHeader> {
  const parsed = headerSchema.safeParse(readJson(text));
  if (!parsed.success) return stop('not-an-archive', 'This is no archive of a desk: its first line does not say so.');
  const header = parsed.data.archive;
  const schema = await schemaOf(tx);
  if (header.schema !== schema) return stop('other-schema', `This archive was made by schema ${header.schema}, and this installation has ${schema}. Restore it with the version that made it, then upgrade.`);
  await assertRoom(tx, header.workspace);
  return header;
}

function readEnd(text: string, line: number): ArchiveEnd {
  const parsed = endSchema.safeParse(readJson(text));
  return parsed.success ? parsed.data.end : stop('damaged-archive', `Line ${line} is neither a row nor the end.`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
