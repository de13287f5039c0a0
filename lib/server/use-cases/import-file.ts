import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { parseAs } from '../../core/base/parsing';
import { ok, refuse, type Result } from '../../core/base/result';
import { forbidden } from '../auth/permissions';
import { today } from '../clock';
import type { Transaction } from '../db/client';
import { createBatch, deferBatchKeys, findBatch, lockImports, nextBatchId, type ImportBatch } from '../db/import-store';
import { appendJournal } from '../db/journal-store';
import { storeTime } from '../db/market-store';
import { findPortfolio, hasPolicy, policyAt, type Portfolio } from '../db/portfolio-store';
import { wireOf } from '../db/wire';
import { adoptPolicy, DEFAULT_SETTINGS, FROM_THE_BEGINNING, settingsOf } from '../desk/adopt-policy';
import { bookStatement } from '../desk/book-statement';
import { bookTransactionFile, planBookings } from '../desk/book-transactions';
import { observationWriter, priceWriter, type BatchTarget, type SeriesFacts } from '../desk/import-writers';
import { unknownPortfolio } from '../desk/open-desk';
import { hashOf } from '../hash';
import type { HoldingRecord } from '../imports/kinds/holdings';
import { importRequestSchema, type ImportRecord, type ImportRequest } from '../imports/kinds/registry';
import type { TransactionRecord } from '../imports/kinds/transaction-record';
import type { WeightRecord } from '../imports/kinds/weights';
import { IMPORT_LIMITS } from '../imports/limits';
import { parseImport } from '../imports/parse-import';
import type { ImportReport } from '../imports/report';
import { dateSchema, plainText, slugSchema } from './inputs';
import { defineUseCase, orRollback, Rollback, type Context } from './use-case';

/** The largest file the import room takes; the command line takes what the parser takes. */
export const MAX_UPLOAD_BYTES = Math.min(IMPORT_LIMITS.maxFileBytes, 256 * 1024 * 1024);

/** The longest an import may hold its transaction. A file of the largest size allowed stays well below it here. */
const IMPORT_TIMEOUT_MS = 15 * 60_000;

const inputSchema = z.strictObject({
  /** Where the bytes lie on this machine: a spooled upload or the command line's argument, never a person's text. */
  path: z.string().min(1),
  fileName: plainText.min(1).max(255),
  /** What the person states about the file; `today` is filled in here. */
  request: z.record(z.string(), z.unknown()),
  /** Whose holdings or policy the file holds. */
  portfolio: slugSchema.optional(),
  /** From when a policy file counts. */
  effectiveFrom: dateSchema.optional(),
  dryRun: z.boolean().default(false),
  source: z.string().max(200).optional(),
  simulated: z.boolean().default(false),
  facts: z.custom<SeriesFacts>((value) => value === undefined || value instanceof Map).optional(),
  onProgress: z.custom<(bytesRead: number) => void>((value) => value === undefined || typeof value === 'function').optional(),
  /** Whoever asked may leave: what was written until then is rolled back. */
  signal: z.custom<AbortSignal>((value) => value === undefined || value instanceof AbortSignal).optional(),
});
type Input = z.output<typeof inputSchema>;

export interface ImportOutcome {
  readonly report: ImportReport<ImportRecord>;
  /** Null for a dry run. */
  readonly batchId: number | null;
  /** Rows that said something new. */
  readonly stored: number;
  /** The same file with the same statements was imported before; nothing was written. */
  readonly alreadyImported: boolean;
}

/** What a person stated, without the day it was stated on: tomorrow the same file is still the same import. */
const statedOptions = (request: ImportRequest): Record<string, unknown> => Object.fromEntries(Object.entries(request).filter(([key]) => key !== 'today'));

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Stops the work of somebody who has left. */
function heed(input: Input): void {
  if (input.signal?.aborted) throw new Rollback(refuse('cancelled', 'Cancelled. Nothing was written.'));
}

