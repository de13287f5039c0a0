import type { ReactNode } from 'react';

/** The mix table with the three columns beside it, top and bottom aligned. */
export function CompareLayout({ children }: { readonly children: ReactNode }) {
  return <div className="compare">{children}</div>;
}

/** What is read on the left, what is decided on the right and in view while reading. Printed, the left becomes the memo. */
export function SideBySide({ children, aside }: { readonly children: ReactNode; readonly aside: ReactNode }) {
  return (
    <div className="side-by-side">
      <div>{children}</div>
      <aside>{aside}</aside>
    </div>
  );
}

/** A picture with its account in words beside it. */
export function PictureAndAccount({ children, account }: { readonly children: ReactNode; readonly account: ReactNode }) {
  return (
    <div className="picture-and-account">
      {children}
      <div>{account}</div>
    </div>
  );
}

export interface AccountEntry {
  /** "Out", "Down", "Back in", "In all". */
  readonly label: string;
  /** The figure, in one sentence. */
  readonly lead: string;
  readonly text?: string;
}

/** What happened, stage by stage, with its numbers. */
export function Account({ entries }: { readonly entries: readonly AccountEntry[] }) {
  return (
    <dl className="account">
      {entries.map((entry) => (
        <div key={entry.label}>
          <dt>{entry.label}</dt>
          <dd>
            <b>{entry.lead}</b> {entry.text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Why, in numbered sentences: few enough to be read aloud. */
export function Reasons({ reasons }: { readonly reasons: readonly { readonly id: string; readonly text: ReactNode }[] }) {
  return (
    <ol className="reasons">
      {reasons.map((reason) => (
        <li key={reason.id}>{reason.text}</li>
      ))}
    </ol>
  );
}

/** The lines to sign on; on paper only. */
export function Signatures({ maker, checker = 'Checker, date and time' }: { readonly maker: string; readonly checker?: string }) {
  return (
    <div className="signatures">
      <div>{maker}</div>
      <div>{checker}</div>
    </div>
  );
}

/** Two fans, one for what was gained and one for what had to be borne. */
export function FanPair({ children }: { readonly children: ReactNode }) {
  return <div className="fans">{children}</div>;
}
