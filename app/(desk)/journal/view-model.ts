import type { JournalEntry } from '@/components/portfolio/journal-list';
import type { JournalReading } from '@/lib/server/use-cases/journal';

type Row = JournalReading['rows'][number];

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What a row says happened, in words; an unknown kind speaks for itself. */
function whatOf({ kind, body }: Row): string {
  const proposal = `Proposal ${text(body.number)} of ${text(body.portfolio)}`;
  if (kind.startsWith('proposal.')) return `${proposal} ${kind.slice('proposal.'.length)}`;
  switch (kind) {
    case 'data.imported':
      return `Imported ${text(body.kind)} from ${text(body.file)}: ${text(body.rows)} rows`;
    case 'data.undone':
      return `Undid the import of ${text(body.kind)} from ${text(body.file)}: ${text(body.rows)} rows`;
    case 'template.saved':
      return `Template ${text(body.name)} for files of ${text(body.kind)} saved`;
    case 'template.removed':
      return `Template ${text(body.name)} for files of ${text(body.kind)} removed`;
    case 'portfolio.created':
      return `Portfolio ${text(body.name)} made`;
    case 'policy.changed':
      return `Policy of ${text(body.portfolio)} changed: version ${text(body.version)} from ${text(body.effectiveFrom)}`;
    case 'recommendation.computed':
      return `Recommendation as of ${text(body.asOf)} recorded`;
    case 'person.joined':
      return `${text(body.name)} joined as ${text(body.role)}`;
    case 'person.invited':
      return `${text(body.email)} invited as ${text(body.role)}`;
    case 'person.invitation-revoked':
      return `Invitation of ${text(body.email)} taken back`;
    case 'person.role-changed':
      return `${text(body.name)} is ${text(body.role)} at the desk, was ${text(body.from)}`;
    case 'person.portfolio-role-set':
      return `${text(body.name)} is ${text(body.role)} at ${text(body.portfolio)}, was ${text(body.from)}`;
    case 'person.portfolio-role-cleared':
      return `${text(body.name)} is ${text(body.role)} at ${text(body.portfolio)} again, as at the desk`;
    case 'person.removed':
      return `${text(body.name)}, ${text(body.role)}, removed from the desk`;
    case 'person.reset-link-made':
      return `Link for a new password of ${text(body.name)} made`;
    case 'person.password-reset':
      return `New password of ${text(body.email)} chosen by link`;
    case 'token.made':
      return `Token ${text(body.name)} made`;
    case 'token.revoked':
      return `Token ${text(body.name)} revoked`;
    case 'source.subscribed':
      return `${text(body.series)} is fed by ${text(body.source)} ${text(body.externalId)}`;
    case 'source.unsubscribed':
      return `${text(body.series)} is no longer fed by ${text(body.source)} ${text(body.externalId)}`;
    case 'source.key-saved':
      return `Key of ${text(body.source)} stored`;
    case 'source.key-removed':
      return `Key of ${text(body.source)} removed`;
    case 'desk.archived':
      return 'Archive of the desk taken';
    case 'sample.completed':
      return 'Sample desk filled';
    default:
      return kind;
  }
}

/** One row of the journal for people. */
export function journalEntry(row: Row): JournalEntry {
  const reason = text(row.body.reason);
  const { portfolio, number } = row.body;
  return {
    id: String(row.sequence),
    at: row.at.toISOString(),
    what: `${row.sequence}. ${whatOf(row)}`,
    who: row.actorName,
    ...(reason === '' ? {} : { reason }),
    hash: row.hash.slice(0, 12),
    ...(row.subject === 'proposal' ? { href: `/portfolios/${text(portfolio)}/proposals/${text(number)}` } : {}),
  };
}
