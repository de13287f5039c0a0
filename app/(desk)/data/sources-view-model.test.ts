import { describe, expect, it } from 'vitest';
import type { JobReading } from '@/lib/server/use-cases/jobs';
import type { ConnectorReading } from '@/lib/server/use-cases/list-connectors';
import { sourcesView } from './sources-view-model';

const NOW = new Date('2026-11-20T18:00:00.000Z');
const EARLIER = new Date('2026-11-20T17:00:00.000Z');
const LATER = new Date('2026-11-20T18:15:00.000Z');

const connector = (over: Partial<ConnectorReading> = {}): ConnectorReading => ({
  slug: 'ecb', name: 'ECB', site: 'https://example.invalid', about: 'Rates.', idHint: 'a currency', asks: [], kind: 'observation', needsKey: 'none', key: null, state: null, subscriptions: [], ...over,
});
const state = (over: object) => ({ failuresInARow: 0, openUntil: null, lastSuccessAt: null, lastErrorAt: null, lastErrorKind: null, lastErrorMessage: null, ...over });
const job = (over: Partial<JobReading>): JobReading => ({
  id: '1', workspaceId: 'w', subscriptionId: 's', connector: 'ecb', state: 'queued', attempt: 0, progress: 0, step: 'waiting for a worker', requestedBy: 'u', requestedAt: EARLIER, startedAt: null, finishedAt: null,
  retryAt: null, errorKind: null, errorMessage: null, batchId: null, rowsStored: null, warnings: [], sourceName: 'ECB', externalId: 'USD', seriesCode: 'EURUSD', requestedByName: 'Ana', ...over,
});
const view = (one: ConnectorReading, jobs: readonly JobReading[] = [], workers = 1, mayAsk = true) => sourcesView({ connectors: [one], workers }, jobs, NOW, mayAsk);

describe('a source', () => {
  it.each([
    ['never asked', connector(), 'neutral', 'Never asked'],
    ['without the key it needs', connector({ needsKey: 'required' }), 'neutral', 'Needs a key'],
    ['that answered last', connector({ state: state({ lastSuccessAt: NOW, lastErrorAt: EARLIER, lastErrorMessage: 'x' }) }), 'ok', 'Answers'],
    ['that failed last', connector({ state: state({ lastSuccessAt: EARLIER, lastErrorAt: NOW, lastErrorMessage: 'it answered 500' }) }), 'attention', 'Failed last'],
    ['whose circuit is open', connector({ state: state({ openUntil: LATER, lastErrorAt: NOW, lastErrorMessage: 'it answered 500' }) }), 'bad', 'Left alone until 20 Nov, 18:15'],
    ['whose circuit may be tried', connector({ state: state({ openUntil: EARLIER, lastErrorAt: EARLIER, lastErrorMessage: 'x' }) }), 'attention', 'Failed last'],
  ])('%s says so', (_, reading, tone, words) => {
    expect(view(reading).sources[0]).toMatchObject({ tone, state: words });
  });

  it('says that a key is stored and by whom', () => {
    expect(view(connector({ needsKey: 'required', key: { savedByName: 'Ada', savedAt: NOW } })).sources[0].key).toBe('stored by Ada');
  });
});

describe('a job', () => {
  it.each([
    [{ state: 'running', progress: 0.42, step: 'reading ECB, 12 KiB' }, '42 %', 'reading ECB, 12 KiB', false],
    [{ state: 'waiting', retryAt: LATER, step: 'attempt 1 of 6 failed', errorMessage: 'ECB: it answered 500' }, 'Again 20 Nov, 18:15', 'attempt 1 of 6 failed. ECB: it answered 500', true],
    [{ state: 'done', rowsStored: 0 }, 'Done', 'nothing new', false],
    [{ state: 'done', rowsStored: 1_200, warnings: ['3 past values were revised'] }, 'Done', '1,200 new rows; 3 past values were revised', false],
    [{ state: 'failed', errorMessage: 'ECB: it answered 404' }, 'Failed', 'ECB: it answered 404', true],
  ] as const)('%o reads as a person would say it', (over, words, detail, canRetry) => {
    expect(view(connector(), [job(over)]).jobs[0]).toMatchObject({ what: 'EURUSD from ECB USD', state: words, detail, canRetry });
  });

  it('is retried by those who may alone', () => {
    expect(view(connector(), [job({ state: 'failed' })], 1, false).jobs[0].canRetry).toBe(false);
  });

  it('without a worker waits, and the page says why instead of looking again and again', () => {
    expect(view(connector(), [job({})], 0)).toMatchObject({ isBusy: false, sub: expect.stringContaining('No worker is running: jobs wait') as string });
    expect(view(connector(), [job({})])).toMatchObject({ isBusy: true, sub: expect.stringContaining('1 worker runs') as string });
  });
});
