import * as z from 'zod';
import { ok, refuse, type Result } from '../core/base/result';
import { GENESIS, journalHash, type JournalRow } from './db/journal-store';
import { canonicalJson } from './hash';

/** What is said of a chain, in the database and in a file alike. */
export interface JournalVerdict {
  readonly intact: boolean;
  readonly rows: number;
  /** Hash of the last row: the anchor to keep elsewhere, for a cut-off tail shows only against it. */
  readonly head: string;
  /** The first row that does not follow from the one before, and why. */
  readonly broken: { readonly sequence: number; readonly reason: string } | null;
}

/** Why a row does not follow from what stands before it; null when it does. */
export function faultOf(workspaceId: string, row: JournalRow, before: { readonly sequence: number; readonly hash: string }): string | null {
  if (row.sequence !== before.sequence + 1) return `row ${before.sequence + 1} is missing`;
  if (row.previousHash !== before.hash) return 'it does not hold the hash of the row before';
  return row.hash === journalHash(workspaceId, row) ? null : 'its content does not match its hash';
}

const FORMAT = 'mainsheet-journal';
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is 64 hexadecimal digits');
const count = z.number().int().min(0);
const headShape = { workspace: z.string(), workspaceId: z.string(), rows: count, head: hash };
const headerSchema = z.strictObject({ format: z.literal(FORMAT, `is "${FORMAT}"`), version: z.literal(1), ...headShape });
const anchorSchema = z.strictObject({ anchor: hash, rows: count });
const rowSchema = z.strictObject({
  sequence: z.number().int().min(1), at: z.iso.datetime(), actor: z.string(), kind: z.string(), subject: z.string(), subjectId: z.string(),
  body: z.record(z.string(), z.unknown()), previousHash: hash, hash,
});

export interface JournalHead {
  readonly workspace: string;
  readonly workspaceId: string;
  readonly rows: number;
  readonly head: string;
}

/** First line of an exported journal: whose it is, how long, and how it ends. */
export const headerLine = (head: JournalHead): string => `${canonicalJson({ format: FORMAT, version: 1, ...head })}\n`;

/** One row, every field, in the form its hash is taken of. */
export const rowLine = (row: JournalRow): string => `${canonicalJson({ ...row, at: row.at.toISOString() })}\n`;

/** Last line: the anchor. A file without it was cut. */
export const anchorLine = ({ rows, head }: Pick<JournalHead, 'rows' | 'head'>): string => `${canonicalJson({ anchor: head, rows })}\n`;

export interface FileVerdict extends JournalVerdict {
  readonly workspace: string;
  /** Whether an anchor kept elsewhere is in this chain: at its end, further up (it grew since), or not at all (a tail was cut off, or another chain). Null when none was given. */
  readonly anchor: 'head' | 'earlier' | 'missing' | null;
}

function parsed<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/**
 * Walks an exported journal line by line, without a database, and names the first row that does not follow. Refuses
 * `bad-file` where the first line is no header. A file may say of itself what it likes: only an anchor kept elsewhere
 * shows that a tail was cut off together with its last line.
 */
export async function verifyJournalFile(lines: AsyncIterable<string> | Iterable<string>, anchor?: string): Promise<Result<FileVerdict>> {
  let header: z.infer<typeof headerSchema> | null = null;
  let [last, isEnded, seen] = [{ sequence: 0, hash: GENESIS }, false, anchor === GENESIS];
  const verdict = (sequence: number, reason: string | null): Result<FileVerdict> =>
    ok({
      workspace: header?.workspace ?? '', intact: reason === null, rows: last.sequence, head: last.hash, broken: reason === null ? null : { sequence, reason },
      anchor: anchor === undefined ? null : anchor === last.hash ? 'head' : seen ? 'earlier' : 'missing',
    });
  for await (const line of lines) {
    if (line === '') continue;
    if (!header) {
      header = parsed(headerSchema, line);
      if (!header) return refuse('bad-file', 'The first line is not the header of an exported journal: {"format":"mainsheet-journal", …}.');
      continue;
    }
    const next = last.sequence + 1;
    if (isEnded) return verdict(next, 'it stands after the anchor line');
    const end = parsed(anchorSchema, line);
    if (end) {
      if (end.anchor !== last.hash || end.rows !== last.sequence) return verdict(next, `row ${next} is missing: the anchor line names ${end.rows} rows`);
      isEnded = true;
      continue;
    }
    const row = parsed(rowSchema, line);
    if (!row) return verdict(next, 'its line is no row of a journal');
    const whole = { ...row, at: new Date(row.at) };
    const fault = faultOf(header.workspaceId, whole, last);
    if (fault) return verdict(row.sequence, fault);
    last = { sequence: row.sequence, hash: row.hash };
    seen ||= row.hash === anchor;
  }
  if (!header) return refuse('bad-file', 'The file is empty.');
  if (!isEnded) return verdict(last.sequence + 1, `the file ends before its anchor line: row ${last.sequence + 1} or the anchor is missing`);
  if (header.head !== last.hash || header.rows !== last.sequence) return verdict(last.sequence + 1, `row ${last.sequence + 1} is missing: the header names ${header.rows} rows`);
  return verdict(0, null);
}
