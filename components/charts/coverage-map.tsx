import { LongTable } from '@/components/ui/long-table';
import { count as countText } from '@/lib/format/count';
import { percent } from '@/lib/format/percent';
import { pct } from './scale';

/** Years on end that are covered alike. */
export interface CoveredSpan {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly share: number;
}

export interface CoverageRow {
  readonly key: string;
  readonly name: string;
  readonly spans: readonly CoveredSpan[];
  /** Formatted: "2024-03 to 2025-11". */
  readonly summary: string;
}

export interface CoverageMapProps {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly rows: readonly CoverageRow[];
}

const HEIGHT = 16;
const MOST_LABELS = 12;

const shareOf = (years: number, of: number): string => pct((years / of) * 100);

const titleOf = (name: string, { from, to, count, share }: CoveredSpan): string =>
  `${name} ${from === to ? from : `${from} to ${to}`}: ${countText(count)} values, ${percent(share, { decimals: 0 })} of the calendar`;

/** What is there, series by series and year by year: full where every period has a value, paler where some are missing, empty where none is. */
export function CoverageMap({ firstYear, lastYear, rows }: CoverageMapProps) {
  const years = lastYear - firstYear + 1;
  const every = Math.max(1, Math.ceil(years / MOST_LABELS / 5) * 5);
  const labels = Array.from({ length: years }, (_, k) => firstYear + k).filter((year) => year % every === 0 && year <= lastYear - years / 20);
  return (
    <LongTable
      caption="What is there, by series and year"
      noun="series"
      head={
        <>
          <th scope="col">Series</th>
          <th scope="col" className="coverage-strip">
            <span className="sr-only">{`${firstYear} to ${lastYear}`}</span>
            <svg width="100%" height={HEIGHT} aria-hidden="true">
              {labels.map((year) => (
                <text key={year} x={shareOf(year - firstYear, years)} y="12">
                  {year}
                </text>
              ))}
            </svg>
          </th>
          <th scope="col">First to last</th>
        </>
      }
      rows={rows.map((row) => ({
        key: row.key,
        text: row.name,
        cells: (
          <>
            <th scope="row">{row.name}</th>
            <td className="coverage-strip">
              <svg width="100%" height={HEIGHT} role="img" aria-label={`${row.name}: ${row.summary}`} shapeRendering="crispEdges">
                <rect width="100%" height={HEIGHT} fill="var(--sunk)" />
                {row.spans.map((span) => (
                  <rect key={span.from} x={shareOf(span.from - firstYear, years)} width={shareOf(span.to - span.from + 1, years)} height={HEIGHT} fill="var(--ink-2)" fillOpacity={(0.2 + 0.8 * span.share).toFixed(2)}>
                    <title>{titleOf(row.name, span)}</title>
                  </rect>
                ))}
              </svg>
            </td>
            <td className="sub">{row.summary}</td>
          </>
        ),
      }))}
    />
  );
}
