import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import type { Result } from '@/lib/core/base/result';
import { hasTrustedOrigin, requestContext } from '@/lib/server/auth/request';
import { importFile, MAX_UPLOAD_BYTES, type ImportOutcome } from '@/lib/server/use-cases/import-file';
import type { Context } from '@/lib/server/use-cases/use-case';
import { streamAnswer } from './answer';

/** What travels beside the bytes, as JSON in the address: the body is the file and nothing else. */
const statementSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  request: z.record(z.string(), z.unknown()),
  portfolio: z.string().optional(),
  effectiveFrom: z.string().optional(),
  dryRun: z.boolean().default(false),
});

const answer = (status: number, kind: string, message: string) => Response.json({ ok: false, error: { kind, message } }, { status });

function readStatement(text: string | null) {
  try {
    return statementSchema.safeParse(JSON.parse(text ?? ''));
  } catch {
    return statementSchema.safeParse(null);
  }
}

/** Writes a body to a file and counts its bytes. A connection that breaks is a short body, not a fault of ours. */
async function spool(body: ReadableStream<Uint8Array>, file: string): Promise<number> {
  const sink = createWriteStream(file, { mode: 0o600 });
  try {
    await pipeline(Readable.fromWeb(body), sink);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ECONNRESET') throw error;
  }
  return sink.bytesWritten;
}

type Statement = z.output<typeof statementSchema>;

/** Imports the spooled file and takes its folder away, whatever comes of it. */
async function importSpooled(context: Context, statement: Statement, folder: string, more: { readonly onProgress?: (bytes: number) => void; readonly signal: AbortSignal }): Promise<Result<ImportOutcome>> {
  try {
    return await importFile(context, { ...statement, ...more, path: path.join(folder, 'upload') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Why a request cannot be taken at all, or what it states. */
function statementFrom(request: Request): Response | { readonly statement: Statement; readonly declared: number } {
  const statement = readStatement(new URL(request.url).searchParams.get('statement'));
  if (!statement.success) return answer(400, 'invalid-input', 'The statement about the file could not be read.');
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isInteger(declared) || !request.body) return answer(411, 'no-length', 'The upload must state its length.');
  if (declared > MAX_UPLOAD_BYTES) return answer(413, 'too-large', `The file is larger than ${MAX_UPLOAD_BYTES / 1024 / 1024} MB. Split it, or import it with the command line.`);
  return { statement: statement.data, declared };
}

/**
 * Takes a file, spools it to disk, and hands it to the import. The declared length must be the length that came. Who
 * accepts lines of JSON is told how far the reading has come; who leaves before the end has written nothing.
 */
export async function POST(request: Request) {
  if (!(await hasTrustedOrigin())) return answer(403, 'foreign-origin', 'This request did not come from this desk.');
  const context = await requestContext();
  if (!context) return answer(401, 'signed-out', 'Sign in first.');
  const asked = statementFrom(request);
  if (asked instanceof Response) return asked;
  const folder = await mkdtemp(path.join(tmpdir(), 'mainsheet-upload-'));
  try {
    const arrived = await spool(request.body as ReadableStream<Uint8Array>, path.join(folder, 'upload'));
    if (arrived !== asked.declared) {
      await rm(folder, { recursive: true, force: true });
      return answer(400, 'cut-short', `${arrived} bytes came of ${asked.declared}. Nothing was written; send the file again.`);
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  if (request.headers.get('accept')?.includes('application/x-ndjson')) {
    return streamAnswer((onProgress, signal) => importSpooled(context, asked.statement, folder, { onProgress, signal }), request.signal);
  }
  const result = await importSpooled(context, asked.statement, folder, { signal: request.signal });
  if (result.ok && !asked.statement.dryRun) revalidatePath('/', 'layout');
  return Response.json(result, { status: result.ok ? 200 : 422 });
}
