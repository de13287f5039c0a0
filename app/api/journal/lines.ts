import type { JournalExport } from '@/lib/server/use-cases/journal';
import type { HandedOut } from '../hand-out';

/** Rows of the journal as a file, one read when the last has been sent. */
export function linesAs(type: string, { fileName, lines: rows }: JournalExport): HandedOut {
  const lines = rows[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await lines.return?.()),
  });
  return { fileName, type: `${type}; charset=utf-8`, body };
}
