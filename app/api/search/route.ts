import { requestContext } from '@/lib/server/auth/request';
import { searchDesk } from '@/lib/server/use-cases/search-desk';
import { findGroups } from './view-model';

/** What on this desk answers `?query=…`; `&portfolio=…` is the one that is open. A plain read, so that a browser can give it up. */
export async function GET(request: Request) {
  const context = await requestContext();
  if (!context) return Response.json({ ok: false, error: { kind: 'signed-out', message: 'Sign in first.' } }, { status: 401 });
  const asked = new URL(request.url).searchParams;
  const query = asked.get('query') ?? '';
  const finds = await searchDesk(context, { query });
  if (!finds.ok) return Response.json(finds, { status: 422 });
  return Response.json({ ok: true, value: findGroups(query, finds.value, asked.get('portfolio') ?? undefined) }, { headers: { 'cache-control': 'private, no-store' } });
}
