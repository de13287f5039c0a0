import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import { hasTrustedOrigin, requestContext } from '@/lib/server/auth/request';
import { importFile, MAX_UPLOAD_BYTES } from '@/lib/server/use-cases/import-file';

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

/** Takes a file, spools it to disk, and hands it to the import. The declared length must be the length that came. */
export async function POST(request: Request) {
  if (!(await hasTrustedOrigin())) return answer(403, 'foreign-origin', 'This request did not come from this desk.');
  const context = await requestContext();
  if (!context) return answer(401, 'signed-out', 'Sign in first.');
  const statement = readStatement(new URL(request.url).searchParams.get('statement'));
  if (!statement.success) return answer(400, 'invalid-input', 'The statement about the file could not be read.');
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isInteger(declared) || !request.body) return answer(411, 'no-length', 'The upload must state its length.');
  if (declared > MAX_UPLOAD_BYTES) return answer(413, 'too-large', `The file is larger than ${MAX_UPLOAD_BYTES / 1024 / 1024} MB. Split it, or import it with the command line.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'mainsheet-upload-'));
  try {
    const file = path.join(folder, 'upload');
    const arrived = await spool(request.body as ReadableStream<Uint8Array>, file);
    if (arrived !== declared) return answer(400, 'cut-short', `${arrived} bytes came of ${declared}. Nothing was written; send the file again.`);
    const result = await importFile(context, { ...statement.data, path: file });
    if (result.ok && !statement.data.dryRun) revalidatePath('/', 'layout');
    return Response.json(result, { status: result.ok ? 200 : 422 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
