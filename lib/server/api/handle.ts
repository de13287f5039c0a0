import type * as z from 'zod';
import { parseAs } from '../../core/base/parsing';
import type { Refusal } from '../../core/base/result';
import { bearerActor } from '../auth/bearer';
import type { Clock } from '../clock';
import type { Database } from '../db/client';
import { touchToken } from '../db/token-store';
import { ENDPOINTS, type Endpoint } from './endpoints';
import { openApi } from './openapi';
import { overLimit } from './rate-limit';

const BASE = '/api/v1';
const MAX_BODY_BYTES = 64 * 1024;

const CLASHES: ReadonlySet<string> = new Set(['already-open', 'key-reused', 'moved-meanwhile']);
const STATUS: Readonly<Record<string, number>> = { 'invalid-input': 400, 'signed-out': 401, forbidden: 403, 'not-found': 404 };

const statusOf = (kind: string): number => STATUS[kind] ?? (CLASHES.has(kind) ? 409 : 422);

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers } });

const refusing = (status: number, { kind, message, details }: Refusal, headers?: Readonly<Record<string, string>>) =>
  json(status, { error: { kind, message, ...(details ? { details } : {}) } }, headers);

const unauthorised = () => refusing(401, { kind: 'signed-out', message: 'Send a token that works: `Authorization: Bearer ms_…`. It is made under Settings.' }, { 'www-authenticate': 'Bearer' });

/** The parameters in a path, or null where the path is another one. */
function paramsIn(template: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [template.split('/'), path.split('/')];
  const fits = wanted.length === given.length && wanted.every((part, k) => (part.startsWith('{') ? given[k] !== '' : part === given[k]));
  return fits ? Object.fromEntries(wanted.flatMap((part, k) => (part.startsWith('{') ? [[part.slice(1, -1), given[k]]] : []))) : null;
}

type Found = { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> };

function find(method: string, path: string): Found | Response {
  const here = ENDPOINTS.flatMap((endpoint) => {
    const params = paramsIn(endpoint.path, path);
    return params ? [{ endpoint, params }] : [];
  });
  if (here.length === 0) return refusing(404, { kind: 'not-found', message: `There is nothing at ${BASE}${path}. See ${BASE}/openapi.json.` });
  const allowed = here.map(({ endpoint }) => endpoint.method).join(', ');
  return here.find(({ endpoint }) => endpoint.method === method) ?? refusing(405, { kind: 'method-not-allowed', message: `This takes ${allowed}.` }, { allow: allowed });
}

/** The body as JSON, or why it is none. What is too long is not read to its end. */
async function readBody(request: Request): Promise<{ readonly value: unknown } | Response> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return refusing(415, { kind: 'not-json', message: 'Send JSON: `Content-Type: application/json`.' });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) return refusing(413, { kind: 'too-large', message: `A body has ${MAX_BODY_BYTES / 1024} KiB at the most.` });
    chunks.push(chunk);
  }
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) };
  } catch {
    return refusing(400, { kind: 'invalid-input', message: 'The body is no JSON.' });
  }
}

/** Repeated fields would be a guess about which one counts. */
function queryOf(url: URL): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries([...new Set(url.searchParams.keys())].map((key) => [key, url.searchParams.getAll(key).length > 1 ? url.searchParams.getAll(key) : (url.searchParams.get(key) ?? '')]));
}

const checked = (schema: z.ZodType, value: unknown): { readonly value: never } | Response => {
  const parsed = parseAs(schema, value, 'invalid-input');
  return parsed.ok ? { value: parsed.value as never } : refusing(400, parsed.error);
};

async function answer(request: Request, url: URL, { endpoint, params }: Found, { db, clock }: ApiContext): Promise<Response> {
  const bearer = await bearerActor(db, request.headers.get('authorization'), clock.now());
  if (!bearer) return unauthorised();
  const wait = overLimit(bearer.token.id, clock.now());
  if (wait !== null) return refusing(429, { kind: 'too-many', message: `Too many requests. Try again in ${wait} s.` }, { 'retry-after': String(wait) });
  await touchToken(db, bearer.token, clock.now());
  const named = checked(endpoint.params, params);
  if (named instanceof Response) return named;
  const query = checked(endpoint.query, queryOf(url));
  if (query instanceof Response) return query;
  const sent = endpoint.body ? await readBody(request) : { value: undefined };
  if (sent instanceof Response) return sent;
  const body = endpoint.body ? checked(endpoint.body, sent.value) : { value: undefined as never };
  if (body instanceof Response) return body;
  const key = request.headers.get('idempotency-key') ?? undefined;
  const result = await endpoint.run({ db, actor: bearer.actor, clock }, { params: named.value, query: query.value, body: body.value, key });
  return result.ok ? json(endpoint.status, result.value) : refusing(statusOf(result.error.kind), result.error);
}

export interface ApiContext {
  readonly db: Database;
  readonly clock: Clock;
}

/** Answers one request below `/api/v1`. Cookies are not looked at: who asks is said by the token alone. */
export async function handleApi(request: Request, context: ApiContext): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(BASE.length);
  if (path === '/openapi.json' && request.method === 'GET') return json(200, openApi());
  const found = find(request.method, path);
  return found instanceof Response ? found : answer(request, url, found, context);
}
