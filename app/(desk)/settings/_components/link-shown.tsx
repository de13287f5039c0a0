'use client';

import { useSyncExternalStore } from 'react';
import { Confirmation } from '@/components/ui/messages';

const never = () => () => undefined;

export interface LinkShownProps {
  /** Path and query of the link. */
  readonly link: string;
  readonly person: string;
  /** "seven days". */
  readonly life: string;
  readonly testId: string;
}

/** A one-time link, shown where it was asked for and nowhere else. */
export function LinkShown({ link, person, life, testId }: LinkShownProps) {
  const origin = useSyncExternalStore(never, () => window.location.origin, () => '');
  return (
    <Confirmation>
      Hand this link to {person}; it works once, for {life}, and is not shown again: <code data-testid={testId}>{`${origin}${link}`}</code>
    </Confirmation>
  );
}
