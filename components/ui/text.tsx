import type { ReactNode } from 'react';

/** The paragraph under a finding: why it is so, in at most three sentences. */
export function Lede({ children }: { readonly children: ReactNode }) {
  return <p className="lede">{children}</p>;
}

/** Small print that belongs to the picture or table above it: convention, source, exception. */
export function Note({ children }: { readonly children: ReactNode }) {
  return <p className="note">{children}</p>;
}

export interface SectionProps {
  /** The finding or the question, as a heading. */
  readonly title: string;
  readonly sub?: ReactNode;
  /** Legend, links or tabs, on the line of the heading. */
  readonly aside?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

/** One question of a room: heading, what stands beside it, and the answer. */
export function Section({ title, sub, aside, id, children }: SectionProps) {
  return (
    <section className="section" id={id}>
      <div className="section-head">
        <div>
          <h2>{title}</h2>
          {sub ? <p className="sub">{sub}</p> : null}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
