import type { ReactNode } from 'react';
import { Notice } from '@/components/shell/notice';
import { Shell } from '@/components/shell/shell';
import { dateLong } from '@/lib/format/date';
import { currentDesks, requireActor } from '@/lib/server/auth/session';
import { openContext } from '@/lib/server/auth/request';
import { readPersonas } from '@/lib/server/use-cases/personas';
import type { MixReading } from '@/lib/server/use-cases/read-mix';

type DeskFacts = MixReading['facts'];
import { navigation } from './navigation';
import { DeskSwitch, PersonaSwitch, SignOut } from './people';

export interface DeskShellProps {
  /** What the portfolio's figures rest on; absent outside a portfolio. */
  readonly facts?: DeskFacts;
  /** The portfolio of the room, also where it cannot be opened yet. */
  readonly portfolio?: { readonly slug: string; readonly name: string };
  readonly children: ReactNode;
}

/** Whose clock this is and what the prices are, said before any figure. */
function noticeOf(facts: DeskFacts) {
  const averaged = facts.averaged ? ' Prices are month averages: they may not be traded in the month they average, so every order waits at least one row.' : '';
  const clock = facts.isSample ? `Sample portfolio. Its clock stands at the close of ${dateLong(facts.asOf)}; nothing known later is used.` : '';
  const cash = facts.cashEarnsNothing ? ' Cash earns 0 % nominal here: the data have no bill rate.' : '';
  if (clock === '' && averaged === '' && cash === '') return null;
  return (
    <Notice simulated={facts.simulated} convention={`${facts.portfolio.baseCurrency}, total return`}>
      {clock}
      {averaged}
      {cash}
    </Notice>
  );
}

/** The frame of every room, for the person who is signed in. */
export async function DeskShell({ facts, portfolio, children }: DeskShellProps) {
  const actor = await requireActor();
  const [personas, desks] = await Promise.all([actor.workspaceKind === 'sample' ? readPersonas(openContext().db) : [], currentDesks()]);
  const shown = facts?.portfolio ?? portfolio ?? null;
  return (
    <Shell
      groups={navigation(shown?.slug ?? null)}
      user={{ name: actor.name, role: actor.role }}
      portfolio={shown && { name: shown.name, href: `/portfolios/${shown.slug}` }}
      persona={
        <>
          {personas.length > 0 ? <PersonaSwitch personas={personas} current={actor.userId} /> : null}
          {desks.length > 1 ? <DeskSwitch desks={desks.map((desk) => ({ slug: desk.workspaceSlug, name: desk.workspaceName }))} current={actor.workspaceSlug} /> : null}
        </>
      }
      signOut={<SignOut />}
      notice={facts ? noticeOf(facts) : null}
    >
      {children}
    </Shell>
  );
}
