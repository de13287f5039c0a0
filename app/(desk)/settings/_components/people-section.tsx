import { Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import type { PeopleReading } from '@/lib/server/use-cases/read-people';
import { RowDeed } from '../../_components/row-deed';
import { takeInvitationBack } from '../actions';
import { rolesSentence } from '../view-model';
import { InviteForm } from './invite-form';
import { RemovePerson } from './remove-person';
import { ResetForm } from './reset-form';
import { RoleForm } from './role-form';

export interface PeopleSectionProps {
  readonly reading: PeopleReading;
  /** Who looks. */
  readonly userId: string;
  readonly mayManage: boolean;
}

/** Who works here, with which roles, and who is invited. */
export function PeopleSection({ reading, userId, mayManage }: PeopleSectionProps) {
  const { members, invitations } = reading;
  return (
    <Section title="People" sub="A role at a portfolio replaces the one at the desk there.">
      <Table caption="Members of this desk" roomy>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail address</th>
            <th scope="col">Role</th>
            {mayManage ? <th scope="col">Change</th> : null}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.userId}>
              <th scope="row">{member.name}</th>
              <td>{member.email}</td>
              <td>{rolesSentence(member)}</td>
              {mayManage ? <td>{member.userId === userId ? 'you' : <RemovePerson userId={member.userId} name={member.name} />}</td> : null}
            </tr>
          ))}
          {invitations.map((invitation) => (
            <tr key={invitation.id}>
              <th scope="row" className="muted">
                invited
              </th>
              <td>{invitation.email}</td>
              <td>
                {invitation.role}, until {dateLong(invitation.expiresAt.toISOString().slice(0, 10))}
              </td>
              {mayManage ? (
                <td>
                  <RowDeed action={takeInvitationBack} name="invitation" value={invitation.id} label="Take back" says={`Take back the invitation of ${invitation.email}`} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
      {members.length === 1 ? <Note>You are alone at this desk: invite an approver, or nobody can sign what you propose.</Note> : null}
    </Section>
  );
}

/** What an administrator does about people. */
export function ManagePeople({ reading, userId }: Omit<PeopleSectionProps, 'mayManage'>) {
  // Oneself last: it is mostly another person whose role changes.
  const members = [...reading.members].sort((a, b) => Number(a.userId === userId) - Number(b.userId === userId));
  const people = members.map(({ userId: value, name, role, portfolioRoles }) => ({ value, label: value === userId ? `${name} (you)` : name, role, portfolioRoles }));
  const others = people.filter(({ value }) => value !== userId);
  return (
    <>
      <Section title="Change a role" sub="It counts at once.">
        <RoleForm people={people} portfolios={reading.portfolios.map(({ slug, name }) => ({ value: slug, label: name }))} />
      </Section>
      <Section title="Invite a person" sub="The link is handed over by hand; no mail is sent.">
        <InviteForm />
      </Section>
      {others.length > 0 ? (
        <Section title="A forgotten password" sub="Whoever opens the link chooses a new one, and is signed out everywhere else.">
          <ResetForm people={others} />
        </Section>
      ) : null}
    </>
  );
}
