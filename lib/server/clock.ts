import type { IsoDate } from '../core/base/iso-date';

/** Business time. What the store recorded when is the store's own clock and is never injected. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const fixedClock = (instant: string): Clock => ({ now: () => new Date(instant) });

/**
 * The clock of a sample: the day stands still at its last data, the time of day goes on,
 * so that what a visitor does is dated where the data are.
 */
export function sampleClock(lastDataDate: IsoDate, clock: Clock = systemClock): Clock {
  return { now: () => new Date(`${lastDataDate}T${clock.now().toISOString().slice(11)}`) };
}

export const today = (clock: Clock): IsoDate => clock.now().toISOString().slice(0, 10) as IsoDate;
