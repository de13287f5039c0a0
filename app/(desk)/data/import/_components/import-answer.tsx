import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import { counted } from '@/lib/format/count';
import type { ImportAnswer } from './send-file';
import { LineList } from './understood';

const SHOWN = 20;

/** What came of it: written, only looked at, or refused with every line that is wrong. */
export function ImportAnswerView({ answer, dryRun }: { readonly answer: ImportAnswer; readonly dryRun: boolean }) {
  if (answer.ok) {
    const { stored, alreadyImported } = answer.value;
    const done = alreadyImported ? 'This file was imported before; nothing was written.' : dryRun ? 'It can be imported as it is. Nothing was written yet.' : `Imported: ${counted(stored, 'new row')}.`;
    return <Confirmation>{done}</Confirmation>;
  }
  const rejected = answer.error.details?.report?.rejected ?? [];
  const notListed = answer.error.details?.report?.rejectedNotListed ?? 0;
  const correct = answer.error.details?.report ? 'Nothing was written. Correct below how the file is read, or correct the file and send it again.' : 'Nothing was written.';
  return (
    <>
      <ErrorSummary title={answer.error.message} problems={rejected.slice(0, SHOWN).map(({ line, reason }) => ({ message: reason, ...(line > 0 ? { line } : {}) }))}>
        {correct}
      </ErrorSummary>
      <LineList summary={`${counted(rejected.length - SHOWN + notListed, 'more problem')}`} items={rejected.slice(SHOWN).map(({ line, reason }) => ({ line, text: reason }))} notListed={notListed} />
    </>
  );
}
