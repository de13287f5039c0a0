import { counted } from '@/lib/format/count';
import { few } from '@/lib/format/few';
import type { DeskFacts } from './moment';

const MOST_GROUPS = 3;

/** Series that should have come by now, the latest first; those of one file stop together and are named together: "EQ, BD and 3 more 12 days; UNRATE 1 day". */
export function lateWords({ late }: Pick<DeskFacts, 'late'>): string {
  const days = [...new Set(late.map(({ daysLate }) => daysLate))];
  const named = days.slice(0, MOST_GROUPS).map((count) => `${few(late.filter(({ daysLate }) => daysLate === count).map(({ code }) => code))} ${counted(count, 'day')}`);
  const left = late.filter(({ daysLate }) => days.indexOf(daysLate) >= MOST_GROUPS).length;
  return `${named.join('; ')}${left > 0 ? ` and ${left} more` : ''}`;
}
