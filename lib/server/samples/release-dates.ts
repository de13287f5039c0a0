import { addDays, isoDate, monthText, weekday, type IsoDate } from '../../core/base/iso-date';

/** The day itself, or the Monday after a weekend. */
export function nextWeekday(date: IsoDate): IsoDate {
  const day = weekday(date);
  return day > 5 ? addDays(date, 8 - day) : date;
}

/** Day `day` of the month that follows month `month` by `monthsLater`, moved to a weekday. Holidays are ignored. */
export function releaseOn(month: number, monthsLater: number, day: number): IsoDate {
  return nextWeekday(isoDate(`${monthText(month + monthsLater)}-${String(day).padStart(2, '0')}`));
}

/** The first Friday of the month that follows month `month` by `monthsLater`: when employment figures appear. */
export function firstFriday(month: number, monthsLater: number): IsoDate {
  const first = isoDate(`${monthText(month + monthsLater)}-01`);
  return addDays(first, (5 - weekday(first) + 7) % 7);
}
