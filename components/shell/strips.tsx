import type { ReactNode } from 'react';
import { StatusMark, type StatusTone } from '../ui/status-mark';
import { Label } from '../ui/term';

export interface FreshItem {
  readonly label: string;
  readonly value: string;
  /** What follows the value without weight: ", latest known 16 Apr". */
  readonly after?: string;
}

export interface FreshStripProps {
  readonly status?: { readonly tone: StatusTone; readonly word: string };
  readonly items: readonly FreshItem[];
}

/** Is a decision needed, and on what data? One line, before anything else is read. */
export function FreshStrip({ status, items }: FreshStripProps) {
  return (
    <div className="fresh">
      {status ? <StatusMark tone={status.tone}>{status.word}</StatusMark> : null}
      {items.map((item) => (
        <span key={item.label}>
          {item.label} <b>{item.value}</b>
          {item.after}
        </span>
      ))}
    </div>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** What it becomes: shown as value → to. */
  readonly to?: string;
  readonly detail?: ReactNode;
}

/** Six numbers a committee asks for first: six columns, two where it is narrow. */
export function FactsStrip({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>
            <Label>{fact.label}</Label>
          </dt>
          <dd className="value">
            {fact.value}
            {fact.to ? (
              <>
                <span className="arrow" aria-hidden="true">
                  →
                </span>
                <span className="sr-only"> to </span>
                {fact.to}
              </>
            ) : null}
          </dd>
          {fact.detail ? <dd className="detail">{fact.detail}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
