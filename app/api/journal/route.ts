import { requestContext } from '@/lib/server/auth/request';
import { exportJournal } from '@/lib/server/use-cases/journal';

/** The journal as JSON lines, sent while it is read. */
export async function GET(): Promise<Response> {
  const context = await requestContext();
  if (!context) return new Response('You are signed out. Sign in and try again.\n', { status: 401 });
  const result = await exportJournal(context, {});
  if (!result.ok) return new Response(`${result.error.message}\n`, { status: 403 });
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
  return new Response(body, { headers: { 'content-type': 'application/jsonl; charset=utf-8', 'content-disposition': `attachment; filename="${result.value.fileName}"`, 'cache-control': 'private, no-store' } });
}
