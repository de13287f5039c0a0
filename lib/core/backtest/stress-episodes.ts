import type { IsoDate } from '../base/iso-date';
import { lastDayOfMonth, monthIndex } from '../base/iso-date';

/** A stretch of history that people remember by name, from the close before it to its last close. */
export interface NamedEpisode {
  readonly id: string;
  readonly label: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

const episode = (id: string, label: string, start: string, end: string): NamedEpisode => ({ id, label, start: start as IsoDate, end: end as IsoDate });

/**
 * Peak to trough of US large-company shares, except the two that were about bonds: there, from the low of the 10-year
 * yield to its high. Chosen because they are remembered, so they say nothing about how often such things happen.
 */
export const NAMED_EPISODES: readonly NamedEpisode[] = [
  episode('great-depression', 'Great Depression', '1929-09-16', '1932-06-01'),
  episode('recession-1937', 'Recession of 1937', '1937-03-10', '1938-03-31'),
  episode('oil-crisis', 'Oil crisis and inflation', '1973-01-11', '1974-10-03'),
  episode('disinflation', 'Disinflation of Volcker', '1980-11-28', '1982-08-12'),
  episode('crash-1987', 'Crash of 1987', '1987-08-25', '1987-12-04'),
  episode('gulf-1990', 'Gulf crisis', '1990-07-16', '1990-10-11'),
  episode('bonds-1994', 'Bond market of 1994', '1993-10-15', '1994-11-07'),
  episode('russia-1998', 'Russia and LTCM', '1998-07-17', '1998-08-31'),
  episode('dot-com', 'End of the dot-com boom', '2000-03-24', '2002-10-09'),
  episode('financial-crisis', 'Financial crisis', '2007-10-09', '2009-03-09'),
  episode('euro-2011', 'Euro crisis', '2011-04-29', '2011-10-03'),
  episode('taper-2013', 'Taper tantrum', '2013-05-02', '2013-09-05'),
  episode('china-2015', 'China and oil', '2015-05-21', '2016-02-11'),
  episode('rates-2018', 'Fourth quarter of 2018', '2018-09-20', '2018-12-24'),
  episode('pandemic', 'Pandemic', '2020-02-19', '2020-03-23'),
  episode('inflation-2022', 'Inflation of 2022', '2022-01-03', '2022-10-12'),
];

const ROWS_OF_DAYS = 252;

/**
 * The named episodes as rows of a frequency can see them. Rows that come once a month see a crisis in whole months: one
 * that ended within a month goes on to its end, or the month of its trough would be left out.
 */
export function namedEpisodes(periodsPerYear: number): readonly NamedEpisode[] {
  if (periodsPerYear >= ROWS_OF_DAYS) return NAMED_EPISODES;
  return NAMED_EPISODES.map((one) => ({ ...one, end: lastDayOfMonth(monthIndex(one.end)) }));
}
