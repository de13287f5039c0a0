import type * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role, Scope } from '../auth/actor';
import { fixedClock } from '../clock';
import { makeDesk, NOW, openBench, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { listTokens, makeToken, revokeToken } from '../use-cases/api-tokens';
import { verifyJournal } from '../use-cases/journal';
import { removeMember, setPortfolioRole } from '../use-cases/manage-members';
import { ENDPOINTS } from './endpoints';
import { handleApi } from './handle';
import { openApi } from './openapi';
import { REQUESTS_A_MINUTE } from './rate-limit';
import { errorSchema } from './wire';

let bench: Bench;
let desk: Desk;
let made = 0;
/** Reads and proposes, as an analyst. */
let token: string;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
  await makeDesk(bench, 'south', { portfolio: 'secret' });
  token = await tokenOf('analyst');
});
afterAll(() => bench.end());

async function tokenOf(who: Role, scopes: Scope[] = ['read', 'propose'], days = 30): Promise<string> {
  made += 1;
  return valueOf(await makeToken(desk.context(who), { name: `token ${made}`, scopes, days })).token;
}

const clock = fixedClock(NOW);
interface Sent {
  readonly with?: string | null;
  readonly at?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}
function ask(path: string, sent: Sent = {}): Promise<Response> {
  const bearer = sent.with === undefined ? token : sent.with;
  const body = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const request = new Request(`http://127.0.0.1/api/v1${path}`, {
    method: sent.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...sent.headers },
    ...(body === undefined ? {} : { body }),
  });
  return handleApi(request, { db: bench.db, clock: sent.at ? fixedClock(sent.at) : clock });
}

/** The refusal, in the one shape there is, after making sure that nothing was written but the date of the token's use. */
async function refusedWith(status: number, kind: string, path: string, sent?: Sent): Promise<string> {
  const before = await countAllTables(bench.owner);
  const response = await ask(path, sent);
  const { error } = errorSchema.parse(await response.json());
  expect([response.status, error.kind]).toEqual([status, kind]);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await countAllTables(bench.owner)).toEqual(before);
  return error.message;
}

/** An address of each endpoint, filled in. */
const addressOf = (path: string) => path.replace('{slug}', 'fund').replace('{number}', '1');

describe('the interface', () => {
  it('makes a proposal once for its key, and answers as its document says, everywhere', async () => {
    const headers = { 'idempotency-key': 'first-of-all' };
    const [one, two] = [await ask('/portfolios/fund/proposals', { body: {}, headers }), await ask('/portfolios/fund/proposals', { body: {}, headers })];
    expect([one.status, await one.json()]).toEqual([201, { portfolio: 'fund', number: 1 }]);
    expect([two.status, await two.json()]).toEqual([201, { portfolio: 'fund', number: 1 }]);
    await refusedWith(409, 'key-reused', '/portfolios/fund/proposals', { body: { mode: 'raise-cash', amount: 5 }, headers });
    expect(await refusedWith(409, 'already-open', '/portfolios/fund/proposals', { body: {} })).toMatch(/Proposal 1/);
    const gets = ENDPOINTS.filter(({ method }) => method === 'GET');
    expect(gets).toHaveLength(6);
    for (const { path, answer } of gets) {
      const response = await ask(addressOf(path));
      const body: unknown = await response.json();
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
      // Strict objects: a field more or less than the document says is refused.
      expect((answer as z.ZodType).parse(body)).toEqual(body);
    }
  });

  it('names the maker by the person of the token, and units by the name of each rate', async () => {
    const proposal = (await (await ask('/portfolios/fund/proposals/1')).json()) as { makerName: string; lines: { targetFraction: number }[] };
    expect(proposal.makerName).toBe(desk.actors.analyst.name);
    expect(proposal.lines.reduce((total, line) => total + line.targetFraction, 0)).toBeCloseTo(1, 12);
  });

  it('looks back and records nothing of it', async () => {
    const facts = async () => {
      const { recommendation, journal_entry, proposal } = await countAllTables(bench.owner);
      return { recommendation, journal_entry, proposal };
    };
    const before = await facts();
    const back = (await (await ask('/portfolios/fund/recommendation?asOf=2021-05-31')).json()) as { asOf: string; stored: boolean };
    expect(back).toMatchObject({ asOf: '2021-05-31', stored: false });
    expect(await facts()).toEqual(before);
    await refusedWith(422, 'future-date', '/portfolios/fund/recommendation?asOf=2099-01-01');
  });

  it('hands the journal out page by page, whole and in order', async () => {
    const rows: { sequence: number; hash: string; previousHash: string }[] = [];
    for (let next: number | null = 0; next !== null; ) {
      const page = (await (await ask(`/journal?after=${next}&limit=2`)).json()) as { rows: typeof rows; next: number | null };
      rows.push(...page.rows);
      next = page.next;
    }
    const { head, rows: count } = await verifyJournal(bench.db, desk.workspaceId);
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: count }, (_, k) => k + 1));
    expect(rows.slice(1).map(({ previousHash }) => previousHash)).toEqual(rows.slice(0, -1).map(({ hash }) => hash));
    expect(rows.at(-1)?.hash).toBe(head);
  });

  it('is described by the table it runs on', async () => {
    const response = await ask('/openapi.json', { with: null });
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, { responses: object; parameters: { name: string }[] }>> };
    expect(document).toEqual(JSON.parse(JSON.stringify(openApi())));
    expect(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)).sort()).toEqual(ENDPOINTS.map(({ method, path }) => `${method} ${path}`).sort());
    expect(document.paths['/portfolios/{slug}/proposals'].post.parameters.map(({ name }) => name)).toEqual(['slug', 'Idempotency-Key']);
    expect(JSON.stringify(document)).not.toContain('$schema');
  });
});

