import type { Metadata } from 'next';
import { JournalList } from '@/components/portfolio/journal-list';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { readJournal } from '@/lib/server/use-cases/journal';
import { DeskShell } from '../_components/desk-shell';
import { journalEntry } from './view-model';

export const metadata: Metadata = { title: 'Journal' };

/** Journal: who decided what, and does the chain hold? */
export default async function JournalPage() {
  const reading = await readJournal(await roomContext(), { limit: 200 });
  if (!reading.ok) throw new Error(reading.error.message);
  const { verdict, rows } = reading.value;
  return (
    <DeskShell>
      <PageHead
        crumbs={[{ label: 'Journal' }]}
        title={verdict.intact ? `${verdict.rows} rows, and the chain holds` : `The chain breaks at row ${verdict.broken?.sequence}`}
        actions={
          <a className="button" data-kind="plain" href="/api/journal" download>
            Export the chain
          </a>
        }
        lede={verdict.intact ? 'Every row holds the hash of the one before. Keep the head somewhere else: a cut-off tail shows only against it.' : `Row ${verdict.broken?.sequence}: ${verdict.broken?.reason}. Rows before it are intact.`}
      />
      <FreshStrip status={verdict.intact ? { tone: 'ok', word: 'Verified' } : { tone: 'bad', word: 'Broken' }} items={[{ label: 'Head', value: verdict.head.slice(0, 16) }, { label: 'Shown', value: `the newest ${rows.length}` }]} />
      <Section title="Newest first">
        <JournalList entries={rows.map(journalEntry)} />
        <Note>Times are UTC. At the sample desk they follow its own clock, which stands at the last day of its data. The export is verified without this desk: mainsheet journal verify --file.</Note>
      </Section>
    </DeskShell>
  );
}
