import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AsOf } from '@/components/shell/as-of';
import { DeskKeys, SearchButton } from '@/components/shell/desk-keys';
import { Notice } from '@/components/shell/notice';
import { PORTFOLIO_COOKIE } from '@/components/shell/navigation';
import { PortfolioSwitch } from '@/components/shell/portfolio-switch';
import { Shell } from '@/components/shell/shell';
import { Tour } from '@/components/shell/tour';
import { tourAddress } from '@/components/shell/tour-stops';
import { dateLong } from '@/lib/format/date';
import { actingAt, roleOf } from '@/lib/server/auth/actor';
import { maySomewhere } from '@/lib/server/auth/permissions';
import { currentDesks, requireActor } from '@/lib/server/auth/session';
import { openContext, roomContext } from '@/lib/server/auth/request';
import { countUnread } from '@/lib/server/use-cases/inbox';
import { listPortfolios } from '@/lib/server/use-cases/list-portfolios';
import { readPersonas } from '@/lib/server/use-cases/personas';
import { signOut } from '../../(auth)/sign-in/actions';
import { lateWords } from './late';
import { momentQuery, withQuery, type DeskFacts } from './moment';
import { beside, navigation } from './navigation';
import { DeskSwitch, PersonaSwitch, SignOut } from './people';
import { TOUR, TOUR_COOKIE } from './tour';

export interface DeskShellProps {
  /** What the portfolio's figures rest on; absent outside a portfolio. */
  readonly facts?: DeskFacts;
  /** The portfolio of the room, also where it cannot be opened yet. */
  readonly portfolio?: { readonly slug: string; readonly name: string };
  readonly children: ReactNode;
}

/** A look back says so before anything else: its figures are those of then. */
function pastSentence({ asOf, bookedAt }: DeskFacts): string {
  const books = bookedAt === null ? '' : `, from what was recorded by ${dateLong(bookedAt.toISOString().slice(0, 10))}`;
  return `Looking back to the close of ${dateLong(asOf)}${books}: nothing known later is used, and nothing is proposed from here.`;
}

/** Whose clock this is and what the prices are, said before any figure. */
function noticeOf(facts: DeskFacts) {
  const averaged = facts.averaged ? ' Prices are month averages: they may not be traded in the month they average, so every order waits at least one row.' : '';
  const clock = facts.isPast ? pastSentence(facts) : facts.isSample ? `Sample portfolio. Its clock stands at the close of ${dateLong(facts.asOf)}; nothing known later is used.` : '';
  const cash = facts.cashEarnsNothing ? ' Cash earns 0 % nominal here: the data have no bill rate.' : '';
  return (
    <Notice
      simulated={facts.simulated}
      convention={`${facts.portfolio.baseCurrency}, total return`}
      asOf={<AsOf asOf={facts.asOf} latest={facts.latest} isPast={facts.isPast} />}
    >
      {clock}
      {averaged}
      {cash}
      {facts.late.length > 0 ? ` Late: ${lateWords(facts)}.` : ''}
    </Notice>
  );
}

/** The portfolio whose rooms the rail leads to: that of the room, else the one looked at last, else the oldest. */
async function railPortfolios(here: DeskShellProps['portfolio']) {
  const reading = await listPortfolios(await roomContext(), {});
  const portfolios = reading.ok ? reading.value : [];
  const last = (await cookies()).get(PORTFOLIO_COOKIE)?.value;
  return { portfolios, shown: here ?? portfolios.find(({ slug }) => slug === last) ?? portfolios.at(0) ?? null };
}

/** The frame of every room, for the person who is signed in. */
export async function DeskShell({ facts, portfolio, children }: DeskShellProps) {
  const actor = await requireActor();
  const here = facts?.portfolio ?? portfolio;
  const isSample = actor.workspaceKind === 'sample';
  const [personas, desks, { portfolios, shown }, unread] = await Promise.all([
    isSample ? readPersonas(openContext().db) : [],
    currentDesks(),
    railPortfolios(here),
    roomContext().then((context) => countUnread(context, {})),
  ]);
  const groups = navigation(shown?.slug ?? null, facts && withQuery('', momentQuery(facts)), unread.ok ? unread.value : 0);
  const links = beside({ mayImport: maySomewhere(actor, 'import-data'), mayMakePortfolio: maySomewhere(actor, 'create-portfolio'), tour: isSample ? tourAddress(TOUR, 1) : null });
  return (
    <DeskKeys groups={groups} portfolio={shown?.slug ?? null} links={links} signOut={signOut}>
      <Shell
        groups={groups}
        user={{ name: actor.name, role: roleOf(actingAt(actor, here?.slug ?? null)) }}
        portfolio={shown && <PortfolioSwitch current={shown} portfolios={portfolios} />}
        persona={
          <>
            {personas.length > 0 ? <PersonaSwitch personas={personas} current={actor.userId} /> : null}
            {desks.length > 1 ? <DeskSwitch desks={desks.map((desk) => ({ slug: desk.workspaceSlug, name: desk.workspaceName }))} current={actor.workspaceSlug} /> : null}
          </>
        }
        search={<SearchButton />}
        signOut={<SignOut />}
        notice={
          <>
            {isSample ? <Tour stops={TOUR} invites={!(await cookies()).has(TOUR_COOKIE)} cookie={TOUR_COOKIE} /> : null}
            {facts ? noticeOf(facts) : null}
          </>
        }
      >
        {children}
      </Shell>
    </DeskKeys>
  );
}
