'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 3_000;

/** While work is under way the page asks for itself again; when nothing is, it is quiet. */
export function LookAgain({ isBusy }: { readonly isBusy: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isBusy) return undefined;
    const clock = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(clock);
  }, [isBusy, router]);
  return null;
}
