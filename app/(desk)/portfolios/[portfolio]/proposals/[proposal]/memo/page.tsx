import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Memo } from '@/components/portfolio/memo';
import { roomContext } from '@/lib/server/auth/request';
import { readMemo } from '@/lib/server/use-cases/read-memo';
import { DeskShell } from '../../../../../_components/desk-shell';
import { RoomRefusal } from '../../../../../_components/refusal';
import { PrintButton } from '../_components/print-button';
import { memoView } from './view-model';

export const metadata: Metadata = { title: 'Committee memo' };

interface MemoPageProps {
  readonly params: Promise<{ readonly portfolio: string; readonly proposal: string }>;
}

/** Committee memo: what is asked of us, on one page? */
export default async function MemoPage({ params }: MemoPageProps) {
  const [{ portfolio: slug, proposal: text }, context] = await Promise.all([params, roomContext()]);
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= 1)) notFound();
  const reading = await readMemo(context, { portfolio: slug, number });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Proposals" />;
  const { facts } = reading.value.proposal;
  const base = `/portfolios/${slug}/proposals/${number}`;
  return (
    <DeskShell facts={facts}>
      <div className="memo-bar no-print">
        <a className="link" href={base}>
          Proposal {number}
        </a>
        <div className="actions">
          {reading.value.printsHere ? (
            <>
              <a className="button" data-kind="plain" href={`${base}/memo.pdf?paper=a4`} download>
                PDF, A4
              </a>
              <a className="button" data-kind="plain" href={`${base}/memo.pdf?paper=letter`} download>
                PDF, US Letter
              </a>
            </>
          ) : (
            <span className="sub">No Chromium on this server: your browser prints to PDF.</span>
          )}
          <PrintButton />
        </div>
      </div>
      <Memo view={memoView(reading.value)} />
    </DeskShell>
  );
}
