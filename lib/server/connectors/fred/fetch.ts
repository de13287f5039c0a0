import { ok, type Result } from '../../../core/base/result';
import type { Answer, FetchKind, Part, Session } from '../connector';
import type { HttpAnswer } from '../http';
import { readJson } from '../reading';
import { observationsSchema, type Feed } from './schema';

const API = 'https://api.stlouisfed.org';
const DOWNLOAD = 'https://fred.stlouisfed.org';
const FIRST_DAY = '1776-07-04';
const LAST_DAY = '9999-12-31';
const PAGE = 100_000;
const MAX_PAGES = 50;

type Window = readonly [from: string, to: string];

/** FRED answers at most 2,000 vintages at once; a day has one at the most, and five years fewer than 2,000 days. */
function smallWindows(lastYear: number): readonly Window[] {
  const windows: Window[] = [[FIRST_DAY, '1994-12-31']];
  for (let year = 1995; year <= lastYear; year += 5) windows.push([`${year}-01-01`, year + 5 > lastYear ? LAST_DAY : `${year + 4}-12-31`]);
  return windows;
}

class Api {
  readonly parts: Part[] = [];
  private last: HttpAnswer | null = null;

  constructor(
    private readonly session: Session,
    private readonly key: string,
  ) {}

  answer(): Answer {
    return { parts: this.parts, address: this.last?.address ?? API, serverDate: this.last?.serverDate ?? null };
  }

  async call(path: string, what: string, query: Readonly<Record<string, string>>): Promise<Result<HttpAnswer, FetchKind>> {
    await this.session.pace();
    const search = new URLSearchParams({ ...query, api_key: this.key, file_type: 'json' });
    const answer = await this.session.get({ url: `${API}${path}?${search.toString()}`, expect: 'json' });
    if (!answer.ok) return answer;
    this.last = answer.value;
    this.parts.push({ what, bytes: answer.value.bytes });
    return answer;
  }

  /** All pages of one window of real time. */
  async observations(id: string, window: Window | null): Promise<Result<null, FetchKind>> {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const offset = page * PAGE;
      const realtime: Record<string, string> = window ? { realtime_start: window[0], realtime_end: window[1] } : {};
      const answer = await this.call('/fred/series/observations', 'observations', { series_id: id, limit: String(PAGE), offset: String(offset), sort_order: 'asc', ...realtime });
      if (!answer.ok) return answer;
      const read = readJson(answer.value.bytes, observationsSchema);
      if (!read.ok) return read;
      if (offset + read.value.observations.length >= read.value.count || read.value.observations.length === 0) break;
    }
    return ok(null);
  }
}

const tooManyVintages = (result: Result<unknown>): boolean => !result.ok && result.error.kind === 'bad-request' && /vintage dates/i.test(String(result.error.details?.text));
const wrongKey = (result: Result<unknown>): boolean => !result.ok && result.error.kind === 'bad-request' && /api_key/i.test(String(result.error.details?.text));
const unknownSeries = (result: Result<unknown>): boolean => !result.ok && result.error.kind === 'bad-request' && /series does not exist/i.test(String(result.error.details?.text));

/** FRED says 400 for everything; the sentence beside it tells a wrong key from a wrong name. */
function meantBy<T>(result: Result<T, FetchKind>): Result<T, FetchKind> {
  if (result.ok || result.error.kind !== 'bad-request') return result;
  const kind = wrongKey(result) ? 'key-refused' : unknownSeries(result) ? 'not-found' : 'bad-request';
  return { ok: false, error: { kind, message: result.error.message } };
}

async function askApi(feed: Feed, session: Session, key: string): Promise<Result<Answer, FetchKind>> {
  const api = new Api(session, key);
  const series = await api.call('/fred/series', 'series', { series_id: feed.externalId });
  if (!series.ok) return meantBy(series);
  const whole = await api.observations(feed.externalId, feed.vintages ? [FIRST_DAY, LAST_DAY] : null);
  if (!tooManyVintages(whole)) return whole.ok ? ok(api.answer()) : meantBy(whole);
  for (const window of smallWindows(Number(session.today.slice(0, 4)))) {
    const part = await api.observations(feed.externalId, window);
    if (!part.ok) return meantBy(part);
  }
  return ok(api.answer());
}

/** The API where there is a key; else the keyless download, which knows today's revision alone. */
export async function fetchSeries(feed: Feed, session: Session): Promise<Result<Answer, FetchKind>> {
  if (session.key !== null) return askApi(feed, session, session.key);
  if (feed.vintages) return { ok: false, error: { kind: 'key-missing', message: 'Vintages come through FRED’s API, which needs a key; an administrator can store one.' } };
  await session.pace();
  const answer = await session.get({ url: `${DOWNLOAD}/graph/fredgraph.csv?id=${encodeURIComponent(feed.externalId)}`, expect: 'csv' });
  return answer.ok ? ok({ parts: [{ what: 'csv', bytes: answer.value.bytes }], address: answer.value.address, serverDate: answer.value.serverDate }) : answer;
}
