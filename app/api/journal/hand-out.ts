import type { Result } from '@/lib/core/base/result';
import { requestContext } from '@/lib/server/auth/request';
import type { JournalExport } from '@/lib/server/use-cases/journal';
import type { Context } from '@/lib/server/use-cases/use-case';

const STATUS: Readonly<Record<string, number>> = { forbidden: 403, 'not-found': 404 };

/** Sends rows of the journal while they are read. */
export async function handOut(type: string, work: (context: Context) => Promise<Result<JournalExport>>): Promise<Response> {
  const context = await requestContext();
  if (!context) return new Response('You are signed out. Sign in and try again.\n', { status: 401 });
  const result = await work(context);
  if (!result.ok) return new Response(`${result.error.message}\n`, { status: STATUS[result.error.kind] ?? 422 });
  const lines = result.value.lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await lines.return?.()),
  });
  return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'content-disposition': `attachment; filename="${result.value.fileName}"`, 'cache-control': 'private, no-store' } });
}
