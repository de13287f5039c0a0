import { notFound } from 'next/navigation';
import { PageHead } from '@/components/shell/page-head';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Refusal } from '@/lib/core/base/result';
import { DeskShell } from './desk-shell';

interface NextStep {
  readonly label: string;
  readonly href: (slug: string) => string;
}

/** What to do about the refusals a room can meet on its way in. */
const NEXT: Readonly<Record<string, NextStep>> = {
  'no-policy': { label: 'Import policy weights', href: (slug) => `/data/import?kind=weights&portfolio=${slug}` },
  'no-prices': { label: 'Import prices', href: () => '/data/import?kind=prices' },
  'bad-prices': { label: 'Look at the data', href: () => '/data' },
  'no-rate': { label: 'Import exchange rates', href: () => '/data/import?kind=observations' },
  'too-short': { label: 'Import more prices', href: () => '/data/import?kind=prices' },
  'unmapped-asset': { label: 'Look at the policy', href: (slug) => `/portfolios/${slug}/policy` },
  'missing-price': { label: 'Import prices', href: () => '/data/import?kind=prices' },
};

/** A room that cannot open says why and what comes next; what does not exist is not found. */
export function RoomRefusal({ refusal, slug, room }: { readonly refusal: Refusal; readonly slug: string; readonly room: string }) {
  // What a room is asked for comes from its address: one that cannot be read names nothing either.
  if (refusal.kind === 'not-found' || refusal.kind === 'invalid-input') notFound();
  const next = NEXT[refusal.kind];
  return (
    <DeskShell portfolio={{ slug, name: slug }}>
      <PageHead crumbs={[{ label: slug, href: `/portfolios/${slug}` }, { label: room }]} title="This room cannot open yet" />
      <EmptyState
        title={refusal.message}
        action={
          next ? (
            <LinkButton kind="primary" href={next.href(slug)}>
              {next.label}
            </LinkButton>
          ) : (
            <LinkButton href="/">Back to the book</LinkButton>
          )
        }
      >
        Nothing was changed.
      </EmptyState>
    </DeskShell>
  );
}
