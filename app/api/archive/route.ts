import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { archiveDesk, type DeskArchive } from '@/lib/server/use-cases/archive-desk';
import { handOut, type HandedOut } from '../hand-out';

function packed({ fileName, write }: DeskArchive): HandedOut {
  const gzip = createGzip();
  // Whoever goes away in the middle lets go of the store as well.
  const gone = new AbortController();
  gzip.once('close', () => gone.abort());
  const line = async (text: string) => {
    if (!gzip.write(text)) await once(gzip, 'drain', { signal: gone.signal });
  };
  // A fault on the way breaks the answer off: a file without its end is refused when it is restored.
  void write(line).then(() => gzip.end(), (error: Error) => gzip.destroy(error));
  return { fileName, type: 'application/gzip', body: Readable.toWeb(gzip) as ReadableStream<Uint8Array> };
}

/** Everything of the desk as one file, written while it is read from the store. */
export const GET = (): Promise<Response> => handOut((context) => archiveDesk(context, {}), packed);
