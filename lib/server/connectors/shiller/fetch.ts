import { ok, refuse, type Result } from '../../../core/base/result';
import { answerOf, type Answer, type FetchKind, type Session } from '../connector';
import type { Feed } from './schema';

const PAGE = 'https://shillerdata.com/';

/** Where the page says the workbook lies: the address changes with each version. */
export function workbookLink(page: string): string | null {
  const [, href] = /href="([^"]*ie_data\.xls[^"]*)"/i.exec(page) ?? [];
  if (href === undefined) return null;
  const text = href.replaceAll('&amp;', '&');
  return URL.canParse(text, PAGE) ? new URL(text, PAGE).href : null;
}

/** The page first, then the workbook it links to. */
export async function fetchSheet(_feed: Feed, session: Session): Promise<Result<Answer, FetchKind>> {
  await session.pace();
  const page = await session.get({ url: PAGE, expect: 'html' });
  if (!page.ok) return page;
  const link = workbookLink(new TextDecoder().decode(page.value.bytes));
  if (!link) return refuse('schema-drift', 'the page no longer links to ie_data.xls');
  await session.pace();
  const workbook = await session.get({ url: link, expect: 'xls' });
  return workbook.ok ? ok(answerOf('xls', workbook.value)) : workbook;
}
