import type { MixReading } from '@/lib/server/use-cases/read-mix';

export type DeskFacts = MixReading['facts'];

/** As much of an address as says which past is looked at. */
export interface MomentQuery {
  readonly asOf?: string;
  readonly recordedBy?: string;
}

type Param = string | readonly string[] | undefined;

/** The moment an address asks for; what is there twice is no moment and is left to the check of the use case. */
export function momentOf(query: { readonly asOf?: Param; readonly recordedBy?: Param }): MomentQuery {
  const entries = [['asOf', query.asOf], ['recordedBy', query.recordedBy]].filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

/** The moment of an open room, as every link to another room of the portfolio must carry it on; empty at the present. */
export function momentQuery({ isPast, asOf, bookedAt }: DeskFacts): MomentQuery {
  if (!isPast) return {};
  return bookedAt === null ? { asOf } : { asOf, recordedBy: bookedAt.toISOString().slice(0, 10) };
}

/** An address with a query; nothing where the query is empty. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>> | MomentQuery): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
}
