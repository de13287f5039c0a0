import type { Result } from '@/lib/core/base/result';
import { requestContext } from '@/lib/server/auth/request';
import type { Context } from '@/lib/server/use-cases/use-case';

const STATUS: Readonly<Record<string, number>> = { forbidden: 403, 'not-found': 404 };

/** A file on its way: its name, its media type, and what is in it, written while it is read from the store. */
export interface HandedOut {
  readonly fileName: string;
  readonly type: string;
  readonly body: ReadableStream<Uint8Array>;
}

/** Hands a file of the desk out to who may have it; anybody else is told why not in a sentence. */
export async function handOut<T>(work: (context: Context) => Promise<Result<T>>, fileOf: (value: T) => HandedOut): Promise<Response> {
  const context = await requestContext();
  if (!context) return new Response('You are signed out. Sign in and try again.\n', { status: 401 });
  const result = await work(context);
  if (!result.ok) return new Response(`${result.error.message}\n`, { status: STATUS[result.error.kind] ?? 422 });
  const { fileName, type, body } = fileOf(result.value);
  return new Response(body, { headers: { 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'private, no-store' } });
}
