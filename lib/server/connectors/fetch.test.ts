import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../core/base/iso-date';
import { answers, startSource, type Behaviour, type SourceServer } from '../testing/source-server';
import type { Answer, Connector, Facts } from './connector';
import { httpFor } from './http';
import { ecb } from './ecb/connector';
import { fred } from './fred/connector';
import { shiller } from './shiller/connector';
import { tiingo } from './tiingo/connector';
import { yahoo } from './yahoo/connector';

const TODAY = isoDate('2026-11-20');
const KEY = 'secret-key-of-this-test';

let source: SourceServer;
beforeAll(async () => {
  source = await startSource();
});
afterAll(() => source.end());

/** Asks a source on this machine in place of the real one, and reads what it says. */
async function refresh(connector: Connector, externalId: string, options: Readonly<Record<string, unknown>>, behaviours: readonly Behaviour[], key: string | null = null) {
  source.behave(...behaviours);
  let paces = 0;
  const from = source.requests.length;
  const get = httpFor({ fetch, now: () => new Date(`${TODAY}T12:00:00.000Z`), hosts: connector.hosts, origin: source.origin, secrets: key === null ? [] : [key], limits: { headersMs: 2_000, idleMs: 2_000, totalMs: 5_000, maxBytes: 1_000_000 } });
  const answer = await connector.ask(externalId, options, { get, key, today: TODAY, pace: async () => void (paces += 1) });
  const requests = source.requests.slice(from);
  expect(JSON.stringify(answer.ok ? { ...answer.value, parts: [] } : answer)).not.toContain(KEY);
  // Every request waits for its slot; one that is refused before it leaves has waited as well.
  expect(paces).toBeGreaterThanOrEqual(requests.length);
  return { answer, requests, facts: answer.ok ? connector.read(externalId, options, answer.value as Answer, TODAY) : null };
}

const factsOf = (outcome: Awaited<ReturnType<typeof refresh>>): Facts => {
  if (!outcome.facts?.ok) throw new Error(JSON.stringify(outcome.answer.ok ? outcome.facts : outcome.answer));
  return outcome.facts.value;
};

const series = answers.json({ seriess: [{ id: 'X', title: 'X', units: 'Percent', frequency_short: 'D' }] });
const observations = (rows: readonly (readonly [string, string, string, string])[], count = rows.length, offset = 0): Behaviour =>
  answers.json({ count, offset, limit: 100_000, observations: rows.map(([realtime_start, realtime_end, date, value]) => ({ realtime_start, realtime_end, date, value })) });

describe('FRED', () => {
  it('asks for every vintage at once, with its key', async () => {
    const outcome = await refresh(fred, 'X', { vintages: true }, [series, observations([['2026-01-02', '9999-12-31', '2026-01-01', '1']])], KEY);
    expect(factsOf(outcome)).toMatchObject({ pointInTime: true, values: [{ period: '2026-01-01', value: 1, vintage: '2026-01-02' }] });
    expect(outcome.requests[1]).toMatch(/realtime_start=1776-07-04&realtime_end=9999-12-31/);
    expect(outcome.requests.every((request) => request.includes(`api_key=${KEY}`))).toBe(true);
  });

  it('goes through real time window by window where there are more vintages than it answers at once', async () => {
    const limit = answers.status(400, JSON.stringify({ error_code: 400, error_message: 'Bad Request. This exceeds the maximum number of vintage dates allowed (2000).' }));
    const outcome = await refresh(fred, 'X', { vintages: true }, [series, limit, observations([['1990-01-03', '1994-12-31', '1990-01-02', '1']]), observations([['1995-01-01', '1999-12-31', '1990-01-02', '1']])], KEY);
    expect(factsOf(outcome)).toMatchObject({ values: [{ period: '1990-01-02', value: 1, vintage: '1990-01-03' }] });
    const windows = outcome.requests.slice(2).map((request) => new URL(request, 'http://x').searchParams).map((query) => [query.get('realtime_start'), query.get('realtime_end')]);
    expect(windows).toEqual([['1776-07-04', '1994-12-31'], ['1995-01-01', '1999-12-31'], ['2000-01-01', '2004-12-31'], ['2005-01-01', '2009-12-31'], ['2010-01-01', '2014-12-31'], ['2015-01-01', '2019-12-31'], ['2020-01-01', '2024-12-31'], ['2025-01-01', '9999-12-31']]);
  });

  it('turns pages until it has them all', async () => {
    const outcome = await refresh(fred, 'X', { vintages: true }, [series, observations([['2026-01-02', '9999-12-31', '2026-01-01', '1']], 100_001), observations([['2026-01-03', '9999-12-31', '2026-01-02', '2']], 100_001, 100_000)], KEY);
    expect(factsOf(outcome).kind === 'observation' && outcome.requests.length).toBe(3);
    expect(outcome.requests[2]).toContain('offset=100000');
  });

  it('falls back to the keyless download, which knows no vintages', async () => {
    const outcome = await refresh(fred, 'X', { vintages: false }, [answers.csv('observation_date,X\n2026-01-01,1\n2026-02-01,2\n')]);
    expect(factsOf(outcome)).toMatchObject({ pointInTime: false, values: [{ value: 1 }, { value: 2 }] });
    expect(outcome.requests).toEqual(['/graph/fredgraph.csv?id=X']);
    const without = await refresh(fred, 'X', { vintages: true }, []);
    expect(without.answer).toMatchObject({ ok: false, error: { kind: 'key-missing' } });
  });

  it.each([
    ['a wrong key', 'Bad Request. The value for variable api_key is not registered.', 'key-refused'],
    ['a wrong name', 'Bad Request. The series does not exist.', 'not-found'],
    ['anything else', 'Bad Request. Variable limit is not between 1 and 100000.', 'bad-request'],
  ])('tells %s by its sentence, since its status is 400 for all', async (_, message, kind) => {
    const { answer } = await refresh(fred, 'X', { vintages: true }, [answers.status(400, JSON.stringify({ error_code: 400, error_message: message }))], KEY);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
  });
});

