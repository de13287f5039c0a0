import { createHash } from 'node:crypto';
import { FileRefusal, type Findings } from './findings';
import { IMPORT_LIMITS, limitMessages } from './limits';

/** Where the bytes of a file go by: counted, hashed, limited and cut into slices. */
export class Meter {
  bytes = 0;
  private readonly hash = createHash('sha256');
  private exceeded = false;

  constructor(private readonly onProgress: (bytesRead: number) => void) {}

  async *slices(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; at += IMPORT_LIMITS.sliceBytes) {
        const slice = chunk.subarray(at, at + IMPORT_LIMITS.sliceBytes);
        this.bytes += slice.length;
        if (this.bytes > IMPORT_LIMITS.maxFileBytes) {
          this.exceeded = true;
          throw new FileRefusal(0, limitMessages.fileBytes);
        }
        this.hash.update(slice);
        yield slice;
        this.onProgress(this.bytes);
      }
    }
  }

  sha256(): string | null {
    return this.exceeded ? null : this.hash.digest('hex');
  }
}

/** The first bytes of a file, as many as its way of writing is read from, and whether they are all there is. */
export async function firstBytes(slices: AsyncGenerator<Uint8Array>): Promise<{ readonly head: Uint8Array; readonly isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < IMPORT_LIMITS.detectBytes) {
    const next = await slices.next();
    if (next.done) return { head: Buffer.concat(parts), isWhole: true };
    parts.push(Uint8Array.from(next.value));
    length += next.value.length;
  }
  return { head: Buffer.concat(parts), isWhole: false };
}

/** Reads a refused file to its end, so that its size and hash are known. */
export async function drainRest(slices: AsyncGenerator<Uint8Array>, findings: Findings): Promise<void> {
  try {
    let next = await slices.next();
    while (!next.done) next = await slices.next();
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    findings.refuseFile(error.line, error.message);
  }
}

/** Collects records and hands them on in batches; a file that is already lost sends nothing more. */
export class Outlet<R> {
  readonly preview: R[] = [];
  records = 0;
  private waiting: R[] = [];

  constructor(
    private readonly sink: (records: R[]) => Promise<void>,
    private readonly findings: Findings,
  ) {}

  emit(record: R): void {
    this.records += 1;
    if (this.preview.length < IMPORT_LIMITS.previewRecords) this.preview.push(record);
    if (!this.findings.hasRejections) this.waiting.push(record);
  }

  async drain(all: boolean): Promise<void> {
    while (this.waiting.length >= IMPORT_LIMITS.batchRecords || (all && this.waiting.length > 0)) {
      if (this.findings.hasRejections) {
        this.waiting = [];
        return;
      }
      await this.sink(this.waiting.splice(0, IMPORT_LIMITS.batchRecords));
    }
  }
}
