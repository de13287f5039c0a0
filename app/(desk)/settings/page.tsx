import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { counted } from '@/lib/format/count';
import { dateLong } from '@/lib/format/date';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readPeople } from '@/lib/server/use-cases/read-people';
import { DeskShell } from '../_components/desk-shell';
import { InviteForm } from './_components/invite-form';

export const metadata: Metadata = { title: 'Settings' };

/** Settings: who may do what? */
export default async function SettingsPage() {
  const context = await roomContext();
  const reading = await readPeople(context, {});
  if (!reading.ok) throw new Error(reading.error.message);
  const { members, invitations } = reading.value;
  const { actor } = context;
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Settings' }]} title={`${actor.workspaceName}: ${counted(members.length, 'person', 'people')}`} lede="A proposal is made by one person and signed by another, unless a policy says otherwise. Roles are per desk." />
      <Section title="People">
        <Table caption="Members of this desk" roomy>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail address</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.userId}>
                <th scope="row">{member.name}</th>
                <td>{member.email}</td>
                <td>{member.role}</td>
              </tr>
            ))}
            {invitations.map((invitation) => (
              <tr key={invitation.email}>
                <th scope="row" className="muted">
                  invited
                </th>
                <td>{invitation.email}</td>
                <td>
                  {invitation.role}, until {dateLong(invitation.expiresAt.toISOString().slice(0, 10))}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
        {members.length === 1 ? <Note>You are alone at this desk: invite an approver, or nobody can sign what you propose.</Note> : null}
      </Section>
      {may(actor, 'manage-people') && actor.workspaceKind === 'real' ? (
        <Section title="Invite a person" sub="The link is handed over by hand; no mail is sent.">
          <InviteForm />
        </Section>
      ) : null}
    </DeskShell>
  );
}
