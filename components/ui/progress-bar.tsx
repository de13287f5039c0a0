import type { ReactNode } from 'react';
import { percent } from '@/lib/format/percent';

export interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly fraction: number;
  /** What is being done now. */
  readonly detail?: string;
  /** Usually the button that cancels. */
  readonly action?: ReactNode;
}

const clamp = (fraction: number): number => Math.min(1, Math.max(0, fraction));

/** How far long work has come, in words and as a bar, with the way to stop it. */
export function ProgressBar({ label, fraction, detail, action }: ProgressBarProps) {
  const done = clamp(fraction);
  const text = percent(done, { decimals: 0 });
  return (
    <div>
      <div className="progress-head">
        <span>
          <b>{label}</b> <span className="muted">{detail}</span>
        </span>
        <span>
          {text} {action}
        </span>
      </div>
      <div className="progress" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(done * 100)} aria-valuetext={text}>
        <div style={{ width: `${done * 100}%` }} />
      </div>
    </div>
  );
}
