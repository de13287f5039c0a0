import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { KeyMapButton } from '@/components/shell/desk-keys';
import { PageHead } from '@/components/shell/page-head';
import { tourAddress } from '@/components/shell/tour-stops';
import { TextLink } from '@/components/ui/button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Section } from '@/components/ui/text';
import type { Result } from '@/lib/core/base/result';
import { counted } from '@/lib/format/count';
import { ownSessions } from '@/lib/server/auth/account';
import { may, maySomewhere } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { listTokens } from '@/lib/server/use-cases/api-tokens';
import { readMailChoices } from '@/lib/server/use-cases/mail';
import { readPeople, type PeopleReading } from '@/lib/server/use-cases/read-people';
import type { Context } from '@/lib/server/use-cases/use-case';
import { DeskShell } from '../_components/desk-shell';
import { TOUR } from '../_components/tour';
import { AccountSection } from './_components/account-section';
import { ArchiveSection } from './_components/archive-section';
import { NoticesSection } from './_components/notices-section';
import { ManagePeople, PeopleSection } from './_components/people-section';
import { TokensSection } from './_components/tokens-section';
import { partAddress, partsFor, type Part } from './view-model';

export const metadata: Metadata = { title: 'Settings' };

/** What a room shows of a reading that its own permission covers. */
function read<T>(reading: Result<T>): T {
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value;
}

/** One part of the settings; what the others show is not read. */
async function contentOf(part: Part, context: Context, reading: PeopleReading): Promise<ReactNode> {
  const { actor } = context;
  const isReal = actor.workspaceKind === 'real';
  const mayManage = isReal && may(actor, 'manage-people');
  switch (part) {
    case 'people':
      return (
        <>
          <PeopleSection reading={reading} userId={actor.userId} mayManage={mayManage} />
          {mayManage ? <ManagePeople reading={reading} userId={actor.userId} /> : null}
        </>
      );
    case 'tokens':
      return <TokensSection tokens={read(await listTokens(context, {}))} mayPropose={maySomewhere(actor, 'propose-reallocation')} />;
    case 'mail':
      return <NoticesSection mail={read(await readMailChoices(context, {}))} isReal={isReal} />;
    case 'account':
      return <AccountSection sessions={await ownSessions()} hasPassword={isReal} />;
    case 'archive':
      return <ArchiveSection />;
  }
}

/** Settings: who may do what, and what about me? */
export default async function SettingsPage({ searchParams }: { readonly searchParams: Promise<{ readonly tab?: string }> }) {
  const context = await roomContext();
  const { actor } = context;
  const people = read(await readPeople(context, {}));
  const parts = partsFor({ mayArchive: may(actor, 'archive-desk') });
  const { tab } = await searchParams;
  const part = parts.find(({ key }) => key === tab)?.key ?? 'people';
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Settings' }]} title={`${actor.workspaceName}: ${counted(people.members.length, 'person', 'people')}`} lede="A proposal is made by one person and signed by another, unless a policy says otherwise." />
      <LinkTabs label="Part of the settings" tabs={parts} current={partAddress(part)} />
      {await contentOf(part, context, people)}
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
