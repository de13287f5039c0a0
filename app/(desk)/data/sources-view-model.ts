import type { StatusTone } from '@/components/ui/status-mark';
import { count } from '@/lib/format/count';
import { instantShort } from '@/lib/format/date';
import type { JobReading } from '@/lib/server/use-cases/jobs';
import type { ConnectorReading, ConnectorsReading } from '@/lib/server/use-cases/list-connectors';

export interface SourceRow {
  readonly slug: string;
  readonly name: string;
  readonly site: string;
  readonly about: string;
  readonly key: string;
  readonly tone: StatusTone;
  readonly state: string;
  /** The last error and since when, or until when the source is left alone. */
  readonly detail: string | null;
  readonly lastSuccess: string;
  readonly feeds: readonly { readonly id: string; readonly code: string; readonly from: string; readonly every: string }[];
}

export interface JobRow {
  readonly id: string;
  readonly what: string;
  readonly tone: StatusTone;
  readonly state: string;
  readonly detail: string;
  readonly asked: string;
  readonly canRetry: boolean;
}

export interface SourcesView {
  readonly sources: readonly SourceRow[];
  readonly jobs: readonly JobRow[];
  readonly sub: string;
  /** Something is under way: the page looks again by itself. */
  readonly isBusy: boolean;
  readonly feedsAny: boolean;
}

const at = (date: Date | null): string => instantShort(date?.toISOString() ?? null);

const every = (hours: number): string => (hours === 24 ? 'daily' : hours === 168 ? 'weekly' : hours === 1 ? 'hourly' : `every ${count(hours)} hours`);

function keyOf({ needsKey, key }: ConnectorReading): string {
  if (key) return `stored by ${key.savedByName}`;
  return needsKey === 'none' ? 'needs none' : needsKey === 'required' ? 'missing' : 'none, works without';
}

/** How a source stands: left alone, failed last, well, or never asked. */
function standing({ state, needsKey, key }: ConnectorReading, now: Date): Pick<SourceRow, 'tone' | 'state' | 'detail'> {
  const error = state?.lastErrorMessage ? `${at(state.lastErrorAt)}: ${state.lastErrorMessage}` : null;
  if (state?.openUntil && state.openUntil > now) return { tone: 'bad', state: `Left alone until ${at(state.openUntil)}`, detail: error };
  const failedLast = state?.lastErrorAt && (!state.lastSuccessAt || state.lastErrorAt > state.lastSuccessAt);
  if (failedLast) return { tone: 'attention', state: 'Failed last', detail: error };
  if (state?.lastSuccessAt) return { tone: 'ok', state: 'Answers', detail: null };
  return { tone: 'neutral', state: needsKey === 'required' && !key ? 'Needs a key' : 'Never asked', detail: null };
}

const sourceRow = (reading: ConnectorReading, now: Date): SourceRow => ({
  slug: reading.slug, name: reading.name, site: reading.site, about: reading.about, key: keyOf(reading), ...standing(reading, now), lastSuccess: at(reading.state?.lastSuccessAt ?? null),
  feeds: reading.subscriptions.map((one) => ({ id: one.id, code: one.seriesCode, from: one.externalId, every: every(one.everyHours) })),
});

const TONES = { queued: 'neutral', running: 'neutral', waiting: 'attention', done: 'ok', failed: 'bad' } as const;

function stateOf(job: JobReading): string {
  if (job.state === 'running') return `${Math.round(job.progress * 100)} %`;
  if (job.state === 'waiting') return `Again ${at(job.retryAt)}`;
  return job.state === 'queued' ? 'Queued' : job.state === 'done' ? 'Done' : 'Failed';
}

/** What came of a job: its rows and warnings, its error, or what is being done. */
function detailOf(job: JobReading): string {
  if (job.state === 'failed') return job.errorMessage ?? '';
  if (job.state === 'waiting') return job.errorMessage ? `${job.step}. ${job.errorMessage}` : job.step;
  if (job.state !== 'done') return job.step;
  const rows = job.rowsStored === 0 ? 'nothing new' : `${count(job.rowsStored ?? 0)} new ${job.rowsStored === 1 ? 'row' : 'rows'}`;
  return [rows, ...job.warnings].join('; ');
}

const jobRow = (job: JobReading, mayAsk: boolean): JobRow => ({
  id: job.id, what: `${job.seriesCode} from ${job.sourceName} ${job.externalId}`, tone: TONES[job.state], state: stateOf(job), detail: detailOf(job),
  asked: `${at(job.requestedAt)}, ${job.requestedByName}`, canRetry: mayAsk && (job.state === 'failed' || job.state === 'waiting'),
});

/** Shapes sources and jobs for the data room. */
export function sourcesView(reading: ConnectorsReading, jobs: readonly JobReading[], now: Date, mayAsk: boolean): SourcesView {
  const isOpen = (job: JobReading) => job.state === 'queued' || job.state === 'running';
  const waits = jobs.some(isOpen) && reading.workers === 0;
  const workers = reading.workers === 0 ? (waits ? 'No worker is running: jobs wait until one does.' : 'No worker is running.') : `${count(reading.workers)} ${reading.workers === 1 ? 'worker runs' : 'workers run'}.`;
  return {
    sources: reading.connectors.map((one) => sourceRow(one, now)),
    jobs: jobs.map((job) => jobRow(job, mayAsk)),
    sub: `Fetched in the background, never while a page waits. ${workers}`,
    isBusy: reading.workers > 0 && jobs.some(isOpen),
    feedsAny: reading.connectors.some((one) => one.subscriptions.length > 0),
  };
}
