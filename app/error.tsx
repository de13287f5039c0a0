'use client';

import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/messages';

/** What could not be foreseen. The detail is in the server's log under the digest. */
export default function ErrorPage({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return (
    <main className="entrance" id="room">
      <ErrorSummary title="Something went wrong on our side">
        Nothing that was recorded is lost. Try again; if it stays, look in the server&apos;s log{error.digest ? ` for ${error.digest}` : ''}.
      </ErrorSummary>
      <Button onClick={reset}>Try again</Button>
    </main>
  );
}
