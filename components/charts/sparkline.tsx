import { sparkPath } from './spark-path';

export interface SparklineProps {
  /** Equally spaced in time; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** What it shows and what it says: "Drawdown over twelve months, now −2.2 %". */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  /** Draws a line at this level, such as zero or a limit. */
  readonly level?: number;
  readonly role?: 'current' | 'strategic' | 'dynamic';
}

const STROKES = { current: 'var(--current)', strategic: 'var(--strategic)', dynamic: 'var(--accent)' } as const;

/** Which way has it gone lately? A word-sized curve with a dot at its last value. */
export function Sparkline({ values, label, width = 96, height = 20, level, role = 'current' }: SparklineProps) {
  const { path, last, levelY } = sparkPath(values, width, height, level);
  return (
    <svg className="sparkline" width={width} height={height} role="img" aria-label={label}>
      {levelY === null ? null : <path d={`M0 ${levelY}H${width}`} stroke="var(--line-2)" />}
      <path d={path} fill="none" stroke={STROKES[role]} strokeWidth="1.25" strokeLinejoin="round" />
      {last ? <circle cx={last.x} cy={last.y} r="2" fill={STROKES[role]} /> : null}
    </svg>
  );
}
