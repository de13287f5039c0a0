import { addDays, NEVER, type IsoDate } from '../../core/base/iso-date';

/** From which day a decision may use a value, and whether that is an estimate. */
export interface KnownAt {
  readonly knownAt: IsoDate;
  readonly estimated: boolean;
}

/**
 * The later of the release date and the day from which this revision was the current one: a revision stands in a file
 * beside the day of its first release, and was not known then. Without either the end of the period and the typical
 * lag, an estimate; without a lag never.
 */
export function knownAtOf({ releaseDate, vintage }: { readonly releaseDate: IsoDate | null; readonly vintage: IsoDate | null }, periodEnd: IsoDate, lag: number | null): KnownAt {
  const stated = releaseDate && vintage ? (releaseDate > vintage ? releaseDate : vintage) : (releaseDate ?? vintage);
  if (stated) return { knownAt: stated, estimated: false };
  return lag === null ? { knownAt: NEVER, estimated: false } : { knownAt: addDays(periodEnd, lag), estimated: true };
}

/** What a request states for all series, or for one by its name. */
export function statedFor<T extends string | number>(stated: T | Readonly<Record<string, T>> | undefined, seriesId: string): T | null {
  if (typeof stated !== 'object') return stated ?? null;
  return Object.hasOwn(stated, seriesId) ? stated[seriesId] : null;
}
