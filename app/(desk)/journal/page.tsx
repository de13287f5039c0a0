import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton, TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { readJournal } from '@/lib/server/use-cases/journal';
import { DeskShell } from '../_components/desk-shell';
import { EntryFacts } from './_components/entry-facts';
import { EntryList } from './_components/entry-list';
import { FilterForm } from './_components/filter-form';
import { WalkButton } from './_components/walk-button';
import { addressOf, choicesOf, entryView, factsView, inputOf, isFiltered, verdictView, type JournalQuery } from './view-model';

export const metadata: Metadata = { title: 'Journal' };

const CRUMBS = [{ label: 'Journal' }];

/** Journal: who decided what, when, on what grounds, and does the chain hold? */
export default async function JournalPage({ searchParams }: { readonly searchParams: Promise<JournalQuery> }) {
  const [query, context] = await Promise.all([searchParams, roomContext()]);
  const reading = await readJournal(context, inputOf(query));
  if (!reading.ok) {
    return (
      <DeskShell>
        <PageHead crumbs={CRUMBS} title="The journal cannot be read this way" />
        <EmptyState title={reading.error.message} action={<LinkButton href="/journal">Show the newest rows</LinkButton>}>
          What is asked for stands in the address of this page.
        </EmptyState>
      </DeskShell>
    );
  }
  const { head, rows, older, opened } = reading.value;
  const verdict = verdictView(reading.value);
  const facts = opened ? <EntryFacts view={factsView(opened)} sequence={opened.row.sequence} /> : null;
  const listed = rows.map((row) => {
    const isOpen = opened?.row.sequence === row.sequence;
    return { ...entryView(row), href: addressOf(query, { entry: isOpen ? undefined : String(row.sequence) }), facts: isOpen ? facts : null };
  });
  const isElsewhere = opened && rows.every((row) => row.sequence !== opened.row.sequence);
  return (
    <DeskShell>
      <PageHead
        crumbs={CRUMBS}
        title={verdict.title}
        lede={verdict.lede}
        actions={
          <>
            <a className="button" data-kind="plain" href="/api/journal" download>
              Export the chain
            </a>
            <WalkButton />
          </>
        }
      />
      <FreshStrip
        status={{ tone: verdict.tone, word: verdict.word }}
        items={[
          { label: 'Head', value: head.hash.slice(0, 16) },
          { label: 'Shown', value: rows.length === 0 ? 'nothing' : `rows ${rows[rows.length - 1].sequence} to ${rows[0].sequence}${isFiltered(query) ? ', filtered' : ''}` },
        ]}
      />
      {isElsewhere ? (
        <Section title={`Row ${opened.row.sequence}`} aside={<TextLink href={addressOf(query, { entry: undefined })}>Close</TextLink>}>
          <EntryList entries={[{ ...entryView(opened.row), href: addressOf(query, { entry: undefined }), facts }]} />
        </Section>
      ) : null}
      <Section title={query.before ? `Before row ${query.before}, newest first` : 'Newest first'}>
        <FilterForm query={query} choices={choicesOf(reading.value)} />
        {rows.length === 0 ? (
          <EmptyState title="No row fits" action={<LinkButton href="/journal">Show all rows</LinkButton>}>
            {head.sequence === 0 ? 'Nothing has happened at this desk yet. The first import or portfolio will stand here.' : `None of the ${head.sequence} rows is of this portfolio, person, kind and time.`}
          </EmptyState>
        ) : (
          <EntryList entries={listed} />
        )}
        <nav className="links" aria-label="Pages of the journal">
          {query.before ? <TextLink href={addressOf(query, { before: undefined, entry: undefined })}>Newest</TextLink> : null}
          {older === null ? null : <TextLink href={addressOf(query, { before: String(older), entry: undefined })}>Older</TextLink>}
          {rows.length === 0 ? null : (
            <a className="link" href={addressOf(query, { before: undefined, entry: undefined }, '/api/journal/table')} download>
              {isFiltered(query) ? 'All that fit, as CSV' : 'All rows as CSV'}
            </a>
          )}
        </nav>
        <Note>
          Times are UTC; days are of UTC, both included. At the sample desk times follow its own clock, which stands at the last day of its data. A chain whose end was cut off holds too: keep its head somewhere else. The export of the whole chain is
          verified without this desk: mainsheet journal verify --file. The CSV is for reading.
        </Note>
      </Section>
    </DeskShell>
  );
}
