import type { StatusTone } from '@/components/ui/status-mark';
import { percent } from '@/lib/format/percent';
import { pp } from '@/lib/format/points';
import { moneyCompact } from '@/lib/format/money';
import { MISSING } from '@/lib/format/number';
import { lateWords } from './_components/late';
import type { BookRow } from '@/lib/server/use-cases/read-book';

export interface BookLine {
  readonly slug: string;
  readonly name: string;
  readonly problem: string | null;
  readonly asOf: string | null;
  readonly simulated: boolean;
  /** What is late of its data; empty while all is on time. */
  readonly late: string;
  readonly value: string;
  readonly drift: string;
  readonly room: string;
  readonly roomBroken: boolean;
  readonly proposal: { readonly number: number; readonly state: NonNullable<BookRow['proposal']>['state']; readonly href: string } | null;
  readonly drawdown: string;
  readonly dynamicDrawdown: string;
  readonly spark: readonly number[];
}

export interface BookView {
  readonly title: string;
  readonly lede: string;
  readonly status: { readonly tone: StatusTone; readonly word: string };
  readonly lines: readonly BookLine[];
}

const waits = (row: BookRow): boolean => row.proposal?.state === 'proposed';
const isDraft = (row: BookRow): boolean => row.proposal?.state === 'draft';
const isBroken = (row: BookRow): boolean => row.roomToLimit !== null && row.roomToLimit < -1e-9;

function titleOf(rows: readonly BookRow[]): string {
  const waiting = rows.filter(waits).length;
  const noun = (count: number) => (count === 1 ? '1 portfolio' : `${count} portfolios`);
  if (rows.length === 0) return 'No portfolio yet';
  const drafts = rows.filter(isDraft).length;
  if (waiting === 0 && drafts > 0) return drafts === 1 ? '1 draft waits for a maker' : `${drafts} drafts wait for a maker`;
  if (waiting === 0) return `${noun(rows.length)}, nothing waits for a signature`;
  return waiting === 1 ? '1 proposal waits for a signature' : `${waiting} proposals wait for a signature`;
}

/** Which portfolios need somebody today? Those that wait come first, then drafts and broken limits, then the order of making. */
export function bookView(rows: readonly BookRow[]): BookView {
  const rank = (row: BookRow) => (waits(row) ? 0 : isDraft(row) || isBroken(row) ? 1 : 2);
  const ordered = rows.map((row, k) => ({ row, k })).sort((a, b) => rank(a.row) - rank(b.row) || a.k - b.k);
  const needed = rows.some((row) => waits(row) || isDraft(row) || isBroken(row));
  return {
    title: titleOf(rows),
    lede: rows.length === 0 ? 'Import prices first, then make a portfolio with a policy; holdings come last.' : 'Drift is one-way, against the strategic mix. Room is the distance of the nearest asset class to its policy limit.',
    status: needed ? { tone: 'attention', word: 'Decision needed' } : { tone: 'ok', word: 'Nothing waits' },
    lines: ordered.map(({ row }) => ({
      slug: row.slug,
      name: row.name,
      problem: row.problem,
      asOf: row.facts?.asOf ?? null,
      simulated: row.facts?.simulated ?? false,
      late: row.facts ? lateWords(row.facts) : '',
      value: row.value === null ? MISSING : moneyCompact(row.value, row.baseCurrency),
      drift: row.drift === null ? MISSING : percent(row.drift),
      room: row.roomToLimit === null ? MISSING : pp(row.roomToLimit),
      roomBroken: isBroken(row),
      proposal: row.proposal && { ...row.proposal, href: `/portfolios/${row.slug}/proposals/${row.proposal.number}` },
      drawdown: row.drawdownNow === null ? MISSING : percent(row.drawdownNow.strategic),
      dynamicDrawdown: row.drawdownNow === null ? MISSING : percent(row.drawdownNow.dynamic),
      spark: row.spark,
    })),
  };
}
