import { instant } from '@/lib/format/date';
import type { ProposalList } from '@/lib/server/use-cases/read-proposals';

export interface SchedulerView {
  readonly drafts: boolean;
  /** What it does here, and what it found when it looked last. */
  readonly says: string;
}

/** What the scheduler does with this portfolio. */
export function schedulerView({ drafts, lookedAt, finding }: ProposalList['watch']): SchedulerView {
  const rule = drafts ? 'When data close a decision date and something is due, the scheduler makes a draft, which waits for a maker.' : 'The scheduler records decisions here and makes no drafts.';
  return { drafts, says: `${rule} ${lookedAt === null ? 'It has not looked yet.' : `On ${instant(lookedAt.toISOString())} UTC it found: ${finding}`}` };
}
