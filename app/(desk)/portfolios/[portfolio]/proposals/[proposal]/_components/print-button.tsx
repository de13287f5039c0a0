'use client';

import { Button } from '@/components/ui/button';

/** Prints the one-page memo. */
export function PrintButton() {
  return <Button onClick={() => window.print()}>Print memo</Button>;
}
