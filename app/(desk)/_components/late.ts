import type { DeskFacts } from './moment';

/** Series that should have come by now, the latest first: "UNRATE 12 days, GS10 1 day and 2 more". */
export function lateWords({ late }: Pick<DeskFacts, 'late'>): string {
  const named = late.slice(0, 3).map(({ code, daysLate }) => `${code} ${daysLate} ${daysLate === 1 ? 'day' : 'days'}`);
  return `${named.join(', ')}${late.length > named.length ? ` and ${late.length - named.length} more` : ''}`;
}
