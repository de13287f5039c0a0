import type { IsoDate } from '../../core/base/iso-date';
import type { Database, Transaction } from './client';
import { fromDayNumber } from './dates';
import type { Prisma } from './generated/client';
import type { Basis } from './market-store';
import { standing } from './undone';

export interface Subscription {
  readonly id: string;
  readonly workspaceId: string;
  readonly connector: string;
  readonly externalId: string;
  readonly kind: 'price' | 'observation';
  readonly seriesCode: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly everyHours: number;
  readonly nextRefreshAt: Date;
  readonly createdBy: string;
}

const select = { id: true, workspaceId: true, connector: true, externalId: true, kind: true, seriesCode: true, options: true, everyHours: true, nextRefreshAt: true, createdBy: true } as const;

const toSubscription = (row: Prisma.SubscriptionGetPayload<{ select: typeof select }>): Subscription => ({ ...row, options: row.options as Record<string, unknown> });

export async function listSubscriptions(db: Database | Transaction, workspaceId: string): Promise<readonly Subscription[]> {
  return (await db.subscription.findMany({ where: { workspaceId }, orderBy: [{ connector: 'asc' }, { seriesCode: 'asc' }], select })).map(toSubscription);
}

export async function findSubscription(db: Database | Transaction, workspaceId: string, id: string): Promise<Subscription | null> {
  const row = await db.subscription.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select });
  return row && toSubscription(row);
}

export async function createSubscription(tx: Transaction, subscription: Omit<Subscription, 'id'>): Promise<Subscription> {
  return toSubscription(await tx.subscription.create({ data: { ...subscription, options: subscription.options as Prisma.InputJsonObject }, select }));
}

/** What feeds a series of this meaning already, if anything does: two sources under one code would contradict each other. */
export async function findFeeder(db: Database | Transaction, wanted: Pick<Subscription, 'workspaceId' | 'kind' | 'seriesCode'> & { readonly basis: Basis | null }): Promise<Subscription | null> {
  const { workspaceId, kind, seriesCode, basis } = wanted;
  const rows = (await db.subscription.findMany({ where: { workspaceId, kind, seriesCode }, select })).map(toSubscription);
  return rows.find((row) => (row.options.basis ?? null) === basis) ?? null;
}

export async function removeSubscription(tx: Transaction, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.subscription.deleteMany({ where: { workspaceId, id } })).count > 0;
}