describe('a token', () => {
  it.each(ENDPOINTS.map(({ method, path, scope }) => ({ method, path, scope })))('is asked for at $method $path, and its scope', async ({ method, path, scope }) => {
    const sent: Sent = method === 'POST' ? { body: {} } : {};
    for (const bearer of [null, 'ms_', `ms_${'A'.repeat(43)}`, token.slice(3), `${token}x`, token.toUpperCase()]) await refusedWith(401, 'signed-out', addressOf(path), { ...sent, with: bearer });
    await refusedWith(401, 'signed-out', addressOf(path), { ...sent, with: null, headers: { cookie: `better-auth.session_token=${token}` } });
    const other: Scope = scope === 'read' ? 'propose' : 'read';
    expect(await refusedWith(403, 'forbidden', addressOf(path), { ...sent, with: await tokenOf('administrator', [other]) })).toMatch(new RegExp(`token is for ${other}`));
  });

  it('can do no more than its person, now and there', async () => {
    const viewer = await tokenOf('viewer');
    await refusedWith(403, 'forbidden', '/portfolios/fund/proposals', { with: viewer, body: {} });
    valueOf(await setPortfolioRole(desk.context('administrator'), { person: desk.actors.viewer.userId, portfolio: 'fund', role: 'analyst' }));
    await refusedWith(409, 'already-open', '/portfolios/fund/proposals', { with: viewer, body: {} });
  });

  it('opens no other desk', async () => {
    await refusedWith(404, 'not-found', '/portfolios/secret');
    await refusedWith(404, 'not-found', '/portfolios/secret/proposals', { body: {} });
  });

  it('ends when it is revoked, when it expires, and with the membership of its person', async () => {
    const [revoked, expiring] = [await tokenOf('approver'), await tokenOf('approver', ['read'], 1)];
    expect((await ask('/portfolios', { with: revoked })).status).toBe(200);
    const own = valueOf(await listTokens(desk.context('approver'), {}));
    expect(own.map(({ lastUsedAt }) => lastUsedAt?.toISOString() ?? null)).toContain(NOW);
    const { id } = own.find(({ name }) => name === `token ${made - 1}`) as { id: string };
    expect(refusalOf(await revokeToken(desk.context('analyst'), { token: id })).kind).toBe('not-found');
    valueOf(await revokeToken(desk.context('approver'), { token: id }));
    await refusedWith(401, 'signed-out', '/portfolios', { with: revoked });
    expect((await ask('/portfolios', { with: expiring, at: '2021-07-03T17:59:59.000Z' })).status).toBe(200);
    await refusedWith(401, 'signed-out', '/portfolios', { with: expiring, at: '2021-07-03T18:00:00.000Z' });
    valueOf(await removeMember(desk.context('administrator'), { person: desk.actors.approver.userId }));
    await refusedWith(401, 'signed-out', '/portfolios', { with: expiring });
  });

  it('is in no row of any table, and its name is taken while it works', async () => {
    const rows = await bench.owner.query<{ text: string }>("SELECT row_to_json(t)::text AS text FROM api_token t UNION ALL SELECT row_to_json(j)::text FROM journal_entry j");
    expect(rows.length).toBeGreaterThan(made);
    for (const { text } of rows) expect(text).not.toContain(token.slice(3));
    expect(refusalOf(await makeToken(desk.context('analyst'), { name: 'token 1', scopes: ['read'], days: 1 })).kind).toBe('name-taken');
  });

  it('lives a year at the most, for the store too', async () => {
    await expect(bench.app.query("UPDATE api_token SET expires_at = created_at + INTERVAL '3 years'")).rejects.toThrow(/api_token_life/);
    await expect(bench.app.query("UPDATE api_token SET scopes = ARRAY['approve']")).rejects.toThrow(/api_token_scopes/);
  });
});

