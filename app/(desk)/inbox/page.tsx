import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { LinkButton, TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { StatusMark } from '@/components/ui/status-mark';
import { Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { readInbox } from '@/lib/server/use-cases/inbox';
import { DeskShell } from '../_components/desk-shell';
import { MarkRead } from './_components/mark-read';
import { inboxView } from './view-model';

export const metadata: Metadata = { title: 'Inbox' };

const TABS = [
  { label: 'All', href: '/inbox' },
  { label: 'Unread', href: '/inbox?show=unread' },
];

/** Inbox: what waits for me, and what became of what I made? */
export default async function InboxPage({ searchParams }: { readonly searchParams: Promise<{ readonly show?: string }> }) {
  const unread = (await searchParams).show === 'unread';
  const reading = await readInbox(await roomContext(), { unread });
  if (!reading.ok) throw new Error(reading.error.message);
  const view = inboxView(reading.value);
  return (
    <DeskShell>
      <PageHead
        crumbs={[{ label: 'Inbox' }]}
        title={view.title}
        lede="What waits for you at this desk, and what became of what you made. A notice about a question is marked as read by itself once somebody answers it."
        actions={reading.value.unread > 0 ? <MarkRead /> : null}
      />
      <LinkTabs label="What is shown" tabs={TABS} current={TABS[unread ? 1 : 0].href} />
      <Section title="Notices, newest first">
        {view.lines.length === 0 ? (
          <EmptyState title={unread ? 'You have read everything' : 'Nothing has come yet'} action={<LinkButton href="/">Open the book</LinkButton>}>A notice comes when a proposal waits for you, when yours is answered, and when data are late.</EmptyState>
        ) : (
          <Table caption="Your notices at this desk" roomy>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Notice</th>
                <th scope="col" className="wide-only">
                  At, UTC
                </th>
                <th scope="col">Read</th>
              </tr>
            </thead>
            <tbody>
              {view.lines.map((line) => (
                <tr key={line.id}>
                  <td>
                    <StatusMark tone={line.isRead ? 'neutral' : 'attention'}>{line.kind}</StatusMark>
                  </td>
                  <th scope="row" className="prose-cell">
                    <a className="link" href={line.href}>
                      {line.says}
                    </a>
                  </th>
                  <td className="wide-only">{line.at}</td>
                  <td>{line.isRead ? 'read' : <MarkRead notice={line.id} says={line.says} />}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <Note>Notices are yours alone and only of this desk. Which come by mail as well, you choose in the <TextLink href="/settings?tab=mail">settings</TextLink>.</Note>
      </Section>
    </DeskShell>
  );
}
