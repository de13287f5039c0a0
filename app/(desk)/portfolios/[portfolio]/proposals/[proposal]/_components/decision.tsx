import Link from 'next/link';
import { dateLong } from '@/lib/format/date';
import { roleOf, type Actor } from '@/lib/server/auth/actor';
import { may } from '@/lib/server/auth/permissions';
import type { ProposalReading } from '@/lib/server/use-cases/read-proposals';
import { departureDays, signatureSentence } from '../decision-view';
import { overridesSentence } from '../execution-view';
import { CancelPanel, DecisionPanel, ExecutePanel, RefreshPanel, ResumePanel, TakeUpPanel, WithdrawPanel } from './decision-panel';

interface DecisionProps {
  readonly reading: ProposalReading;
  readonly breaches: number;
  readonly actor: Actor;
  readonly slug: string;
}

/** Why approving is closed to this person or this proposal; null when it is open. */
function closedBecause({ reading, breaches, actor }: DecisionProps): string | null {
  const { proposal, staleReasons } = reading;
  if (proposal.decisions.some((one) => one.kind === 'approve' && one.userId === actor.userId)) return 'You have signed it; it needs another person';
  if (proposal.makerId === actor.userId && !proposal.selfApprovalAllowed) return 'You made it; the policy asks for another person';
  if (staleReasons.length > 0) return 'It is no longer current: refresh it';
  return breaches > 0 ? 'It breaks a rule: see the checks' : null;
}

function noteOf({ proposal, makerName }: ProposalReading): string {
  const people = proposal.selfApprovalAllowed ? 'The policy lets a maker sign their own proposal.' : 'The policy asks for two people.';
  return `Maker ${makerName ?? 'the scheduler'}, checker you. ${proposal.approversNeeded > 1 ? `The policy asks for ${proposal.approversNeeded} signatures besides.` : people} The checks run again when you sign.`;
}

/** An approved order: book what is left, or give it up. */
function Order({ reading, actor, slug }: DecisionProps) {
  const { proposal } = reading;
  const reference = { portfolio: slug, number: proposal.number, version: proposal.version };
  if (!may(actor, 'execute-proposal')) return null;
  return (
    <>
      <ExecutePanel reference={reference} asOf={dateLong(proposal.asOf)} isPart={proposal.state === 'partly-executed'} />
      <CancelPanel reference={reference} days={departureDays(reading)} />
    </>
  );
}

/** A draft of the scheduler: propose it, or set it aside; once it is no longer current, compute it again. */
function Draft({ reading, actor, slug }: DecisionProps) {
  const { proposal, staleReasons } = reading;
  const reference = { portfolio: slug, number: proposal.number, version: proposal.version };
  if (!may(actor, 'propose-reallocation')) {
    return (
      <section className="section">
        <h2>Waiting for a maker</h2>
        <p className="sub mt-1">Your role here is {roleOf(actor)}: you can read and print this, an analyst proposes it.</p>
      </section>
    );
  }
  return (
    <>
      {staleReasons.length > 0 ? <RefreshPanel reference={reference} reasons={staleReasons} /> : <TakeUpPanel reference={reference} tradeCount={proposal.trades.length} />}
      <WithdrawPanel reference={reference} isDraft />
    </>
  );
}

/** What this person can do with this proposal, and why not more. */
export function Decision(props: DecisionProps) {
  const { reading, actor, slug } = props;
  const { proposal, staleReasons, replacedBy } = reading;
  const reference = { portfolio: slug, number: proposal.number, version: proposal.version };
  const isMaker = proposal.makerId === actor.userId;
  if (proposal.state === 'approved' || proposal.state === 'partly-executed') return <Order {...props} />;
  if (replacedBy !== null) {
    return (
      <section className="section">
        <h2>Replaced</h2>
        <p className="sub mt-1">
          <Link className="link" href={`/portfolios/${slug}/proposals/${replacedBy}`}>
            Open proposal {replacedBy}
          </Link>
        </p>
      </section>
    );
  }
  if (proposal.state === 'draft') return <Draft {...props} />;
  if (proposal.state !== 'proposed' && proposal.state !== 'deferred') return null;
  const [overrides, signatures] = [overridesSentence(reading), signatureSentence(reading)];
  const deferred = proposal.decisions.filter((one) => one.kind === 'defer').at(-1);
  return (
    <>
      {proposal.state === 'deferred' && may(actor, 'decide-proposal') ? <ResumePanel reference={reference} until={dateLong(deferred?.expiresOn ?? proposal.expiresOn)} /> : null}
      {proposal.state === 'proposed' && may(actor, 'decide-proposal') ? (
        <DecisionPanel reference={reference} tradeCount={proposal.trades.length} approvalClosed={closedBecause(props)} days={departureDays(reading)} note={noteOf(reading)} />
      ) : null}
      {proposal.state === 'proposed' && !may(actor, 'decide-proposal') ? (
        <section className="section">
          <h2>Waiting for a checker</h2>
          <p className="sub mt-1">{isMaker ? 'You made it; another person with the role of approver signs.' : `Your role here is ${roleOf(actor)}: you can read and print this, an approver decides.`}</p>
        </section>
      ) : null}
      {signatures ? <p className="sub mt-2">{signatures}</p> : null}
      {overrides ? (
        <p className="sub mt-2">
          {overrides}{' '}
          <Link className="link" href={`/portfolios/${slug}/proposals?view=overrides`}>
            Override ledger
          </Link>
        </p>
      ) : null}
      {staleReasons.length > 0 && may(actor, 'propose-reallocation') ? <RefreshPanel reference={reference} reasons={staleReasons} /> : null}
      {isMaker ? <WithdrawPanel reference={reference} isDraft={false} /> : null}
    </>
  );
}
