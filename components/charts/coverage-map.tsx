import { count as countText } from '@/lib/format/count';
import { percent } from '@/lib/format/percent';
import { pct } from './scale';

export interface CoverageRow {
  readonly key: string;
  readonly name: string;
  readonly years: readonly { readonly year: number; readonly count: number; readonly share: number }[];
  /** Formatted: "2024-03 to 2025-11, 21 missing". */
  readonly summary: string;
}

export interface CoverageMapProps {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly rows: readonly CoverageRow[];
}

const HEIGHT = 16;
const MOST_LABELS = 12;

/** What is there, series by series and year by year: full where every period has a value, paler where some are missing, empty where none is. */
export function CoverageMap({ firstYear, lastYear, rows }: CoverageMapProps) {
  const years = lastYear - firstYear + 1;
  const every = Math.max(1, Math.ceil(years / MOST_LABELS / 5) * 5);
  const labels = Array.from({ length: years }, (_, k) => firstYear + k).filter((year) => year % every === 0);
  const x = (year: number) => ((year - firstYear) / years) * 100;
  return (
    <div className="coverage">
      {rows.map((row) => (
        <div key={row.key} className="coverage-row">
          <div className="coverage-name">{row.name}</div>
          <svg width="100%" height={HEIGHT} role="img" aria-label={`${row.name}: ${row.summary}`} shapeRendering="crispEdges">
            <rect width="100%" height={HEIGHT} fill="var(--sunk)" />
            {row.years.map(({ year, count, share }) => (
              <rect key={year} x={pct(x(year))} width={pct((1 / years) * 100)} height={HEIGHT} fill="var(--ink-2)" fillOpacity={(0.2 + 0.8 * share).toFixed(2)}>
                <title>{`${row.name} ${year}: ${countText(count)} values, ${percent(share, { decimals: 0 })} of the calendar`}</title>
              </rect>
            ))}
          </svg>
          <div className="coverage-summary sub">{row.summary}</div>
        </div>
      ))}
      <div className="coverage-row" aria-hidden="true">
        <div />
        <svg width="100%" height="18">
          {labels.map((year) => (
            <text key={year} x={pct(x(year))} y="13">
              {year}
            </text>
          ))}
        </svg>
        <div />
      </div>
    </div>
  );
}
