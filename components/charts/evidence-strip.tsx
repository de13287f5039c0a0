import { bpFigure } from '@/lib/format/points';
import { niceAxis, pct, position } from './scale';

export interface EvidenceRow {
  /** "3 months later". */
  readonly label: string;
  /** "8 of 23 paid". */
  readonly outcome: string;
  /** One effect per past case, as fractions of the portfolio. */
  readonly effects: readonly number[];
  readonly median: number | null;
  /** Cases worth a name: "Mar 2020". */
  readonly named?: readonly { readonly effect: number; readonly name: string }[];
}

const ROW = 46;
const TOP = 30;

const signedBp = (value: number): string => bpFigure(value, { sign: 'always' });

/** Did shifts like this one pay? One dot per past case, the cases against it in full view, an accent tick at the median. */
export function EvidenceStrip({ rows }: { readonly rows: readonly EvidenceRow[] }) {
  const effects = rows.flatMap((row) => row.effects);
  const axis = niceAxis(Math.min(0, ...effects), Math.max(0, ...effects), 8);
  const bottom = TOP + rows.length * ROW - 28;
  const spoken = rows.map((row) => `${row.label}: ${row.outcome}, median ${row.median === null ? 'unknown' : signedBp(row.median)} basis points`).join('. ');
  return (
    <div className="evidence">
      <div className="evidence-names">
        {rows.map((row) => (
          <div key={row.label}>
            {row.label}
            <p className="muted">{row.outcome}</p>
          </div>
        ))}
      </div>
      <svg width="100%" height={bottom + 20} role="img" aria-label={spoken}>
        {axis.ticks.map((tick, index) => (
          <g key={tick}>
            <line x1={pct(position(axis, tick))} x2={pct(position(axis, tick))} y1="8" y2={bottom} stroke={tick === 0 ? 'var(--ink-3)' : 'var(--line)'} />
            <text x={pct(position(axis, tick))} y={bottom + 16} textAnchor="middle" data-minor={(tick !== 0 && index % 2 === 1) || undefined}>
              {signedBp(tick)}
            </text>
          </g>
        ))}
        {rows.map((row, place) => (
          <EvidenceMarks key={row.label} row={row} y={TOP + place * ROW} at={(value) => position(axis, value)} />
        ))}
      </svg>
      <div className="evidence-medians figures">
        {rows.map((row) => (
          <div key={row.label}>
            {row.median === null ? '–' : signedBp(row.median)}
            <p>median</p>
          </div>
        ))}
      </div>
    </div>
  );
}

function EvidenceMarks({ row, y, at }: { readonly row: EvidenceRow; readonly y: number; readonly at: (value: number) => number }) {
  return (
    <>
      {row.effects.map((effect, index) => (
        <circle key={index} cx={pct(at(effect))} cy={y} r="4.5" fill="var(--ink-2)" fillOpacity="0.55" stroke="var(--bg)" />
      ))}
      {row.median === null ? null : <line x1={pct(at(row.median))} x2={pct(at(row.median))} y1={y - 9} y2={y + 9} stroke="var(--accent)" strokeWidth="2.5" />}
      {row.named?.map(({ effect, name }) => (
        <text key={name} x={pct(at(effect))} y={y - 10} textAnchor={at(effect) > 50 ? 'end' : 'start'} data-minor style={{ fill: 'var(--ink)' }}>
          {name} {signedBp(effect)}
        </text>
      ))}
    </>
  );
}
