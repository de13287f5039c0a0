import type { Metadata } from 'next';
import { Swatch } from '@/components/portfolio/swatch';
import { PageHead } from '@/components/shell/page-head';
import { FreshStrip } from '@/components/shell/strips';
import { LinkButton } from '@/components/ui/button';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import { fixed } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { roomContext } from '@/lib/server/auth/request';
import { may } from '@/lib/server/auth/permissions';
import { readPolicy } from '@/lib/server/use-cases/read-policy';
import { DeskShell } from '../../../_components/desk-shell';
import { momentOf, type MomentQuery } from '../../../_components/moment';
import { RoomRefusal } from '../../../_components/refusal';
import { changesBetween, ruleSentence, sinceSentence } from './view-model';

export const metadata: Metadata = { title: 'Policy' };

/** Policy: what are the rules? */
export default async function PolicyPage({ params, searchParams }: { readonly params: Promise<{ readonly portfolio: string }>; readonly searchParams: Promise<MomentQuery> }) {
  const [{ portfolio: slug }, query] = await Promise.all([params, searchParams]);
  const context = await roomContext(slug);
  const reading = await readPolicy(context, { portfolio: slug, ...momentOf(query) });
  if (!reading.ok) return <RoomRefusal refusal={reading.error} slug={slug} room="Policy" />;
  const { facts, versions } = reading.value;
  const { policyVersion } = facts;
  const limit = (value: number | null) => (value === null ? 'none' : percent(value));
  return (
    <DeskShell facts={facts}>
      <PageHead
        crumbs={[{ label: facts.portfolio.name, href: `/portfolios/${slug}` }, { label: 'Policy' }]}
        title={`${policyVersion.policy.lines.length} asset classes, policy version ${policyVersion.version}`}
        lede={ruleSentence(policyVersion)}
        actions={!facts.isPast && may(context.actor, 'change-policy') ? (
          <>
            <LinkButton href={`/data/import?kind=weights&portfolio=${slug}`}>Import a new version</LinkButton>
            <LinkButton kind="primary" href={`/portfolios/${slug}/policy/edit`}>
              Change the policy
            </LinkButton>
          </>
        ) : null}
      />
      <FreshStrip
        items={[
          { label: 'In force', value: sinceSentence(policyVersion.effectiveFrom) },
          { label: 'Model', value: `${policyVersion.model.slug} ${policyVersion.model.version}` },
          { label: 'Turnover cap', value: limit(policyVersion.turnoverLimit) },
          { label: 'Tracking error', value: limit(policyVersion.trackingErrorLimit) },
          { label: 'Cost', value: policyVersion.costLimitBps === null ? 'no cap' : `${fixed(policyVersion.costLimitBps, 1)} bp` },
          { label: 'Signatures', value: `${policyVersion.approversNeeded === 1 ? '' : `${policyVersion.approversNeeded} needed; `}${policyVersion.selfApprovalAllowed ? 'the maker may sign' : 'maker and checker are two people'}` },
        ]}
      />
      <Section title="The strategic mix and its limits">
        <Table caption="Weights and limits" roomy>
          <thead>
            <tr>
              <th scope="col"><Term of="asset-class">Asset class</Term></th>
              <th scope="col">Instrument</th>
              <th scope="col">Group</th>
              <NumberHeader unit="%"><Term of="strategic">Weight</Term></NumberHeader>
              <NumberHeader unit="%">Minimum</NumberHeader>
              <NumberHeader unit="%">Maximum</NumberHeader>
              <NumberHeader unit={<><Term of="basis-point">bp</Term> a trade</>}>Cost</NumberHeader>
            </tr>
          </thead>
          <tbody>
            {policyVersion.policy.lines.map((line, k) => (
              <tr key={line.asset}>
                <th scope="row">
                  <Swatch colour={k + 1} /> {policyVersion.classes[k].name}
                </th>
                <td>{policyVersion.classes[k].instruments.map((instrument) => instrument.symbol).join(', ') || 'money in the account'}</td>
                <td>{line.asset === policyVersion.policy.cashAsset ? `${line.group}, takes the residue` : line.group}</td>
                <NumberCell figure="strong">{percentFigure(line.weight)}</NumberCell>
                <NumberCell>{percentFigure(line.min)}</NumberCell>
                <NumberCell>{percentFigure(line.max)}</NumberCell>
                <NumberCell>{fixed(line.costBps, 1)}</NumberCell>
              </tr>
            ))}
          </tbody>
        </Table>
        {policyVersion.policy.groupLimits.length > 0 ? (
          <Note>Groups: {policyVersion.policy.groupLimits.map((group) => `${group.group} ${percent(group.min, { decimals: 0 })} to ${percent(group.max, { decimals: 0 })}`).join(', ')}.</Note>
        ) : null}
      </Section>
      <Section title="Versions">
        <Table caption="Versions of this policy">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">In force</th>
              <th scope="col">Written</th>
              <th scope="col">What changed</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, k) => (
              <tr key={version.id}>
                <th scope="row">{version.version}</th>
                <td>{sinceSentence(version.effectiveFrom)}</td>
                <td>{dateLong(version.createdAt.toISOString().slice(0, 10))}</td>
                <td className="prose-cell">{versions[k + 1] ? changesBetween(versions[k + 1], version).join('; ') || 'nothing' : 'the first version'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
        <Note>A policy is never edited: a change is a new version, in force from its own date. A pending proposal made under an older version can no longer be signed.</Note>
      </Section>
    </DeskShell>
  );
}