async function parse(input: Input, request: ImportRequest, sink: (records: ImportRecord[]) => Promise<void>): Promise<ImportReport<ImportRecord>> {
  const source = createReadStream(input.path);
  const told = (bytesRead: number): void => {
    heed(input);
    input.onProgress?.(bytesRead);
  };
  try {
    const report = (await parseImport(source, request, sink, told)) as ImportReport<ImportRecord>;
    heed(input);
    return report;
  } finally {
    source.destroy();
  }
}

interface Work {
  readonly context: Context;
  readonly input: Input;
  readonly request: ImportRequest;
  readonly portfolio: Portfolio | null;
}

interface Written {
  readonly report: ImportReport<ImportRecord>;
  /** Writes what is judged as a whole, and says how many rows said something new. */
  readonly stored: () => Promise<number>;
  readonly warnings: () => readonly string[];
}

/** Kinds whose rows are kept until the file is read: they belong to a portfolio and are few. */
const OF_PORTFOLIO: ReadonlySet<ImportRequest['kind']> = new Set<ImportRequest['kind']>(['holdings', 'weights', 'transactions']);

/** A book that has begun is known here, so that its sales are judged against it and not against the file alone. */
const continued = (request: ImportRequest): ImportRequest => (request.kind === 'transactions' ? { ...request, continues: true } : request);

function writerOf({ input, request }: Work, target: BatchTarget) {
  const facts = input.facts ?? new Map();
  if (request.kind === 'observations') return observationWriter(target, request, facts);
  if (request.kind === 'returns') return priceWriter(target, { basis: 'total-return', sampling: 'end', currency: request.currency, fromReturns: true }, facts);
  return request.kind === 'prices' ? priceWriter(target, request, facts) : null;
}

/** Reads the file into the store; the caller's transaction makes it all or nothing. */
async function write(work: Work, target: BatchTarget): Promise<Written> {
  const { context, input, request, portfolio } = work;
  const writer = writerOf(work, target);
  if (writer) {
    // However the reading ends, nothing may be under way when the transaction does.
    const report = await parse(input, request, writer.take as (records: ImportRecord[]) => Promise<void>).finally(writer.settled);
    return { report, stored: writer.stored, warnings: writer.warnings };
  }
  const records: ImportRecord[] = [];
  const report = await parse(input, continued(request), async (chunk) => void records.push(...chunk));
  const owner = portfolio as Portfolio;
  const whole = (stored: Written['stored']): Written => ({ report, stored, warnings: () => [] });
  if (request.kind === 'holdings') return whole(() => bookStatement(context, { owner, bookedBy: context.actor.userId, asOf: request.asOf, target }, records as HoldingRecord[]));
  if (request.kind === 'transactions') return whole(() => bookOrRefuse(report, input.fileName, () => bookTransactionFile(owner, context.actor.userId, target, records as TransactionRecord[])));
  return whole(() => adoptWeights(context, target, owner, records as WeightRecord[], input.effectiveFrom));
}

/** A line that the book refuses is a rejected line of the file like any other. */
async function bookOrRefuse(report: ImportReport<ImportRecord>, fileName: string, book: () => Promise<number>): Promise<number> {
  try {
    return await book();
  } catch (error) {
    if (!(error instanceof Rollback) || error.refusal.error.kind !== 'line-refused') throw error;
    const refused = withRefusal(report, { line: Number(error.refusal.error.details?.line ?? 0), reason: error.refusal.error.message });
    throw new Rollback(refuse('rejected', rejection(fileName, refused), { report: refused }));
  }
}

const withRefusal = (report: ImportReport<ImportRecord>, problem: { readonly line: number; readonly reason: string }): ImportReport<ImportRecord> => ({
  ...report, decision: 'reject', accepted: report.accepted - 1, rejectedRows: report.rejectedRows + 1, rejected: [...report.rejected, problem],
});

