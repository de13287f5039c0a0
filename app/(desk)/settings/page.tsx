import type { Metadata } from 'next';
import { KeyMapButton } from '@/components/shell/desk-keys';
import { PageHead } from '@/components/shell/page-head';
import { tourAddress } from '@/components/shell/tour-stops';
import { TextLink } from '@/components/ui/button';
import { Section } from '@/components/ui/text';
import { counted } from '@/lib/format/count';
import { ownSessions } from '@/lib/server/auth/account';
import { may, maySomewhere } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { listTokens } from '@/lib/server/use-cases/api-tokens';
import { readMailChoices } from '@/lib/server/use-cases/mail';
import { readPeople } from '@/lib/server/use-cases/read-people';
import { DeskShell } from '../_components/desk-shell';
import { TOUR } from '../_components/tour';
import { AccountSection } from './_components/account-section';
import { ArchiveSection } from './_components/archive-section';
import { NoticesSection } from './_components/notices-section';
import { ManagePeople, PeopleSection } from './_components/people-section';
import { TokensSection } from './_components/tokens-section';

export const metadata: Metadata = { title: 'Settings' };

/** Settings: who may do what, and what about me? */
export default async function SettingsPage() {
  const context = await roomContext();
  const [reading, tokens, mail, sessions] = await Promise.all([readPeople(context, {}), listTokens(context, {}), readMailChoices(context, {}), ownSessions()]);
  if (!reading.ok) throw new Error(reading.error.message);
  if (!tokens.ok) throw new Error(tokens.error.message);
  if (!mail.ok) throw new Error(mail.error.message);
  const { members } = reading.value;
  const { actor } = context;
  const isReal = actor.workspaceKind === 'real';
  const mayManage = isReal && may(actor, 'manage-people');
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Settings' }]} title={`${actor.workspaceName}: ${counted(members.length, 'person', 'people')}`} lede="A proposal is made by one person and signed by another, unless a policy says otherwise." />
      <PeopleSection reading={reading.value} userId={actor.userId} mayManage={mayManage} />
      {mayManage ? <ManagePeople reading={reading.value} userId={actor.userId} /> : null}
      <TokensSection tokens={tokens.value} mayPropose={maySomewhere(actor, 'propose-reallocation')} />
      <NoticesSection mail={mail.value} isReal={isReal} />
      <AccountSection sessions={sessions} hasPassword={isReal} />
      {may(actor, 'archive-desk') ? <ArchiveSection /> : null}
      <Section title="Find your way">
        <ul className="links">
          {actor.workspaceKind === 'sample' ? (
            <li>
              <TextLink href={tourAddress(TOUR, 1)}>Tour of the sample</TextLink>
            </li>
          ) : null}
          <li>
            <TextLink href="/glossary">Glossary</TextLink>
          </li>
          <li>
            <KeyMapButton />
          </li>
        </ul>
      </Section>
    </DeskShell>
  );
}
