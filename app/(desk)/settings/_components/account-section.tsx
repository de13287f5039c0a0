import { Table } from '@/components/ui/table';
import { Section } from '@/components/ui/text';
import { Button } from '@/components/ui/button';
import type { OwnSession } from '@/lib/server/auth/account';
import { RowDeed } from '../../_components/row-deed';
import { endSession, leaveEverywhere } from '../actions';
import { browserOf, momentLong } from '../view-model';
import { PasswordForm } from './password-form';

export interface AccountSectionProps {
  readonly sessions: readonly OwnSession[];
  /** Personas of the sample desk sign in without one. */
  readonly hasPassword: boolean;
}

/** One's own account: where one is signed in, and the password. */
export function AccountSection({ sessions, hasPassword }: AccountSectionProps) {
  return (
    <>
      <Section title="Your sessions" sub="The browsers in which you are signed in, as they call themselves.">
        <Table caption="Your open sessions" roomy>
          <thead>
            <tr>
              <th scope="col">Browser</th>
              <th scope="col">Since</th>
              <th scope="col">End</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row">{browserOf(session.userAgent)}</th>
                <td>{momentLong(session.startedAt)}</td>
                <td>{session.isCurrent ? 'this one' : <RowDeed action={endSession} name="session" value={session.id} label="Sign out" says={`End the session in ${browserOf(session.userAgent)} since ${momentLong(session.startedAt)}`} />}</td>
              </tr>
            ))}
          </tbody>
        </Table>
        <form action={leaveEverywhere} className="mt-4">
          <Button type="submit">Sign out everywhere</Button>
        </form>
      </Section>
      {hasPassword ? (
        <Section title="Your password" sub="Changing it ends your other sessions.">
          <PasswordForm />
        </Section>
      ) : null}
    </>
  );
}
