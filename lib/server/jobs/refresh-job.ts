import type { Refusal, Result } from '../../core/base/result';
import { today, type Clock } from '../clock';
import { isPassing, type Answer, type Connector, type FetchKind, type Session } from '../connectors/connector';
import { httpFor, type Fetch, type HttpLimits } from '../connectors/http';
import { findConnector } from '../connectors/registry';
import type { Database } from '../db/client';
import { failJob, finishJob, jobById, noteProgress, postponeJob, startJob, type RefreshJob } from '../db/job-store';
import { admit, findSubscription, recordFailure, recordSuccess, sealedKey, takeSlot, type Subscription } from '../db/source-store';
import { commitFacts, type Committed } from '../desk/commit-facts';
import { keyPlace, unseal } from '../secret-box';
import { backOffMs, openMs, type RetryPolicy } from './retry-policy';

/** Everything a job needs of the world; a test hands in its own. */
export interface JobTools {
  readonly db: Database;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** Asked instead of the sources themselves, by the name of the connector. */
  readonly origins: Readonly<Record<string, string>>;
  readonly limits?: HttpLimits;
  readonly retry: RetryPolicy;
  /** From 0 to 1, for the jitter of a back-off. */
  readonly random: () => number;
  readonly sealingKey: Buffer | null;
  readonly signal?: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long nothing may have been imported or booked before a draft is made of it. */
  readonly quietSeconds?: number;
}

/** A source's clock may differ from ours by this much before it is worth a word. */
const CLOCK_SLACK_MS = 10 * 60_000;
/** How often progress is written while bytes arrive. */
const PROGRESS_MS = 1_000;
/** Shares of the whole, for want of a better measure: asking, reading, writing. */
const SHARE = { asked: 0.1, read: 0.7, written: 0.8 } as const;

type Outcome = Result<Committed, string>;

async function openKey(tools: JobTools, workspaceId: string, connector: Connector): Promise<Result<string | null>> {
  if (connector.key === 'none') return { ok: true, value: null };
  const sealed = await sealedKey(tools.db, workspaceId, connector.slug);
  if (sealed === null) return { ok: true, value: null };
  const key = tools.sealingKey && unseal(tools.sealingKey, sealed, keyPlace(workspaceId, connector.slug));
  return key ? { ok: true, value: key } : { ok: false, error: { kind: 'key-unreadable', message: `The key of ${connector.name} cannot be opened with this machine's secret. Store it again.` } };
}

/** One source's session: its network, its rate limit, its key, and progress while bytes arrive. */
function sessionOf(tools: JobTools, job: RefreshJob, connector: Connector, key: string | null): Session {
  let noted = 0;
  const onBytes = (bytes: number) => {
    if (Date.now() - noted < PROGRESS_MS) return;
    noted = Date.now();
    // How much will come is not known: the bar moves towards its share and never reaches it.
    const share = SHARE.asked + (SHARE.read - SHARE.asked) * (1 - 1 / (1 + bytes / 500_000));
    void noteProgress(tools.db, job.id, share, `reading ${connector.name}, ${Math.ceil(bytes / 1024)} KiB`).catch(() => undefined);
  };
  const get = httpFor({
    fetch: tools.fetch, now: () => tools.clock.now(), hosts: connector.hosts, secrets: key === null ? [] : [key], onBytes,
    ...(tools.origins[connector.slug] ? { origin: tools.origins[connector.slug] } : {}), ...(tools.limits ? { limits: tools.limits } : {}), ...(tools.signal ? { signal: tools.signal } : {}),
  });
  const pace = async () => {
    const wait = await takeSlot(tools.db, job.workspaceId, connector.slug, connector.minIntervalMs);
    if (wait > 0) await tools.sleep(wait);
  };
  return { get, pace, key, today: today(tools.clock) };
}

/** A word about clocks that differ, when the source says what its own is. */
function skewWarning(answer: Answer, clock: Clock): readonly string[] {
  const skew = answer.serverDate === null ? 0 : answer.serverDate.getTime() - clock.now().getTime();
  if (Math.abs(skew) <= CLOCK_SLACK_MS) return [];
  return [`the source's clock is ${Math.round(Math.abs(skew) / 60_000)} minutes ${skew > 0 ? 'ahead of' : 'behind'} this machine's`];
}

