import { ok, refuse, type Refusal, type Result } from '../../../core/base/result';
import type { Answer, FetchKind, Session } from '../connector';
import type { HttpAnswer, HttpKind } from '../http';
import type { Feed } from './schema';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined, dir: () => undefined };

/** Headers as the library may give them, as plain pairs. */
const plainHeaders = (init: RequestInit | undefined): Record<string, string> => Object.fromEntries(new Headers(init?.headers).entries());

/**
 * The library's network, which is ours: with our hosts, timeouts, limits and content checks. What went wrong there is
 * remembered, since the library would turn it into a sentence of its own.
 */
class Wire {
  failure: Refusal<HttpKind> | null = null;
  answer: HttpAnswer | null = null;

  constructor(private readonly session: Session) {}

  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    await this.session.pace();
    const result = await this.session.get({ url: url instanceof Request ? url.url : String(url), expect: 'json', headers: plainHeaders(init) });
    if (!result.ok) {
      this.failure = result.error;
      throw new Error(result.error.message);
    }
    this.answer = result.value;
    const headers = new Headers({ 'content-type': 'application/json' });
    for (const cookie of result.value.setCookies) headers.append('set-cookie', cookie);
    return new Response(Buffer.from(result.value.bytes), { status: 200, headers });
  };
}

/** The whole daily history by the library's chart, as JSON of what it made of it. */
export async function fetchChart(feed: Feed, session: Session): Promise<Result<Answer, FetchKind>> {
  const wire = new Wire(session);
  // Loaded where it is used: the app lists sources on its pages and has no use for the library.
  const { default: YahooFinance } = await import('yahoo-finance2');
  const yahoo = new YahooFinance({ fetch: wire.fetch, logger: silent, versionCheck: false, suppressNotices: ['yahooSurvey', 'ripHistorical'], validation: { logErrors: false, logOptionsErrors: false } });
  try {
    const chart: unknown = await yahoo.chart(feed.externalId, { period1: '1927-01-01', period2: session.today, interval: '1d', includePrePost: false, return: 'object' }, { validateResult: false });
    return ok({ parts: [{ what: 'chart', bytes: new TextEncoder().encode(JSON.stringify(chart)) }], address: wire.answer?.address ?? '', serverDate: wire.answer?.serverDate ?? null });
  } catch (error) {
    if (wire.failure) return { ok: false, error: wire.failure };
    return libraryFailure(error as Error);
  }
}

/** What the library itself objects to: an error that Yahoo wrote into its answer, or a shape it does not know. */
function libraryFailure(error: Error): Result<Answer, FetchKind> {
  const text = error.message.slice(0, 200);
  if (/no data found|not found|delisted/i.test(text)) return refuse('not-found', `it does not know this name: ${text}`);
  if (/not parsable/i.test(text)) return refuse('truncated', 'the JSON breaks off or is damaged');
  return refuse('schema-drift', `the answer has another shape than it used to: ${text}`);
}
