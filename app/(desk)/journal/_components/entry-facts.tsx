import { TextLink } from '@/components/ui/button';
import { StatusMark } from '@/components/ui/status-mark';
import type { FactLine, FactsView } from '../view-model';

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly FactLine[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd className={line.isCode ? 'code' : undefined}>{line.href ? <TextLink href={line.href}>{line.value}</TextLink> : line.value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What does this row say, what does it rest on, and does its hash match? */
export function EntryFacts({ view, sequence }: { readonly view: FactsView; readonly sequence: number }) {
  return (
    <div className="journal-facts" id={`facts-${sequence}`} role="group" aria-label={`Facts of row ${sequence}`}>
      <StatusMark tone={view.standing.tone}>{view.standing.says}</StatusMark>
      <Lines title="In the row, under its hash" lines={view.inRow} />
      <Lines title="What it rests on, as the desk has it now" lines={view.restsOn} />
      <Lines title="In the chain" lines={view.hashes} />
      <h3>What the hash is taken of</h3>
      <p className="code">{view.text}</p>
    </div>
  );
}
