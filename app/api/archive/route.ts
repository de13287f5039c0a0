import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { requestContext } from '@/lib/server/auth/request';
import { archiveDesk } from '@/lib/server/use-cases/archive-desk';

/** Everything of the desk as one file, written while it is read from the store. */
export async function GET() {
  const context = await requestContext();
  if (!context) return Response.json({ ok: false, error: { kind: 'signed-out', message: 'Sign in first.' } }, { status: 401 });
  const archive = await archiveDesk(context, {});
  if (!archive.ok) return Response.json(archive, { status: 403 });
  const gzip = createGzip();
  const { fileName, write } = archive.value;
  // Whoever goes away in the middle lets go of the store as well.
  const gone = new AbortController();
  gzip.once('close', () => gone.abort());
  const line = async (text: string) => {
    if (!gzip.write(text)) await once(gzip, 'drain', { signal: gone.signal });
  };
  // A fault on the way breaks the answer off: a file without its end is refused when it is restored.
  void write(line).then(() => gzip.end(), (error: Error) => gzip.destroy(error));
  return new Response(Readable.toWeb(gzip) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': 'application/gzip', 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'private, no-store' },
  });
}