const withWarnings = (report: ImportReport<ImportRecord>, more: readonly string[]): ImportReport<ImportRecord> =>
  more.length === 0 ? report : { ...report, decision: 'accept-with-warnings', warnings: [...report.warnings, ...more.map((reason) => ({ reason }))] };

async function adoptWeights({ actor, clock }: Context, target: BatchTarget, owner: Portfolio, records: readonly WeightRecord[], effectiveFrom?: IsoDate): Promise<number> {
  const from = effectiveFrom ?? today(clock);
  const before = await policyAt(target.tx, owner.id, from);
  const settings = before ? settingsOf(before) : DEFAULT_SETTINGS;
  const cash = records.some((record) => record.asset === settings.cash) ? settings.cash : (records.find((record) => record.group === 'cash')?.asset ?? null);
  await adoptPolicy(target.tx, {
    workspaceId: actor.workspaceId, portfolioId: owner.id, baseCurrency: owner.baseCurrency, effectiveFrom: before ? from : FROM_THE_BEGINNING,
    lines: records.map((record) => ({ ...record, code: record.asset, costBps: record.costBps ?? before?.policy.lines.find((line) => line.asset === record.asset)?.costBps ?? 10 })),
    settings: { ...settings, cash }, modelVersionId: before?.model.id ?? null, note: 'imported weights', batchId: target.batchId, createdBy: actor.userId,
  });
  return records.length;
}

/** The hash under which this content may be written: once, and once more after every time it was taken back. */
async function openHash(db: Context['db'] | Transaction, workspaceId: string, contentHash: string): Promise<{ readonly hash: string; readonly batch: ImportBatch | null }> {
  const batch = await findBatch(db, workspaceId, contentHash);
  return batch?.undoneBy ? openHash(db, workspaceId, hashOf({ again: contentHash, after: batch.undoneBy.id })) : { hash: contentHash, batch };
}

async function commit(work: Work, tx: Transaction, contentHash: string, sha256: string): Promise<Result<ImportOutcome>> {
  const { context, input, request, portfolio } = work;
  const { workspaceId, userId } = context.actor;
  await lockImports(tx, workspaceId);
  const open = await openHash(tx, workspaceId, contentHash);
  if (open.batch) throw new Rollback(refuse('already-imported', 'This file was imported before; nothing was written.'));
  const recordedAt = await storeTime(tx);
  const batchId = await nextBatchId(tx);
  const batch = {
    id: batchId, workspaceId, portfolioId: portfolio?.id ?? null, kind: request.kind, fileName: input.fileName, fileSha256: sha256, contentHash: open.hash, options: statedOptions(request), importedBy: userId, recordedAt,
  };
  await deferBatchKeys(tx);
  const target: BatchTarget = { tx, wire: await wireOf(tx), workspaceId, batchId, recordedAt, source: input.source ?? input.fileName, simulated: input.simulated };
  const { report, stored, warnings } = await write(work, target);
  if (report.decision === 'reject') throw new Rollback(refuse('rejected', rejection(input.fileName, report), { report }));
  const isTable = OF_PORTFOLIO.has(request.kind);
  if (isTable) await createBatch(tx, { ...batch, rowsRead: report.rows, rowsStored: report.records, warnings: report.warnings });
  const count = await stored();
  const whole = withWarnings(report, warnings());
  if (!isTable) await createBatch(tx, { ...batch, rowsRead: report.rows, rowsStored: count, warnings: whole.warnings });
  await appendJournal(tx, workspaceId, {
    at: context.clock.now(), actor: userId, kind: 'data.imported', subject: portfolio ? 'portfolio' : 'workspace', subjectId: portfolio?.id ?? workspaceId,
    body: { batch: batchId, kind: request.kind, file: input.fileName, sha256, rows: report.rows, stored: count, warnings: whole.warnings.length },
  });
  heed(input);
  return ok({ report: whole, batchId, stored: count, alreadyImported: false });
}

