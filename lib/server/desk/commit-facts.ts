import { addDays, type IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { today, type Clock } from '../clock';
import type { Answer, Facts, PriceFacts } from '../connectors/connector';
import type { Database, Transaction } from '../db/client';
import { createBatch, deferBatchKeys, lockImports, nextBatchId } from '../db/import-store';
import { appendJournal } from '../db/journal-store';
import { readLevels, storeTime } from '../db/market-store';
import { revisedBy, seriesExtent, type SeriesExtent, type Subscription } from '../db/source-store';
import { wireOf } from '../db/wire';
import { hashOf, sha256 } from '../hash';
import { IMPORT_LIMITS } from '../imports/limits';
import { orRollback, Rollback } from '../use-cases/use-case';
import { observationWriter, periodDays, priceWriter, type BatchTarget, type SeriesFacts } from './import-writers';

/** Levels closer than this, relatively, are the same level: some sources compute theirs in single precision, anew each time. */
const LEVEL_NOISE = 1e-6;
/** How many days a history may begin later or end earlier than what is stored. */
const SLACK_DAYS = 7;
/** The share of the stored days that an answer must still hold. */
const ENOUGH = 0.95;
const COMMIT_TIMEOUT_MS = 5 * 60_000;

export interface Committed {
  /** Null when the answer said nothing new. */
  readonly batchId: number | null;
  readonly stored: number;
  readonly warnings: readonly string[];
}

export interface Refreshed {
  readonly subscription: Subscription;
  readonly sourceName: string;
  readonly facts: Facts;
  readonly answer: Answer;
  readonly requestedBy: string;
  readonly clock: Clock;
}

const basisOf = (facts: Facts) => (facts.kind === 'price' ? facts.basis : null);

/** First and last day of what an answer is about, and how many days or periods that is. */
function reach(facts: Facts): { readonly first: IsoDate; readonly last: IsoDate; readonly rows: number } {
  const days = facts.kind === 'price' ? facts.levels.map((row) => row.date) : [...new Set(facts.values.map((row) => periodDays(row.period).first))];
  const sorted = [...days].sort();
  return { first: sorted[0], last: sorted[sorted.length - 1], rows: sorted.length };
}

/**
 * Why an answer that is right in itself does not follow what is stored: it ends earlier, has lost days, or begins so
 * late that levels adjusted backwards would meet older ones on another footing.
 */
function shrinkage(facts: Facts, stored: SeriesExtent | null): string | null {
  if (!stored || stored.first === null || stored.last === null) return null;
  const { first, last, rows } = reach(facts);
  if (last < addDays(stored.last, -SLACK_DAYS)) return `it ends on ${last}, and what is stored ends on ${stored.last}`;
  if (facts.kind === 'price' && first > addDays(stored.first, SLACK_DAYS)) return `it begins on ${first}, and what is stored begins on ${stored.first}: the two would not fit together. Subscribe under another code`;
  return rows < ENOUGH * stored.rowsWithin ? `it holds ${rows} days or periods from ${first} to ${last}, and ${stored.rowsWithin} are stored` : null;
}

/** The levels that differ from the stored ones by more than noise. */
async function withoutNoise(tx: Transaction, facts: PriceFacts, stored: SeriesExtent | null, recordedAt: Date): Promise<PriceFacts['levels']> {
  if (!stored || stored.rows === 0) return facts.levels;
  const { dates, columns } = await readLevels(tx, [{ id: stored.id, name: 'level' }], reach(facts).last, recordedAt);
  const before = new Map(dates.map((date, k) => [date, columns.level[k]]));
  return facts.levels.filter(({ date, level }) => {
    const known = before.get(date);
    return known === null || known === undefined || Math.abs(level / known - 1) > LEVEL_NOISE;
  });
}

function revisionWarning({ rows, first }: { readonly rows: number; readonly first: IsoDate | null }): readonly string[] {
  return rows === 0 ? [] : [`${rows} past ${rows === 1 ? 'value was' : 'values were'} revised, from ${first} on. The old ones stay beside the new`];
}

interface Written {
  readonly stored: number;
  /** What the source changed of its own past. */
  readonly warnings: readonly string[];
}

/** Hands the facts to the writers that imports use. */
async function write(tx: Transaction, target: BatchTarget, refreshed: Refreshed, stored: SeriesExtent | null): Promise<Written> {
  const { facts, subscription, sourceName, clock } = refreshed;
  const code = subscription.seriesCode;
  const about: SeriesFacts = new Map([[code, { source: sourceName, ...(facts.name ? { name: facts.name } : {}), ...(facts.frequency ? { frequency: facts.frequency } : {}), ...(facts.kind === 'observation' && facts.unit ? { unit: facts.unit } : {}) }]]);
  const chunk = IMPORT_LIMITS.batchRecords;
  if (facts.kind === 'price') {
    const writer = priceWriter(target, facts, about);
    const levels = await withoutNoise(tx, facts, stored, target.recordedAt);
    for (let k = 0; k < levels.length; k += chunk) await writer.take(levels.slice(k, k + chunk).map((row) => ({ code, ...row })));
    return { stored: await writer.stored(), warnings: writer.warnings() };
  }
  const lag = facts.typicalLagDays === null ? {} : { typicalLagDays: facts.typicalLagDays };
  const writer = observationWriter(target, { kind: 'observations', pointInTime: facts.pointInTime, today: today(clock), ...lag }, about);
  for (let k = 0; k < facts.values.length; k += chunk) await writer.take(facts.values.slice(k, k + chunk).map((row) => ({ seriesId: code, ...row })));
  return { stored: await writer.stored(), warnings: [...writer.warnings(), ...revisionWarning(await revisedBy(tx, target.batchId))] };
}

const rawHash = (answer: Answer): string => sha256(Buffer.concat(answer.parts.map((part) => part.bytes)));

async function commit(tx: Transaction, refreshed: Refreshed): Promise<Result<Committed>> {
  const { facts, subscription, answer, sourceName, requestedBy, clock } = refreshed;
  const { workspaceId, connector, externalId, seriesCode: code } = subscription;
  await lockImports(tx, workspaceId);
  const { first, last } = reach(facts);
  const stored = await seriesExtent(tx, workspaceId, { kind: facts.kind, code, basis: basisOf(facts) }, first, last);
  const shrunk = shrinkage(facts, stored);
  if (shrunk) throw new Rollback(refuse('shrunk-history', `The answer was not taken: ${shrunk}.`));
  const recordedAt = await storeTime(tx);
  const batchId = await nextBatchId(tx);
  await deferBatchKeys(tx);
  const { stored: count, warnings: changes } = await write(tx, { tx, wire: await wireOf(tx), workspaceId, batchId, recordedAt, source: sourceName, simulated: false }, refreshed, stored);
  if (count === 0) throw new Rollback(refuse('unchanged', 'The answer said nothing new.'));
  const warnings = [...facts.warnings, ...changes];
  const sha = rawHash(answer);
  const fileName = `${sourceName} ${externalId}`;
  const rows = facts.kind === 'price' ? facts.levels.length : facts.values.length;
  await createBatch(tx, {
    id: batchId, workspaceId, portfolioId: null, kind: facts.kind === 'price' ? 'prices' : 'observations', fileName, fileSha256: sha,
    // An answer may come back to what it once said: that is a batch of its own, which the number tells apart.
    contentHash: hashOf({ connector, externalId, code, sha256: sha, batch: batchId }),
    options: { connector, externalId, series: code, address: answer.address, ...subscription.options },
    rowsRead: rows, rowsStored: count, warnings: warnings.map((reason) => ({ reason })), importedBy: requestedBy, recordedAt,
  });
  await appendJournal(tx, workspaceId, {
    at: clock.now(), actor: requestedBy, kind: 'data.imported', subject: 'workspace', subjectId: workspaceId,
    body: { batch: batchId, kind: facts.kind === 'price' ? 'prices' : 'observations', file: fileName, sha256: sha, rows, stored: count, warnings: warnings.length },
  });
  return ok({ batchId, stored: count, warnings });
}

/**
 * Stores what a source said, in one transaction, through the writers and with the provenance of an import. What it
 * says again is nothing new; what it says otherwise stands beside the old, with a warning. A history that shrank is
 * refused.
 */
export async function commitFacts(db: Database, refreshed: Refreshed): Promise<Result<Committed>> {
  const outcome = await orRollback(() => db.$transaction((tx) => commit(tx, refreshed), { timeout: COMMIT_TIMEOUT_MS, maxWait: 30_000 }));
  if (outcome.ok || outcome.error.kind !== 'unchanged') return outcome;
  return ok({ batchId: null, stored: 0, warnings: refreshed.facts.warnings });
}
