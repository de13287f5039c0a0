'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirmation, ErrorSummary } from '@/components/ui/messages';
import type { ActionState } from '../../../../action-result';

export interface ActionButtonProps {
  readonly action: (before: ActionState, form: FormData) => Promise<ActionState>;
  readonly portfolio: string;
  readonly label: string;
  readonly busyLabel: string;
  readonly kind?: 'primary' | 'plain';
}

/** One deed for a portfolio: sends it, says what came of it. */
export function ActionButton({ action, portfolio, label, busyLabel, kind = 'plain' }: ActionButtonProps) {
  const [state, send, busy] = useActionState(action, {});
  return (
    <form action={send}>
      <input type="hidden" name="portfolio" value={portfolio} />
      <Button type="submit" kind={kind} disabled={busy}>
        {busy ? busyLabel : label}
      </Button>
      {state.error ? <ErrorSummary title={state.error.message} /> : null}
      {state.done ? <Confirmation>{state.done}</Confirmation> : null}
    </form>
  );
}
