import type { ReactNode } from 'react';

export interface Problem {
  readonly message: string;
  /** Line of an imported file, counted from 1 with its header. */
  readonly line?: number;
  /** The control to jump to. */
  readonly fieldId?: string;
}

export interface ErrorSummaryProps {
  readonly title: string;
  /** What was kept, and what to do now. */
  readonly children?: ReactNode;
  readonly problems?: readonly Problem[];
}

/** What happened, what was kept, what to do; then every problem with its line. Announced when it appears. */
export function ErrorSummary({ title, children, problems = [] }: ErrorSummaryProps) {
  return (
    <div className="problems" role="alert">
      <h3>{title}</h3>
      {children ? <p>{children}</p> : null}
      {problems.length > 0 ? (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.line ?? problem.fieldId ?? ''} ${problem.message}`}>
              {problem.line === undefined ? null : <span>Line {problem.line}</span>}
              <span>
                {problem.fieldId ? (
                  <a className="link" href={`#${problem.fieldId}`}>
                    {problem.message}
                  </a>
                ) : (
                  problem.message
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** What was done, at the place where it was asked for. It stays until the page is left; nothing flies in. */
export function Confirmation({ children }: { readonly children: ReactNode }) {
  return (
    <div className="confirmation" role="status">
      {children}
    </div>
  );
}
