import { ok, refuse, type Result } from '../../core/base/result';
import { contentProblem, type Expected } from './content';

/** What the network is to a connector: Node's own `fetch`, or a test's. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Every bound of one request. Nothing is awaited for ever and nothing is read without end. */
export interface HttpLimits {
  /** Until the headers are there. */
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  /** From first to last byte, however steadily they drip. */
  readonly totalMs: number;
  readonly maxBytes: number;
}

export const HTTP_LIMITS: HttpLimits = { headersMs: 20_000, idleMs: 15_000, totalMs: 180_000, maxBytes: 64 * 1024 * 1024 };

/** How a request can fail. The kinds in `PASSING` may be gone in a while; the others need a person. */
export type HttpKind =
  | 'unreachable' | 'timeout' | 'rate-limited' | 'server-error' | 'truncated' | 'html-instead-of-data'
  | 'key-refused' | 'not-found' | 'bad-request' | 'too-large' | 'redirected-away' | 'not-the-format';

export interface HttpRequest {
  readonly url: string;
  readonly expect: Expected;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  /** Without its query: that is where some sources want their key. */
  readonly address: string;
  readonly bytes: Uint8Array;
  /** What the source's own clock says; null when it does not. */
  readonly serverDate: Date | null;
  readonly setCookies: readonly string[];
}

export type HttpGet = (request: HttpRequest) => Promise<Result<HttpAnswer, HttpKind>>;

export interface HttpOptions {
  readonly fetch: Fetch;
  readonly now: () => Date;
  /** The only hosts that are asked, also after a redirect: a key goes nowhere else. */
  readonly hosts: readonly string[];
  /** Asked instead of the source itself: a mirror, or a test's server. */
  readonly origin?: string;
  readonly limits?: HttpLimits;
  /** Texts that must never come back out in a message. */
  readonly secrets?: readonly string[];
  readonly onBytes?: (bytes: number) => void;
  /** Ends what is under way, when the worker stops. */
  readonly signal?: AbortSignal;
}

const MAX_REDIRECTS = 3;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
/** What a source writes beside a status is quoted up to here. */
const QUOTE_LENGTH = 200;

const addressOf = (url: URL): string => `${url.origin}${url.pathname}`;

/** Takes secrets out of a text, as they stand and as a URL writes them. */
export function redact(text: string, secrets: readonly string[] = []): string {
  return secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '•••').replaceAll(encodeURIComponent(secret), '•••'), text);
}

/** How long a source asks to be left alone, from its seconds or its date; its date is read on its own clock. */
export function retryAfterMs(header: string | null, serverDate: Date | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - (serverDate ?? now).getTime();
  return Number.isFinite(wait) ? Math.min(MAX_RETRY_AFTER_MS, Math.max(0, wait)) : null;
}

const dateOf = (headers: Headers): Date | null => {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? null : new Date(time);
};

class Failure extends Error {
  constructor(
    readonly kind: HttpKind,
    message: string,
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

/** Rejects when `work` takes longer than it may, and then ends it. */
async function within<T>(work: Promise<T>, ms: number, abort: AbortController, what: string): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => {
      reject(new Failure('timeout', `${what} within ${Math.round(ms / 100) / 10} s`));
      abort.abort();
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(clock);
  }
}

async function readBody(response: Response, limits: HttpLimits, abort: AbortController, onBytes: (bytes: number) => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  const end = Date.now() + limits.totalMs;
  while (reader) {
    const left = Math.max(1, Math.min(limits.idleMs, end - Date.now()));
    const what = left < limits.idleMs ? 'it dripped and did not come to an end' : 'it stopped sending and nothing more came';
    const { done, value } = await within(reader.read(), left, abort, what).catch((error: unknown) => {
      throw error instanceof Failure ? error : new Failure('truncated', `the connection broke after ${size} bytes`);
    });
    if (done) break;
    size += value.byteLength;
    if (size > limits.maxBytes) {
      abort.abort();
      throw new Failure('too-large', `more than ${Math.round(limits.maxBytes / 1024)} KiB, the limit of one answer`);
    }
    chunks.push(value);
    onBytes(size);
  }
  return Buffer.concat(chunks);
}

const SENTENCE_KEYS = ['error_message', 'description', 'detail', 'message'];

/** The sentence in a JSON error, however deep it stands; else the text itself. */
function sentenceOf(text: string): string {
  const look = (value: unknown): string | null => {
    if (typeof value !== 'object' || value === null) return null;
    const own = SENTENCE_KEYS.map((key) => (value as Record<string, unknown>)[key]).find((found) => typeof found === 'string');
    return (own as string | undefined) ?? Object.values(value).map(look).find((found) => found !== null) ?? null;
  };
  try {
    return look(JSON.parse(text)) ?? text;
  } catch {
    return text;
  }
}

/** What a status other than 200 means, with what the source wrote beside it. */
function statusFailure(response: Response, body: Uint8Array, now: Date): Failure {
  const { status } = response;
  const text = new TextDecoder().decode(body.subarray(0, 4_000)).replace(/\s+/g, ' ').trim();
  const quote = text === '' || text.startsWith('<') ? '' : `: ${sentenceOf(text).slice(0, QUOTE_LENGTH)}`;
  if (status === 429 || status === 503) {
    const wait = retryAfterMs(response.headers.get('retry-after'), dateOf(response.headers), now);
    const kind = status === 429 ? 'rate-limited' : 'server-error';
    return new Failure(kind, `it answered ${status}${status === 429 ? ', too many requests' : ''}${quote}`, wait === null ? undefined : { retryAfterMs: wait });
  }
  if (status >= 500) return new Failure('server-error', `it answered ${status}${quote}`);
  if (status === 401 || status === 403) return new Failure('key-refused', `it answered ${status}: the key is wrong, or it may not have this${quote}`, { text });
  if (status === 404) return new Failure('not-found', `it answered 404: it does not know this name${quote}`, { text });
  return new Failure('bad-request', `it answered ${status}${quote}`, { text });
}

/** Node hides why a connection failed one level down. */
function connectionFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return new Failure('unreachable', `no connection (${cause?.code ?? cause?.message ?? (error as Error).message})`);
}

