import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { readPolicy } from '@/lib/server/use-cases/read-policy';
import { DeskShell } from '../../../../_components/desk-shell';
import { RoomRefusal } from '../../../../_components/refusal';
import { PolicyForm } from './_components/policy-form';
import { formOf } from './view-model';

export const metadata: Metadata = { title: 'Change the policy' };

/** What would another policy make of today's target, and from when shall it hold? */
export default async function EditPolicyPage({ params }: { readonly params: Promise<{ readonly portfolio: string }> }) {
  const { portfolio: slug } = await params;
  const context = await roomContext(slug);
  const reading = await readPolicy(context, { portfolio: slug });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Policy" />;
  const { facts } = reading.value;
  return (
    <DeskShell facts={facts}>
      <PageHead
        crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Policy', href: `/portfolios/${slug}/policy` }, { label: 'Change' }]}
        title="A change is a new version, in force from its own day"
        lede="What was decided before stays decided under the policy of its day. Preview first: it shows what today’s target would become."
      />
      {may(context.actor, 'change-policy') ? <PolicyForm {...formOf(reading.value)} /> : (
        <EmptyState title="Your role cannot change a policy" action={<LinkButton href={`/portfolios/${slug}/policy`}>Read the policy</LinkButton>}>
          An administrator can.
        </EmptyState>
      )}
    </DeskShell>
  );
}