const CHART = {
  chart: {
    error: null,
    result: [{
      meta: { currency: 'USD', symbol: 'MAST', exchangeTimezoneName: 'America/New_York', gmtoffset: -18_000, longName: 'Made-up Mast Fund' },
      timestamp: [1_795_012_200, 1_795_098_600],
      indicators: { quote: [{ open: [1, 1], high: [1, 1], low: [1, 1], close: [50.5, 50.75], volume: [1, 1] }], adjclose: [{ adjclose: [49.9, 50.15] }] },
    }],
  },
};

describe('Yahoo, through its library and our network', () => {
  it('reads the whole history, and prints nothing', async () => {
    const outcome = await refresh(yahoo, 'MAST', {}, [answers.json(CHART)]);
    expect(factsOf(outcome)).toMatchObject({ currency: 'USD', basis: 'total-return', levels: [{ date: '2026-11-18', level: 49.9 }, { date: '2026-11-19', level: 50.15 }] });
    expect(outcome.requests[0]).toMatch(/^\/v8\/finance\/chart\/MAST\?.*period1=-\d+/);
  });

  it.each<[string, Behaviour, string]>([
    ['429', answers.status(429, 'Too Many Requests'), 'rate-limited'],
    ['a consent page', answers.page(), 'html-instead-of-data'],
    ['a cut answer', answers.text(JSON.stringify(CHART).slice(0, 200)), 'truncated'],
    ['an unknown symbol', answers.status(404, JSON.stringify({ chart: { result: null, error: { code: 'Not Found', description: 'No data found, symbol may be delisted' } } })), 'not-found'],
    ['an error with status 200', answers.json({ chart: { result: null, error: { code: 'Not Found', description: 'No data found, symbol may be delisted' } } }), 'not-found'],
    ['another shape', answers.json({ chart: { result: [], error: null } }), 'schema-drift'],
  ])('keeps apart what went wrong: %s', async (_, behaviour, kind) => {
    const { answer } = await refresh(yahoo, 'MAST', {}, [behaviour]);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('Tiingo', () => {
  it('sends its key in a header, never in an address', async () => {
    const outcome = await refresh(tiingo, 'MAST', { basis: 'price', currency: 'USD' }, [answers.json([{ date: '2026-11-19T00:00:00.000Z', close: 50.75, adjClose: 50.15 }])], KEY);
    expect(factsOf(outcome)).toMatchObject({ levels: [{ date: '2026-11-19', level: 50.75 }] });
    expect(source.headers.at(-1)?.authorization).toBe(`Token ${KEY}`);
    expect(outcome.requests[0]).not.toContain(KEY);
  });

  it('is not asked without a key', async () => {
    const { answer, requests } = await refresh(tiingo, 'MAST', {}, []);
    expect([answer, requests]).toMatchObject([{ ok: false, error: { kind: 'key-missing' } }, []]);
  });
});

describe('the European Central Bank', () => {
  it('is asked for one currency against the euro', async () => {
    const outcome = await refresh(ecb, 'USD', {}, [answers.csv('CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nUSD,EUR,2026-11-19,1.1034\n')]);
    expect(factsOf(outcome)).toMatchObject({ unit: 'USD per EUR', values: [{ period: '2026-11-19', value: 1.1034, releaseDate: '2026-11-19' }] });
    expect(outcome.requests).toEqual(['/service/data/EXR/D.USD.EUR.SP00.A?format=csvdata']);
  });
});

describe('Shiller', () => {
  const sheet = readFileSync(path.join(import.meta.dirname, 'shiller', 'fixtures', 'sheet.xls'));

  it('follows the page to the workbook of the day', async () => {
    const page = answers.page('<!doctype html><html><a href="//img1.wsimg.com/blobby/go/1/downloads/ie_data.xls?ver=9&amp;x=1">Data</a></html>');
    const outcome = await refresh(shiller, 'CAPE', { typicalLagDays: 30 }, [page, answers.bytes(sheet)]);
    expect(factsOf(outcome)).toMatchObject({ values: [{ period: '2026-08', value: 30.5 }, { value: 31.25 }, { value: 31 }] });
    expect(outcome.requests).toEqual(['/', '/blobby/go/1/downloads/ie_data.xls?ver=9&x=1']);
  });

  it.each<[string, readonly Behaviour[], string]>([
    ['without a link', [answers.page()], 'schema-drift'],
    ['that links somewhere else', [answers.page('<!doctype html><a href="https://evil.example/ie_data.xls">Data</a>')], 'redirected-away'],
    ['whose link leads to a page', [answers.page('<!doctype html><a href="/ie_data.xls">Data</a>'), answers.page()], 'html-instead-of-data'],
  ])('refuses a page %s', async (_, behaviours, kind) => {
    expect((await refresh(shiller, 'CAPE', {}, behaviours)).answer).toMatchObject({ ok: false, error: { kind } });
  });
});
