import * as z from 'zod';

/**
 * An archive is gzipped text, one JSON document a line: `{"archive": …}` first, then `{"<table>": <row>}` for every row in
 * an order in which it can be put back, `{"end": …}` last. Rows stay as the database writes them: a decimal or a
 * moment read into a program's number and written again would not be the same.
 */
export const ARCHIVE_VERSION = 1;

export const headerSchema = z.strictObject({
  archive: z.strictObject({
    version: z.literal(ARCHIVE_VERSION),
    workspace: z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string() }),
    madeAt: z.iso.datetime(),
    /** The newest migration of the database it came from. */
    schema: z.string(),
    journal: z.strictObject({ rows: z.int().min(0), head: z.string().length(64) }),
  }),
});

export const endSchema = z.strictObject({
  end: z.strictObject({
    rows: z.record(z.string(), z.int().min(0)),
    /** Of every line before this one, each with its line feed. */
    sha256: z.string().length(64),
  }),
});

export type ArchiveHeader = z.output<typeof headerSchema>['archive'];
export type ArchiveEnd = z.output<typeof endSchema>['end'];

const ROW = /^\{"([a-z_]+)":(\{.*\})\}$/;

export const rowLine = (table: string, row: string): string => `{"${table}":${row}}`;

/** The table and the row of a line, the row as it stands; null for a line that is no row. */
export function readRowLine(line: string): { readonly table: string; readonly row: string } | null {
  const found = ROW.exec(line);
  return found && { table: found[1], row: found[2] };
}
