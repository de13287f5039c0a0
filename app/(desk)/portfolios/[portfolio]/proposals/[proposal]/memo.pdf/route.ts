import { requestContext } from '@/lib/server/auth/request';
import { printPage } from '@/lib/server/use-cases/print-page';
import { readMemo } from '@/lib/server/use-cases/read-memo';
import { memoView } from '../memo/view-model';
import { memoDocument, PAPERS, type Paper } from './document';

interface Params {
  readonly params: Promise<{ readonly portfolio: string; readonly proposal: string }>;
}

const isPaper = (text: string): text is Paper => Object.hasOwn(PAPERS, text);

const STATUS: Readonly<Record<string, number>> = { 'signed-out': 401, forbidden: 403, 'not-found': 404, 'invalid-input': 422, 'no-browser': 501, busy: 503, 'print-failed': 500 };

const refused = ({ kind, message }: { readonly kind: string; readonly message: string }) =>
  new Response(`${message}\n`, { status: STATUS[kind] ?? 422, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' } });

/** The committee memo as a PDF, `?paper=a4` or `letter`: what this person may read, laid out here and printed by a browser that sees nothing else. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const context = await requestContext();
  if (!context) return refused({ kind: 'signed-out', message: 'You are signed out. Sign in and try again.' });
  const { portfolio, proposal: text } = await params;
  const paper = new URL(request.url).searchParams.get('paper') ?? 'a4';
  if (!isPaper(paper)) return refused({ kind: 'invalid-input', message: `"${paper}" is no paper this memo is laid out for. Ask for a4 or letter.` });
  const reading = await readMemo(context, { portfolio, number: Number(text) });
  if (!reading.ok) return refused(reading.error);
  const { proposal, facts } = reading.value.proposal;
  const title = `Memo, proposal ${proposal.number} of ${facts.portfolio.name}, content ${proposal.contentHash.slice(0, 16)}`;
  const pdf = await printPage(context, { html: await memoDocument(memoView(reading.value), paper, title) });
  if (!pdf.ok) return refused(pdf.error);
  return new Response(new Blob([new Uint8Array(pdf.value)]), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${portfolio}-proposal-${proposal.number}-memo.pdf"`, 'cache-control': 'private, no-store' },
  });
}
