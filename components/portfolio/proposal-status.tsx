import { StatusMark, type StatusTone } from '../ui/status-mark';

export type ProposalStanding = 'draft' | 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'expired' | 'superseded' | 'deferred' | 'partly-executed' | 'executed' | 'cancelled';

const WORDS: Readonly<Record<ProposalStanding, { readonly tone: StatusTone; readonly word: string }>> = {
  draft: { tone: 'attention', word: 'Draft, needs a maker' },
  proposed: { tone: 'attention', word: 'Awaiting approval' },
  deferred: { tone: 'attention', word: 'Deferred' },
  approved: { tone: 'ok', word: 'Approved' },
  'partly-executed': { tone: 'attention', word: 'Partly executed' },
  executed: { tone: 'ok', word: 'Executed' },
  rejected: { tone: 'neutral', word: 'Rejected' },
  withdrawn: { tone: 'neutral', word: 'Withdrawn' },
  expired: { tone: 'neutral', word: 'Expired' },
  superseded: { tone: 'neutral', word: 'Superseded' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
};

/** Shape and word for a state, for places that set the mark themselves, such as the strip under a title. */
export function proposalStatus(state: ProposalStanding): { readonly tone: StatusTone; readonly word: string } {
  return WORDS[state];
}

export interface ProposalStatusProps {
  readonly state: ProposalStanding;
  /** "until 30 May 2025". */
  readonly detail?: string;
}

/** Where does this proposal stand, and does it wait for somebody? */
export function ProposalStatus({ state, detail }: ProposalStatusProps) {
  const { tone, word } = WORDS[state];
  return (
    <>
      <StatusMark tone={tone}>{word}</StatusMark>
      {detail ? <span className="muted"> {detail}</span> : null}
    </>
  );
}
