import { requestContext } from '@/lib/server/auth/request';
import { exportHoldings } from '@/lib/server/use-cases/export-holdings';
import { exportObservations } from '@/lib/server/use-cases/export-observations';
import { exportPrices } from '@/lib/server/use-cases/export-prices';
import { exportTransactions } from '@/lib/server/use-cases/export-transactions';
import { exportWeights } from '@/lib/server/use-cases/export-weights';

const EXPORTS = { prices: exportPrices, observations: exportObservations, holdings: exportHoldings, weights: exportWeights, transactions: exportTransactions } as const;

const isKind = (text: string): text is keyof typeof EXPORTS => Object.hasOwn(EXPORTS, text);

/** The address says what is wanted: `?portfolio=fund&asOf=2025-09-26`, `?pointInTime=true`, `?codes=SPY&codes=IEF`. */
function inputOf(query: URLSearchParams): Record<string, unknown> {
  const lists = ['codes', 'series'];
  return Object.fromEntries([...new Set(query.keys())].map((key) => [key, lists.includes(key) ? query.getAll(key) : key === 'pointInTime' ? query.get(key) === 'true' : query.get(key)]));
}

/** Hands a table out as CSV; what to state when it comes back travels in a header. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly kind: string }> }) {
  const context = await requestContext();
  if (!context) return Response.json({ ok: false, error: { kind: 'signed-out', message: 'Sign in first.' } }, { status: 401 });
  const { kind } = await params;
  if (!isKind(kind)) return Response.json({ ok: false, error: { kind: 'not-found', message: 'There is no such export.' } }, { status: 404 });
  const result = await (EXPORTS[kind] as (context: unknown, input: unknown) => ReturnType<typeof exportPrices>)(context, inputOf(new URL(request.url).searchParams));
  if (!result.ok) return Response.json(result, { status: result.error.kind === 'not-found' ? 404 : 422 });
  const { csv, fileName, request: statement } = result.value;
  return new Response(csv, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'private, no-store', 'x-import-request': encodeURIComponent(JSON.stringify(statement)) },
  });
}
