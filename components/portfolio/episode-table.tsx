import Link from 'next/link';
import { dateIso } from '@/lib/format/date';
import { fixed } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { niceAxis, position } from '../charts/scale';
import { StatusMark } from '../ui/status-mark';
import { NumberCell, NumberHeader, Table } from '../ui/table';
import { Term } from '../ui/term';

/** A fall of the strategic mix, and what the dynamic mix did in the same time. Depths are fractions, negative. */
export interface EpisodeRow {
  readonly id: string;
  readonly href: string;
  readonly peak: string;
  readonly trough: string;
  /** Null while the episode is open. */
  readonly recovery: string | null;
  readonly monthsDown: number;
  readonly monthsInAll: number | null;
  readonly strategicDepth: number;
  readonly dynamicDepth: number;
  readonly dynamicTrough: string | null;
  readonly dynamicRecovery: string | null;
  /** Return of the dynamic mix between the strategic mix's peak and trough. */
  readonly dynamicOverStrategicDates: number | null;
}

export interface EpisodeTableProps {
  readonly episodes: readonly EpisodeRow[];
  readonly selectedId?: string;
}

const PAIR_WIDTH = 96;

/** How deep, how long, and did the dynamic mix fall less? Every episode opens in the picture above. */
export function EpisodeTable({ episodes, selectedId }: EpisodeTableProps) {
  const axis = niceAxis(0, Math.max(0, ...episodes.flatMap((episode) => [-episode.strategicDepth, -episode.dynamicDepth])), 5);
  return (
    <Table caption="Episodes of the strategic mix, with the dynamic mix in the same episode">
      <thead>
        <tr className="over">
          <th colSpan={5} scope="colgroup">
            Strategic mix
          </th>
          <th colSpan={2} scope="colgroup" className="num">
            <Term of="drawdown">Depth, %</Term>
          </th>
          <td className="wide-only" />
          <th colSpan={3} scope="colgroup" className="wide-only">
            Dynamic mix in the same <Term of="episode">episode</Term>
          </th>
        </tr>
        <tr>
          <th scope="col">Peak</th>
          <th scope="col" className="wide-only">
            Trough
          </th>
          <th scope="col"><Term of="recovery">Recovery</Term></th>
          <NumberHeader narrow="drop" unit="down">
            Months
          </NumberHeader>
          <NumberHeader unit="in all">Months</NumberHeader>
          <NumberHeader>Strategic</NumberHeader>
          <NumberHeader>Dynamic</NumberHeader>
          <th scope="col" className="wide-only">
            0 to {percentFigure(axis.max, { decimals: 0 })} %
          </th>
          <th scope="col" className="wide-only">
            Trough
          </th>
          <th scope="col" className="wide-only">
            Recovery
          </th>
          <NumberHeader narrow="drop" unit="dates of strategic, %">
            Peak to trough
          </NumberHeader>
        </tr>
      </thead>
      <tbody className="episodes">
        {episodes.map((episode) => (
          <tr key={episode.id} data-chosen={episode.id === selectedId || undefined}>
            <th scope="row" className="figures">
              <Link href={episode.href} scroll={false} aria-current={episode.id === selectedId ? 'true' : undefined}>
                {dateIso(episode.peak)}
              </Link>
            </th>
            <td className="figures wide-only">{dateIso(episode.trough)}</td>
            <td className="figures">
              <Recovery date={episode.recovery} />
            </td>
            <NumberCell narrow="drop">{fixed(episode.monthsDown, 1)}</NumberCell>
            <NumberCell>{fixed(episode.monthsInAll, 1)}</NumberCell>
            <NumberCell figure="strategic">{percentFigure(episode.strategicDepth, { decimals: 1 })}</NumberCell>
            <NumberCell figure="dynamic">{percentFigure(episode.dynamicDepth, { decimals: 1 })}</NumberCell>
            <td className="wide-only">
              <DepthPair strategic={position(axis, -episode.strategicDepth)} dynamic={position(axis, -episode.dynamicDepth)} />
            </td>
            <td className="figures wide-only">{dateIso(episode.dynamicTrough)}</td>
            <td className="figures wide-only">
              <Recovery date={episode.dynamicRecovery} />
            </td>
            <NumberCell narrow="drop">{percentFigure(episode.dynamicOverStrategicDates, { decimals: 1 })}</NumberCell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Recovery({ date }: { readonly date: string | null }) {
  return date === null ? <StatusMark tone="attention">open</StatusMark> : dateIso(date);
}

/** Two depths on one axis; widths in per cent of the pair's width. */
function DepthPair({ strategic, dynamic }: { readonly strategic: number; readonly dynamic: number }) {
  return (
    <svg width={PAIR_WIDTH} height="16" aria-hidden="true">
      <rect width={`${strategic.toFixed(1)}%`} y="2" height="5" fill="var(--strategic)" />
      <rect width={`${dynamic.toFixed(1)}%`} y="9" height="5" fill="var(--accent)" />
    </svg>
  );
}
