import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { roomContext } from '@/lib/server/auth/request';
import { maySomewhere } from '@/lib/server/auth/permissions';
import { listImportTemplates } from '@/lib/server/use-cases/import-templates';
import { readData } from '@/lib/server/use-cases/read-data';
import { DeskShell } from '../../_components/desk-shell';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ImportForm } from './_components/import-form';
import { IMPORT_KINDS, isImportKind } from './statement';

export const metadata: Metadata = { title: 'Import' };

/** Import: what does this file say, and may it come in? */
export default async function ImportPage({ searchParams }: { readonly searchParams: Promise<{ readonly kind?: string; readonly portfolio?: string }> }) {
  const [query, context] = await Promise.all([searchParams, roomContext()]);
  const [reading, templates] = await Promise.all([readData(context, {}), listImportTemplates(context, {})]);
  if (!templates.ok) throw new Error(templates.error.message);
  if (!reading.ok) throw new Error(reading.error.message);
  const kind = isImportKind(query.kind) ? query.kind : IMPORT_KINDS[0];
  const ofKind = templates.value.filter((one) => one.kind === kind).map(({ id, name, mapping }) => ({ id, name, mapping }));
  return (
    <DeskShell>
      <PageHead
        crumbs={[{ label: 'Data', href: '/data' }, { label: 'Import' }]}
        title="Import a file"
        lede="All or nothing: one bad row and nothing is written. The same file twice is the same as once. Look first, then import."
      />
      {maySomewhere(context.actor, 'import-data') ? (
        <ImportForm key={kind} kind={kind} templates={ofKind} portfolio={query.portfolio ?? reading.value.portfolios[0]?.slug ?? ''} portfolios={reading.value.portfolios} />
      ) : (
        <EmptyState title="Your role cannot import" action={<LinkButton href="/settings">See who is at this desk</LinkButton>}>
          An analyst or an administrator can.
        </EmptyState>
      )}
    </DeskShell>
  );
}
