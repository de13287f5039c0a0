import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, startSource, type Behaviour, type SourceServer } from '../testing/source-server';
import { isPassing } from './connector';
import { httpFor, redact, retryAfterMs, type HttpOptions, type HttpRequest } from './http';

const KEY = 'k3y/with+signs';
const NOW = new Date('2026-11-20T12:00:00.000Z');
const TABLE = `date,level\n${'2026-11-19,100.5\n'.repeat(50)}`;

let source: SourceServer;
beforeAll(async () => {
  source = await startSource();
});
afterAll(() => source.end());

const limits = { headersMs: 150, idleMs: 150, totalMs: 500, maxBytes: 4_000 };
const ask = (behaviours: Behaviour | readonly Behaviour[], request: Partial<HttpRequest> = {}, options: Partial<HttpOptions> = {}) => {
  source.behave(...[behaviours].flat());
  const get = httpFor({ fetch, now: () => NOW, hosts: ['source.example'], origin: source.origin, limits, secrets: [KEY], ...options });
  return get({ url: `https://source.example/table?api_key=${encodeURIComponent(KEY)}`, expect: 'csv', ...request });
};

describe('an answer', () => {
  it('that is what was asked for is handed on with its address, without the key in it', async () => {
    const result = await ask(answers.csv(TABLE, { date: 'Fri, 20 Nov 2026 12:00:07 GMT' }));
    expect(result).toMatchObject({ ok: true, value: { address: 'https://source.example/table', serverDate: new Date('2026-11-20T12:00:07.000Z') } });
    expect(result.ok && new TextDecoder().decode(result.value.bytes)).toBe(TABLE);
  });

  it.each<[string, Behaviour, string, RegExp, boolean]>([
    ['429', answers.status(429, 'slow down'), 'rate-limited', /429.*slow down/, true],
    ['500', answers.status(500, '<html>oops</html>'), 'server-error', /answered 500$/, true],
    ['503', answers.status(503), 'server-error', /503/, true],
    ['401', answers.status(401), 'key-refused', /key/, false],
    ['403', answers.status(403), 'key-refused', /key/, false],
    ['404', answers.status(404), 'not-found', /does not know/, false],
    ['400', answers.status(400, 'bad symbol'), 'bad-request', /bad symbol/, false],
    ['404 with a sentence deep in its JSON', answers.status(404, '{"chart":{"error":{"code":"Not Found","description":"symbol may be delisted"}}}'), 'not-found', /this name: symbol may be delisted$/, false],
    ['a web page with status 200', answers.page(), 'html-instead-of-data', /web page instead of data/, true],
    ['a web page that claims to be data', answers.csv('  <html><body>a,b</body></html>'), 'html-instead-of-data', /web page/, true],
    ['a table cut off by the connection', answers.truncated(TABLE), 'truncated', /broke/, true],
    ['nothing at all', answers.csv(''), 'truncated', /nothing in it/, true],
    ['a sentence', answers.csv('service unavailable'), 'not-the-format', /not CSV/, false],
    ['a slow drip', answers.drip(40), 'timeout', /dripped/, true],
    ['a body that stalls', answers.stall('date,level\n'), 'timeout', /stopped sending/, true],
    ['silence', answers.silence(), 'timeout', /did not answer within 0\.2 s|did not answer within 0\.1 s/, true],
    ['a connection that is hung up', answers.hangUp(), 'unreachable', /no connection/, true],
    ['more than the limit', answers.csv(`a,b\n${'1,2\n'.repeat(2_000)}`), 'too-large', /limit/, false],
  ])('of %s is refused, and it is known whether to try again', async (_, behaviour, kind, says, passes) => {
    const result = await ask(behaviour);
    expect(result.ok ? 'ok' : result.error.kind).toBe(kind);
    expect(result.ok ? '' : result.error.message).toMatch(says);
    expect(!result.ok && isPassing(result.error)).toBe(passes);
  });

  it('is ended at once when the worker stops', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const began = Date.now();
    expect((await ask(answers.silence(), {}, { signal: stop.signal, limits: { ...limits, headersMs: 60_000 } })).ok).toBe(false);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('that nobody sends is unreachable', async () => {
    const result = await ask([], {}, { origin: 'http://127.0.0.1:1' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});

describe('a redirect', () => {
  it('within the source is followed', async () => {
    const result = await ask([answers.redirect('/elsewhere'), answers.csv(TABLE)]);
    expect(result).toMatchObject({ ok: true, value: { address: 'https://source.example/elsewhere' } });
  });

  it.each([['to another host', 'https://evil.example/collect'], ['to an address without encryption', 'http://source.example/table'], ['to no address', 'http://[']])('%s is not: a key goes nowhere else', async (_, location) => {
    const before = source.requests.length;
    const result = await ask(answers.redirect(location));
    expect(result).toMatchObject({ ok: false, error: { kind: 'redirected-away' } });
    expect(source.requests.length).toBe(before + 1);
  });

  it('in a circle comes to an end', async () => {
    expect(await ask(answers.redirect('/round'))).toMatchObject({ ok: false, error: { kind: 'redirected-away', message: expect.stringContaining('more than') as string } });
  });

  it('to a host that nobody named is not even asked', async () => {
    const result = await ask(answers.csv(TABLE), { url: 'https://169.254.169.254/latest/meta-data' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'redirected-away' } });
  });
});

describe('a key', () => {
  it('never comes back out of a refusal, in whatever form the source repeats it', async () => {
    for (const echo of [KEY, encodeURIComponent(KEY)]) {
      const result = await ask(answers.status(400, `The value for variable api_key (${echo}) is not registered`));
      const text = JSON.stringify(result);
      expect(text).toContain('•••');
      expect(text).not.toContain(KEY);
      expect(text).not.toContain(encodeURIComponent(KEY));
    }
  });

  it('of nothing redacts nothing', () => {
    expect(redact('plain', [''])).toBe('plain');
  });
});

describe('Retry-After', () => {
  const server = new Date('2027-01-01T00:00:00.000Z');

  it.each([
    ['in seconds', '120', null, 120_000],
    ['as a date', 'Fri, 20 Nov 2026 12:01:00 GMT', null, 60_000],
    ['as a date by a clock that is far ahead, read on that clock', 'Fri, 01 Jan 2027 00:00:30 GMT', server, 30_000],
    ['in the past', 'Fri, 20 Nov 2020 12:01:00 GMT', null, 0],
    ['of a year', '31536000', null, 24 * 3_600_000],
    ['of nonsense', 'soon', null, null],
  ])('%s', (_, header, date, wait) => {
    expect(retryAfterMs(header, date, NOW)).toBe(wait);
  });

  it('travels with the refusal', async () => {
    expect(await ask(answers.status(429, '', { 'retry-after': '7' }))).toMatchObject({ ok: false, error: { details: { retryAfterMs: 7_000 } } });
  });
});
