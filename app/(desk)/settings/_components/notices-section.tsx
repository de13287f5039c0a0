import { StatusMark } from '@/components/ui/status-mark';
import { Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import type { MailReading } from '@/lib/server/use-cases/mail';
import { RowDeed } from '../../_components/row-deed';
import { retryOwnMail } from '../actions';
import { mailKinds, waitingSentence } from '../view-model';
import { MailForm } from './mail-form';

/** Which of one's own notices come by mail as well, and what became of those that did not get through. */
export function NoticesSection({ mail, isReal }: { readonly mail: MailReading; readonly isReal: boolean }) {
  return (
    <Section title="Notices by mail" sub="Every notice is in your inbox. Those you tick are sent to your e-mail address as well, from then on: the sentence and a link, no figures of holdings.">
      {isReal ? <MailForm kinds={mailKinds(mail)} /> : <Note>The people of the sample desk have no mailboxes; at a desk of your own you choose here.</Note>}
      {isReal && !mail.isConfigured ? <Note>This server has no mail server to send by, so nothing is sent. Whoever runs it sets SMTP_URL and MAIL_FROM; what you choose is kept until then.</Note> : null}
      {mail.waiting ? (
        <div className="mt-4">
          <StatusMark tone="attention">Mail waits</StatusMark>
          <p className="mt-1">{waitingSentence(mail.waiting)}</p>
          <Note>If this stays, whoever runs this server mends SMTP_URL (host, port, user and password) or MAIL_FROM, and starts it again; what waits then goes out by itself.</Note>
        </div>
      ) : null}
      {mail.failed.length > 0 ? (
        <Table caption="Mail that did not get through" roomy>
          <thead>
            <tr>
              <th scope="col">Notice</th>
              <th scope="col">Why</th>
              <th scope="col">Again</th>
            </tr>
          </thead>
          <tbody>
            {mail.failed.map(({ noticeId, says, error }) => (
              <tr key={noticeId}>
                <th scope="row" className="prose-cell">
                  {says}
                </th>
                <td className="prose-cell">{error}</td>
                <td>
                  {mail.isConfigured ? <RowDeed action={retryOwnMail} name="notice" value={noticeId} label="Try again" says={`Try again: ${says}`} /> : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Section>
  );
}
