import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { Note, Section } from '@/components/ui/text';
import { counted } from '@/lib/format/count';
import { termEntries } from '@/lib/words/glossary';
import { DeskShell } from '../_components/desk-shell';

export const metadata: Metadata = { title: 'Glossary' };

/** Glossary: what do the words mean here? */
export default function GlossaryPage() {
  const entries = [...termEntries()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Glossary' }]} title={`${counted(entries.length, 'word')}, a sentence each`} lede="Where one of them stands in a room with a dotted line below, it explains itself there: point at it, tap it or focus it." />
      <Section title="From A to Z">
        <dl className="glossary">
          {entries.map(({ key, name, says, chapter }) => (
            <div key={key} id={key}>
              <dt>{name}</dt>
              <dd>
                {says}
                {chapter ? <span className="muted"> How it is computed: docs/methodology/{chapter}.md.</span> : null}
              </dd>
            </div>
          ))}
        </dl>
        <Note>The methodology lies in the source of this desk, below docs/methodology.</Note>
      </Section>
    </DeskShell>
  );
}