function rejection(fileName: string, report: ImportReport<ImportRecord>): string {
  const [first] = report.rejected;
  const where = first && first.line > 0 ? `line ${first.line}: ` : '';
  const more = report.rejectedRows > 1 ? ` and ${report.rejectedRows - 1} more` : '';
  return `${fileName} was not imported, nothing was written. ${first ? `${where}${first.reason}${more}` : 'See the report.'}`;
}

/** What a file would do, without doing it. */
async function look({ db }: Context, input: Input, request: ImportRequest, portfolio: Portfolio | null): Promise<ImportReport<ImportRecord>> {
  const records: ImportRecord[] = [];
  const report = await parse(input, continued(request), async (chunk) => void (request.kind === 'transactions' && records.push(...chunk)));
  if (request.kind !== 'transactions' || !portfolio || report.decision === 'reject') return report;
  const { problem } = await planBookings(db, portfolio, records as TransactionRecord[]);
  return problem ? withRefusal(report, problem) : report;
}

/** Reads a file and stores what it says: all or nothing, and the same file twice is the same as once. */
export const importFile = defineUseCase({
  name: 'import-file',
  permission: 'import-data',
  input: inputSchema,
  // Prices and the like belong to the desk, whatever portfolio is named beside them.
  at: (_context, { request, portfolio }) => (OF_PORTFOLIO.has(request.kind as ImportRequest['kind']) ? (portfolio ?? null) : null),
  run: async (context, input): Promise<Result<ImportOutcome>> => {
    const { db, actor } = context;
    const parsed = parseAs(importRequestSchema, { ...input.request, today: today(context.clock) }, 'invalid-input');
    if (!parsed.ok) return parsed;
    const request = parsed.value;
    if (request.kind === 'prices' && request.basisAssumed && !input.dryRun) return refuse('invalid-input', 'basis: state whether the file holds total returns or prices; it cannot be taken for granted where something is written');
    const needsPortfolio = OF_PORTFOLIO.has(request.kind);
    if (needsPortfolio && input.portfolio === undefined) return refuse('invalid-input', `portfolio: ${request.kind} belong to a portfolio; say which`);
    const portfolio = needsPortfolio ? await findPortfolio(db, actor.workspaceId, input.portfolio ?? '') : null;
    if (needsPortfolio && !portfolio) return unknownPortfolio(input.portfolio ?? '');
    const policyChange = request.kind === 'weights' && portfolio && (await hasPolicy(db, portfolio.id)) ? forbidden(actor, 'change-policy') : null;
    if (policyChange) return policyChange;
    if (request.kind === 'holdings' && request.asOf > today(context.clock)) return refuse('invalid-input', `asOf: ${request.asOf} lies in the future`);
    if (input.dryRun) {
      return orRollback(async () => {
        const report = await look(context, input, request, portfolio);
        return report.decision === 'reject' ? refuse('rejected', rejection(input.fileName, report), { report }) : ok({ report, batchId: null, stored: 0, alreadyImported: false });
      });
    }
    const sha256 = await sha256Of(input.path);
    const contentHash = hashOf({ kind: request.kind, portfolio: portfolio?.id ?? null, sha256, options: statedOptions(request), effectiveFrom: input.effectiveFrom ?? null });
    const outcome = await orRollback(() => db.$transaction((tx) => commit({ context, input, request, portfolio }, tx, contentHash, sha256), { timeout: IMPORT_TIMEOUT_MS, maxWait: 30_000 }));
    if (outcome.ok || outcome.error.kind !== 'already-imported') return outcome;
    const [report, { batch }] = await Promise.all([parse(input, request, async () => undefined), openHash(db, actor.workspaceId, contentHash)]);
    return ok({ report, batchId: batch?.id ?? null, stored: 0, alreadyImported: true });
  },
});
