import type { ReactNode } from 'react';
import { GLOSSARY, termOfLabel, type TermKey } from '@/lib/words/glossary';
import { TermNote } from './term-note';

export interface TermProps {
  readonly of: TermKey;
  /** The word as it stands in its sentence; without it, the name of the entry. */
  readonly children?: ReactNode;
}

/** A word of the trade that explains itself where it stands. For server components: only what is explained travels to the browser. */
export function Term({ of, children }: TermProps) {
  const { name, says } = GLOSSARY[of];
  return (
    <TermNote name={name} says={says}>
      {children ?? name}
    </TermNote>
  );
}

/** A label of a row or a figure: where it is a word of the trade, it explains itself. */
export function Label({ children }: { readonly children: string }) {
  const term = termOfLabel(children);
  return term ? <Term of={term}>{children}</Term> : children;
}