describe('a request', () => {
  it.each<[string, number, string, Sent]>([
    ['/portfolios/NO SUCH', 400, 'invalid-input', {}],
    ['/portfolios/fund/proposals/1.5', 400, 'invalid-input', {}],
    ['/portfolios/fund/proposals/99', 404, 'not-found', {}],
    ['/portfolios/nowhere', 404, 'not-found', {}],
    ['/portfolios?colour=red', 400, 'invalid-input', {}],
    ['/portfolios/fund/recommendation?asOf=2021-02-30', 400, 'invalid-input', {}],
    ['/portfolios/fund/recommendation?asOf=2021-01-04&asOf=2021-01-05', 400, 'invalid-input', {}],
    ['/journal?limit=0', 400, 'invalid-input', {}],
    ['/journal?limit=5000', 400, 'invalid-input', {}],
    ['/journal?after=x', 400, 'invalid-input', {}],
    ['/nowhere', 404, 'not-found', {}],
    ['/portfolios/fund/', 404, 'not-found', {}],
    ['/portfolios', 405, 'method-not-allowed', { method: 'DELETE' }],
    ['/portfolios/fund/proposals', 400, 'invalid-input', { text: '{"mode":' }],
    ['/portfolios/fund/proposals', 400, 'invalid-input', { text: 'null' }],
    ['/portfolios/fund/proposals', 400, 'invalid-input', { body: { decision: 'approve' } }],
    ['/portfolios/fund/proposals', 400, 'invalid-input', { body: {}, headers: { 'idempotency-key': 'no; key' } }],
    ['/portfolios/fund/proposals', 400, 'invalid-input', { body: { mode: 'raise-cash' } }],
    ['/portfolios/fund/proposals', 415, 'not-json', { text: '{}', headers: { 'content-type': 'text/plain' } }],
    ['/portfolios/fund/proposals', 413, 'too-large', { text: `{"mode":"${'x'.repeat(70_000)}"}` }],
  ])('to %s that is wrong is answered %i %s', async (path, status, kind, sent) => {
    expect((await refusedWith(status, kind, path, sent)).length).toBeGreaterThan(8);
  });

  it('beyond the limit waits, and one with another token does not', async () => {
    const busy = await tokenOf('analyst', ['read']);
    const answers = [];
    for (let k = 0; k <= REQUESTS_A_MINUTE; k += 1) answers.push((await ask('/portfolios', { with: busy })).status);
    expect(answers.filter((status) => status === 200)).toHaveLength(REQUESTS_A_MINUTE);
    expect(answers.at(-1)).toBe(429);
    expect((await ask('/portfolios', { with: busy })).headers.get('retry-after')).toBe('60');
    expect((await ask('/portfolios')).status).toBe(200);
    expect((await ask('/portfolios', { with: busy, at: '2021-07-02T18:01:00.000Z' })).status).toBe(200);
  });
});