/** Takes the subscriptions that are due and sets their next time, so that each is taken once on however many machines. */
export async function takeDue(tx: Transaction, now: Date): Promise<readonly Subscription[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE subscription SET next_refresh_at = ${now}::timestamptz + every_hours * interval '1 hour'
    WHERE id IN (SELECT id FROM subscription WHERE next_refresh_at <= ${now} ORDER BY next_refresh_at LIMIT 200 FOR UPDATE SKIP LOCKED) RETURNING id::text`;
  return (await tx.subscription.findMany({ where: { id: { in: rows.map((row) => row.id) } }, orderBy: { createdAt: 'asc' }, select })).map(toSubscription);
}

// ── Keys ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface SealedKey {
  readonly connector: string;
  readonly savedBy: string;
  readonly savedAt: Date;
}

export async function putKey(tx: Transaction, workspaceId: string, key: SealedKey & { readonly sealed: string }): Promise<void> {
  const { connector, ...rest } = key;
  await tx.connectorKey.upsert({ where: { workspaceId_connector: { workspaceId, connector } }, create: { workspaceId, ...key }, update: rest });
}

export async function removeKey(tx: Transaction, workspaceId: string, connector: string): Promise<boolean> {
  return (await tx.connectorKey.deleteMany({ where: { workspaceId, connector } })).count > 0;
}

/** Which sources have a key. The sealed text itself is read by `sealedKey` alone, where a request is about to be sent. */
export async function listKeys(db: Database | Transaction, workspaceId: string): Promise<readonly SealedKey[]> {
  return db.connectorKey.findMany({ where: { workspaceId }, select: { connector: true, savedBy: true, savedAt: true } });
}

export async function sealedKey(db: Database, workspaceId: string, connector: string): Promise<string | null> {
  return (await db.connectorKey.findUnique({ where: { workspaceId_connector: { workspaceId, connector } }, select: { sealed: true } }))?.sealed ?? null;
}

// ── How a source behaves ──────────────────────────────────────────────────────────────────────────────────────

export interface SourceState {
  readonly connector: string;
  readonly failuresInARow: number;
  readonly openUntil: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly lastErrorAt: Date | null;
  readonly lastErrorKind: string | null;
  readonly lastErrorMessage: string | null;
}

const stateSelect = { connector: true, failuresInARow: true, openUntil: true, lastSuccessAt: true, lastErrorAt: true, lastErrorKind: true, lastErrorMessage: true } as const;

export async function listSourceStates(db: Database | Transaction, workspaceId: string): Promise<readonly SourceState[]> {
  return db.sourceState.findMany({ where: { workspaceId }, select: stateSelect });
}

/**
 * Whether the circuit lets a request through: null when it does, else until when it is open. When that time has come,
 * one caller is let through as the trial and the others wait until `trialEnds`.
 */
export async function admit(db: Database, workspaceId: string, connector: string, now: Date, trialEnds: Date): Promise<Date | null> {
  const trial = await db.sourceState.updateMany({ where: { workspaceId, connector, openUntil: { lte: now } }, data: { openUntil: trialEnds } });
  if (trial.count > 0) return null;
  const state = await db.sourceState.findUnique({ where: { workspaceId_connector: { workspaceId, connector } }, select: { openUntil: true } });
  return state?.openUntil ?? null;
}

export async function recordSuccess(db: Database, workspaceId: string, connector: string, now: Date): Promise<void> {
  const state = { failuresInARow: 0, openUntil: null, lastSuccessAt: now };
  await db.sourceState.upsert({ where: { workspaceId_connector: { workspaceId, connector } }, create: { workspaceId, connector, ...state }, update: state });
}

export interface SourceError {
  readonly at: Date;
  readonly kind: string;
  readonly message: string;
  /** Whether it speaks against the source, or only against what was asked of it. */
  readonly counts: boolean;
  /** From how many failures in a row the circuit opens, and for how long then. */
  readonly opensAfter: number;
  readonly openUntil: (failuresInARow: number) => Date;
}

export async function recordFailure(db: Database, workspaceId: string, connector: string, error: SourceError): Promise<void> {
  const last = { lastErrorAt: error.at, lastErrorKind: error.kind, lastErrorMessage: error.message };
  const step = error.counts ? 1 : 0;
  await db.$transaction(async (tx) => {
    const { failuresInARow } = await tx.sourceState.upsert({
      where: { workspaceId_connector: { workspaceId, connector } },
      create: { workspaceId, connector, failuresInARow: step, ...last },
      update: { failuresInARow: { increment: step }, ...last },
      select: { failuresInARow: true },
    });
    // An answer that cannot be used is an answer: the source is up, and the trial is over.
    const openUntil = error.counts ? (failuresInARow >= error.opensAfter ? error.openUntil(failuresInARow) : undefined) : null;
    if (openUntil !== undefined) await tx.sourceState.update({ where: { workspaceId_connector: { workspaceId, connector } }, data: { openUntil } });
  });
}

/** Takes the source's next free moment and says how long it is until then, by the database's clock: one for all machines. */
export async function takeSlot(db: Database, workspaceId: string, connector: string, intervalMs: number): Promise<number> {
  const [row] = await db.$queryRaw<{ wait: number }[]>`
    INSERT INTO source_state AS s (workspace_id, connector, next_slot_at) VALUES (${workspaceId}::uuid, ${connector}, clock_timestamp() + ${intervalMs} * interval '1 millisecond')
    ON CONFLICT (workspace_id, connector) DO UPDATE SET next_slot_at = greatest(clock_timestamp(), coalesce(s.next_slot_at, clock_timestamp())) + ${intervalMs} * interval '1 millisecond'
    RETURNING greatest(0, extract(epoch FROM next_slot_at - clock_timestamp()) * 1000 - ${intervalMs})::float8 AS wait`;
  return row.wait;
}

// ── What is stored of a series already ────────────────────────────────────────────────────────────────────────

export interface SeriesExtent {
  readonly id: number;
  readonly rows: number;
  readonly first: IsoDate | null;
  readonly last: IsoDate | null;
  /** Days or periods between the two days asked about. */
  readonly rowsWithin: number;
}

/** How far a series reaches, and how many days or periods it has from `from` to `to`; null when there is no such series. */
export async function seriesExtent(tx: Transaction, workspaceId: string, series: { readonly kind: 'price' | 'observation'; readonly code: string; readonly basis: Basis | null }, from: IsoDate, to: IsoDate): Promise<SeriesExtent | null> {
  const rows = await tx.$queryRaw<{ id: number; rows: number; first: number | null; last: number | null; within: number }[]>`
    SELECT s.id, count(DISTINCT f.day)::int AS rows, min(f.day) - '1970-01-01'::date AS first, max(f.day) - '1970-01-01'::date AS last,
           count(DISTINCT f.day) FILTER (WHERE f.day BETWEEN ${from}::date AND ${to}::date)::int AS within
    FROM series s LEFT JOIN LATERAL (
      SELECT date AS day FROM price WHERE series_id = s.id AND ${standing()} UNION ALL SELECT period FROM observation WHERE series_id = s.id AND ${standing()}
    ) f ON true
    WHERE s.workspace_id = ${workspaceId}::uuid AND s.kind = ${series.kind}::series_kind AND s.code = ${series.code} AND s.basis IS NOT DISTINCT FROM ${series.basis}::price_basis GROUP BY s.id`;
  const [row] = rows;
  return row ? { id: row.id, rows: row.rows, first: row.first === null ? null : fromDayNumber(row.first), last: row.last === null ? null : fromDayNumber(row.last), rowsWithin: row.within } : null;
}

/** How many observations of a batch say otherwise what was known since the same day already, and the first such period. */
export async function revisedBy(tx: Transaction, batchId: number): Promise<{ readonly rows: number; readonly first: IsoDate | null }> {
  const [row] = await tx.$queryRaw<{ rows: number; first: number | null }[]>`
    SELECT count(*)::int AS rows, min(n.period) - '1970-01-01'::date AS first FROM observation n WHERE n.batch_id = ${batchId}
      AND EXISTS (SELECT FROM observation o WHERE o.series_id = n.series_id AND o.period = n.period AND o.known_at = n.known_at AND o.batch_id <> n.batch_id AND ${standing()})`;
  return { rows: row.rows, first: row.first === null ? null : fromDayNumber(row.first) };
}
