import { percent, percentFigure } from '@/lib/format/percent';
import { pct } from '../charts/scale';
import { assetPaint } from './asset-colour';
import { ribbonPath, stackColumn, type MixRow, type Segment } from './mix-geometry';

export interface MixColumnsProps {
  readonly rows: readonly MixRow[];
  /** Pixels; by default the columns are as high as the rows of the mix table beside them. */
  readonly height?: number;
}

const COLUMN_WIDTH = 24;
const GAP = 14;
const ROW = 45;

const MIXES = [
  { key: 'current', label: 'Current', colour: 'var(--ink)' },
  { key: 'strategic', label: 'Strategic', colour: 'var(--strategic-ink)' },
  { key: 'target', label: 'Dynamic', colour: 'var(--accent)' },
] as const;

const left = (column: number): number => column * (COLUMN_WIDTH + GAP);

/** How do the three mixes differ as wholes? Stacked columns, each class joined to itself by a ribbon. */
export function MixColumns({ rows, height = rows.length * ROW + 1 }: MixColumnsProps) {
  // A mix with a missing weight has no whole to be shares of: its column stays empty.
  const columns = MIXES.map((mix) => {
    const weights = rows.flatMap((row) => (row[mix.key] === null ? [] : [{ id: row.id, colour: row.colour, weight: row[mix.key] ?? 0 }]));
    return { ...mix, segments: weights.length === rows.length ? stackColumn(weights, height) : [] };
  });
  const spoken = columns.map((column) => `${column.label}: ${rows.map((row) => `${row.name} ${percent(row[column.key])}`).join(', ')}`).join('. ');
  return (
    <div className="mix-columns">
      <svg width="100%" height={height} role="img" aria-label={spoken}>
        <svg viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" width="100%" height={height}>
          {columns.slice(1).map((column, index) =>
            column.segments.map((segment, place) =>
              columns[index].segments[place] ? (
              <Ribbon key={`${column.key} ${segment.id}`} from={columns[index].segments[place]} to={segment} left={(left(index) + COLUMN_WIDTH) * 10} right={left(index + 1) * 10} />
              ) : null,
            ),
          )}
        </svg>
        {columns.map((column, index) => (
          <Column key={column.key} segments={column.segments} x={left(index)} label={column.label} colour={column.colour} last={rows.length - 1} />
        ))}
      </svg>
    </div>
  );
}

function Ribbon({ from, to, left: x1, right: x2 }: { readonly from: Segment; readonly to: Segment; readonly left: number; readonly right: number }) {
  return (
    <>
      <path d={ribbonPath(from, to, x1, x2)} fill={assetPaint(to.colour).fill} style={{ fillOpacity: 'var(--range)' }} />
      {to.top > 0 || from.top > 0 ? <path d={`M${x1} ${from.top}L${x2} ${to.top}`} stroke="var(--bg)" vectorEffect="non-scaling-stroke" /> : null}
    </>
  );
}

interface ColumnProps {
  readonly segments: readonly Segment[];
  readonly x: number;
  readonly label: string;
  readonly colour: string;
  readonly last: number;
}

function Column({ segments, x, label, colour, last }: ColumnProps) {
  const middle = pct(x + COLUMN_WIDTH / 2);
  return (
    <>
      {segments.map((segment, index) => (
        // A pixel of background keeps neighbours apart; the last one ends flush with the table.
        <rect key={segment.id} x={pct(x)} y={segment.top} width={pct(COLUMN_WIDTH)} height={Math.max(0, segment.height - (index === last ? 0 : 1))} fill={assetPaint(segment.colour).fill} />
      ))}
      {segments
        .filter((segment) => segment.labelled)
        .map((segment) => (
          <text key={segment.id} x={middle} y={segment.top + segment.height / 2 + 4} textAnchor="middle" style={{ fill: assetPaint(segment.colour).on, fontWeight: 500 }}>
            {percentFigure(segment.weight, { decimals: 1 })}
          </text>
        ))}
      {segments.length === 0 ? (
        <text x={middle} y="20" textAnchor="middle">
          no figure
        </text>
      ) : null}
      <text x={middle} y="-10" textAnchor="middle" style={{ fill: colour, fontWeight: 600 }}>
        {label}
      </text>
    </>
  );
}
