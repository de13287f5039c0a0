import type { IsoDate } from '../../core/base/iso-date';

/** Calendar days travel as UTC midnights in Prisma; nowhere else. */
export const toDay = (date: IsoDate): Date => new Date(`${date}T00:00:00.000Z`);

export const fromDay = (date: Date): IsoDate => date.toISOString().slice(0, 10) as IsoDate;

const EPOCH = Date.UTC(1970, 0, 1);

/** Days since 1970-01-01 to a date: bulk reads bring integers, which are smaller than dates. */
export const fromDayNumber = (day: number): IsoDate => new Date(EPOCH + day * 86_400_000).toISOString().slice(0, 10) as IsoDate;