/** Asks, reads, stores. */
async function refresh(tools: JobTools, job: RefreshJob, subscription: Subscription, connector: Connector): Promise<Outcome> {
  const { db, clock } = tools;
  const key = await openKey(tools, job.workspaceId, connector);
  if (!key.ok) return key;
  await noteProgress(db, job.id, SHARE.asked, `asking ${connector.name}`);
  const answer: Result<Answer, FetchKind> = await connector.ask(subscription.externalId, subscription.options, sessionOf(tools, job, connector, key.value));
  if (!answer.ok) return answer;
  await noteProgress(db, job.id, SHARE.read, 'checking the answer');
  const facts = connector.read(subscription.externalId, subscription.options, answer.value, today(clock));
  if (!facts.ok) return facts;
  await noteProgress(db, job.id, SHARE.written, 'writing');
  const warnings = [...skewWarning(answer.value, clock), ...facts.value.warnings];
  return commitFacts(db, { subscription, sourceName: connector.name, facts: { ...facts.value, warnings }, answer: answer.value, requestedBy: job.requestedBy, clock });
}

/** What follows a failure: another attempt after a while, or the end; and a word to the circuit of the source. */
async function afterFailure(tools: JobTools, job: RefreshJob, connector: Connector, error: Refusal): Promise<void> {
  const { db, clock, retry } = tools;
  const now = clock.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const passes = isPassing(error);
  await recordFailure(db, job.workspaceId, connector.slug, { at: now, kind: error.kind, message: error.message, counts: passes, opensAfter: retry.breakerAfter, openUntil: (failures) => after(openMs(retry, failures)) });
  if (!passes || job.attempt >= retry.maxAttempts) {
    const tried = passes ? ` (tried ${job.attempt} times)` : '';
    return failJob(db, job.id, now, { kind: error.kind, message: `${connector.name}: ${error.message}${tried}` });
  }
  const wait = backOffMs(retry, job.attempt, Number(error.details?.retryAfterMs ?? 0), tools.random());
  return postponeJob(db, job.id, after(wait), `attempt ${job.attempt} of ${retry.maxAttempts} failed`, { kind: error.kind, message: `${connector.name}: ${error.message}` });
}

/**
 * Does one refresh from beginning to end. Whatever the source does ends in the job's row, never in an exception: what
 * is thrown here is a fault of this machine, and the queue tries again by itself.
 */
export async function runRefresh(tools: JobTools, jobId: string): Promise<void> {
  const { db, clock, retry } = tools;
  const open = await jobById(db, jobId);
  if (!open || open.state === 'done' || open.state === 'failed') return;
  const [connector, subscription] = [findConnector(open.connector), await findSubscription(db, open.workspaceId, open.subscriptionId)];
  if (!connector || !subscription) return failJob(db, jobId, clock.now(), { kind: 'unknown-source', message: `This version knows no source called ${open.connector}.` });
  const trialEnds = new Date(clock.now().getTime() + retry.trialMs);
  const openUntil = await admit(db, open.workspaceId, connector.slug, clock.now(), trialEnds);
  if (openUntil) return postponeJob(db, jobId, openUntil, `${connector.name} is left alone after repeated failures`, null);
  const job = (await startJob(db, jobId, clock.now())) ? await jobById(db, jobId) : null;
  if (!job) return;
  const outcome = await refresh(tools, job, subscription, connector);
  // Broken off because the worker stops: that is nobody's failure, and the next worker begins anew.
  if (!outcome.ok && tools.signal?.aborted) return postponeJob(db, jobId, clock.now(), 'the worker was stopped', null);
  if (!outcome.ok) return afterFailure(tools, job, connector, outcome.error);
  await recordSuccess(db, job.workspaceId, connector.slug, clock.now());
  await finishJob(db, jobId, clock.now(), { batchId: outcome.value.batchId, rowsStored: outcome.value.stored, warnings: outcome.value.warnings });
}

