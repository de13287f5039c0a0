import type { ReactNode } from 'react';
import { Term } from '../ui/term';

export interface NoticeProps {
  /** "Sample portfolio. Its clock stands at the close of 30 Apr 2025; nothing known later is used." */
  readonly children: ReactNode;
  /** Currency and convention: "USD, total return, net of trading cost". Not shown where it is narrow. */
  readonly convention?: string;
  /** Which day is looked at. */
  readonly asOf?: ReactNode;
  /** Names the data for what it is. */
  readonly simulated?: boolean;
}

/** What every number on the page stands on. First on the page, so that nobody takes a sample for a mandate. */
export function Notice({ children, convention, asOf, simulated = false }: NoticeProps) {
  return (
    <div className="notice">
      <span>
        {simulated ? (
          <b>
            <Term of="simulated">Simulated</Term> data.{' '}
          </b>
        ) : null}
        {children}
      </span>
      {convention ? <span className="convention">{convention}</span> : null}
      {asOf}
    </div>
  );
}
