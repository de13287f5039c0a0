import { ok, type Result } from '../../../core/base/result';
import { answerOf, type Answer, type FetchKind, type Session } from '../connector';
import type { Feed } from './schema';

/** The whole daily history: an adjusted close is rewritten backwards, so a part of it would not fit the rest. */
export async function fetchPrices(feed: Feed, session: Session): Promise<Result<Answer, FetchKind>> {
  await session.pace();
  const answer = await session.get({
    url: `https://api.tiingo.com/tiingo/daily/${encodeURIComponent(feed.externalId)}/prices?startDate=1950-01-01&format=json`,
    expect: 'json', headers: { authorization: `Token ${session.key ?? ''}`, accept: 'application/json' },
  });
  return answer.ok ? ok(answerOf('prices', answer.value)) : answer;
}