/** One source's way to the network. Expected failures are refusals; their messages never hold a key. */
export function httpFor(options: HttpOptions): HttpGet {
  const limits = options.limits ?? HTTP_LIMITS;
  const ask = async (url: URL, request: HttpRequest, abort: AbortController): Promise<Response> => {
    const target = options.origin === undefined ? url : new URL(`${url.pathname}${url.search}`, options.origin);
    const sent = options.fetch(target.href, { headers: { 'user-agent': 'mainsheet', ...request.headers }, redirect: 'manual', signal: abort.signal });
    return within(sent, limits.headersMs, abort, 'it did not answer').catch((error: unknown) => {
      throw connectionFailure(error);
    });
  };
  const follow = async (request: HttpRequest, abort: AbortController): Promise<HttpAnswer> => {
    let url = new URL(request.url);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      if (!options.hosts.includes(url.host)) throw new Failure('redirected-away', `it points to ${url.host}, which is not asked`);
      const response = await ask(url, request, abort);
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        url = redirectTarget(location, url, options);
        continue;
      }
      const bytes = await readBody(response, limits, abort, options.onBytes ?? (() => undefined));
      if (response.status !== 200) throw statusFailure(response, bytes, options.now());
      return checked({ address: addressOf(url), bytes, serverDate: dateOf(response.headers), setCookies: response.headers.getSetCookie() }, request, response);
    }
    throw new Failure('redirected-away', `it redirects more than ${MAX_REDIRECTS} times`);
  };
  return async (request) => {
    const abort = new AbortController();
    const stop = () => abort.abort();
    options.signal?.addEventListener('abort', stop, { once: true });
    try {
      return ok(await follow(request, abort));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refuse(error.kind, redact(error.message, options.secrets), error.details && redactDetails(error.details, options.secrets));
    } finally {
      options.signal?.removeEventListener('abort', stop);
    }
  };
}

/** A redirect within a mirror stays there; elsewhere it must lead to a host that is asked anyway. */
function redirectTarget(location: string, from: URL, { origin }: HttpOptions): URL {
  const base = origin === undefined ? from : new URL(from.pathname, origin);
  if (!URL.canParse(location, base.href)) throw new Failure('redirected-away', 'it redirects to what is no address');
  const target = new URL(location, base);
  if (origin !== undefined && target.origin === new URL(origin).origin) return new URL(`${target.pathname}${target.search}`, from.origin);
  if (from.protocol === 'https:' && target.protocol !== 'https:') throw new Failure('redirected-away', 'it redirects to an address without encryption');
  return target;
}

function checked(answer: HttpAnswer, request: HttpRequest, response: Response): HttpAnswer {
  const declared = Number(response.headers.get('content-length') ?? Number.NaN);
  const isPlain = (response.headers.get('content-encoding') ?? 'identity') === 'identity';
  if (isPlain && Number.isFinite(declared) && declared !== answer.bytes.byteLength) throw new Failure('truncated', `${answer.bytes.byteLength} bytes came of ${declared} announced`);
  const problem = contentProblem(answer.bytes, response.headers.get('content-type'), request.expect);
  if (problem) throw new Failure(problem.kind, problem.message);
  return answer;
}

const redactDetails = (details: Readonly<Record<string, unknown>>, secrets: readonly string[] | undefined) =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? redact(value, secrets) : value]));
