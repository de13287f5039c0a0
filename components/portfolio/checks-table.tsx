import { StatusMark, type StatusTone } from '../ui/status-mark';
import { Table } from '../ui/table';

export interface CheckRow {
  readonly name: string;
  /** What was measured, in words or figures with their unit. */
  readonly measured: string;
  readonly limit: string | null;
  /** Share of the limit that is used, from 0; above 1 it is broken. Null where a share means nothing. */
  readonly share: number | null;
  readonly tone: StatusTone;
  /** "Within", "Fresh", "Note", "Broken". */
  readonly word: string;
}

const FULL = 88;
const BEYOND = 1.1;

/** Does the proposal keep to every rule, and how near is each limit? */
export function ChecksTable({ checks }: { readonly checks: readonly CheckRow[] }) {
  return (
    <Table caption="Checks" roomy>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Measured</th>
          <th scope="col" className="num">
            Limit
          </th>
          <th scope="col" className="wide-only">
            Share used
          </th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.name}>
            <th scope="row" className="strong may-wrap">
              {check.name}
            </th>
            <td className="wrap">{check.measured}</td>
            <td className="num">{check.limit ?? '–'}</td>
            <td className="wide-only">{check.share === null ? null : <ShareBar share={check.share} />}</td>
            <td>
              <StatusMark tone={check.tone}>{check.word}</StatusMark>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The limit is the tick at the end; what lies beyond it sticks out. */
function ShareBar({ share }: { readonly share: number }) {
  const width = Math.min(Math.max(0, share), BEYOND) * FULL;
  return (
    <svg width={FULL} height="10" aria-hidden="true">
      <path d={`M0 5h${FULL}`} stroke="var(--line-2)" />
      <rect width={width.toFixed(1)} y="2" height="6" fill="var(--ink-2)" />
      <path d={`M${FULL - 0.5} 0v10`} stroke="var(--ink-2)" />
    </svg>
  );
}
