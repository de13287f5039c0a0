import type { CheckRow } from '@/components/portfolio/checks-table';
import type { Check } from '@/lib/core/proposals/checks';
import { percent } from '@/lib/format/percent';
import { bp } from '@/lib/format/points';

const NAMES: Readonly<Record<Check['kind'], string>> = {
  'asset-limit': 'Policy limits',
  'group-limit': 'Group limits',
  turnover: 'Turnover, one-way',
  'tracking-error': 'Tracking error, ex ante',
  cost: 'Cost of the trades',
  'stale-price': 'Prices',
  'stale-observation': 'Macro readings',
  'missing-reading': 'Readings that are missing',
  'latest-revised': 'Revisions',
};

const RESULT = {
  within: { tone: 'ok', word: 'Within' },
  note: { tone: 'attention', word: 'Note' },
  breach: { tone: 'bad', word: 'Broken' },
} as const;

const WORST = { within: 0, note: 1, breach: 2 } as const;

function figure(kind: Check['kind'], value: number | null): string {
  if (value === null) return '';
  if (kind === 'cost') return bp(value / 10_000, { decimals: 1 });
  if (kind === 'stale-price') return value === 1 ? '1 day' : `${value} days`;
  return percent(value);
}

/** Many checks of one kind become one line: the nearest or broken one speaks for them. */
function checkRow(kind: Check['kind'], checks: readonly Check[], nameOf: (code: string) => string, noteName: (indicator: string) => string): CheckRow {
  const worst = [...checks].sort((a, b) => WORST[b.result] - WORST[a.result] || (b.shareUsed ?? 0) - (a.shareUsed ?? 0))[0];
  const { tone, word } = RESULT[worst.result];
  const single = checks.length === 1 && worst.measured !== null;
  const isNote = kind === 'missing-reading' || kind === 'stale-observation' || kind === 'latest-revised';
  const subjects = checks.map((check) => (check.subject === null ? '' : isNote ? noteName(check.subject) : nameOf(check.subject)));
  const measured = isNote
    ? `${[...new Set(subjects)].join(', ')}: ${worst.message}`
    : kind === 'stale-price'
      ? `${checks.length} prices, the oldest ${figure(kind, Math.max(...checks.map((check) => check.measured ?? 0)))} old`
      : single && worst.subject === null
        ? figure(kind, worst.measured)
        : worst.measured === null
          ? worst.message
          : worst.result === 'breach'
            ? `${nameOf(worst.subject ?? '')} at ${figure(kind, worst.measured)} is beyond its limit`
            : `all ${checks.length} within; ${nameOf(worst.subject ?? '')} uses most of its range`;
  const limit = kind === 'asset-limit' || kind === 'group-limit' ? `${checks.length} ranges` : worst.limit === null ? null : figure(kind, worst.limit);
  const isCap = kind === 'turnover' || kind === 'tracking-error' || kind === 'cost';
  if (isCap && worst.limit === null && worst.measured !== null) return { name: NAMES[kind], measured, limit: null, share: null, tone: 'neutral', word: 'No limit' };
  return { name: NAMES[kind], measured, limit, share: isCap ? worst.shareUsed : null, tone, word: kind === 'stale-price' && worst.result === 'within' ? 'Fresh' : word };
}

/** Checks as lines of a table. `nameOf` names a class or an instrument, `noteName` what a reading is of. */
export function checkRows(checks: readonly Check[], nameOf: (code: string) => string, noteName: (subject: string) => string = (subject) => subject): readonly CheckRow[] {
  const kinds = [...new Set(checks.map((check) => check.kind))];
  return kinds.map((kind) => checkRow(kind, checks.filter((check) => check.kind === kind), nameOf, noteName));
}
