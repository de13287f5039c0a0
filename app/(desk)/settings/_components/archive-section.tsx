import { TextLink } from '@/components/ui/button';
import { Note, Section } from '@/components/ui/text';

/** Everything of the desk in one file, and how it comes back. */
export function ArchiveSection() {
  return (
    <Section title="Archive" sub="Everything of this desk in one file: data, portfolios, policies, proposals, signatures and the journal. No passwords, no keys.">
      <p>
        <TextLink href="/api/archive" download>
          Download the archive
        </TextLink>
      </p>
      <Note>
        It is restored at the terminal, into an installation that has no such desk: <code>npm run mainsheet -- archive restore FILE</code>. The journal then verifies with the same head.
      </Note>
    </Section>
  );
}
