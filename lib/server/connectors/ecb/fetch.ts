import { ok, type Result } from '../../../core/base/result';
import { answerOf, type Answer, type FetchKind, type Session } from '../connector';
import type { Feed } from './schema';

/** The daily reference rate of one currency against the euro, since 1999. */
export async function fetchRate(feed: Feed, session: Session): Promise<Result<Answer, FetchKind>> {
  await session.pace();
  const answer = await session.get({
    url: `https://data-api.ecb.europa.eu/service/data/EXR/D.${feed.externalId}.EUR.SP00.A?format=csvdata`,
    expect: 'csv', headers: { accept: 'text/csv' },
  });
  return answer.ok ? ok(answerOf('csv', answer.value)) : answer;
}
