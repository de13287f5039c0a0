import type { StatusTone } from '@/components/ui/status-mark';
import { counted } from '@/lib/format/count';
import { dateLong, instant } from '@/lib/format/date';
import { MISSING } from '@/lib/format/number';
import type { JournalFacts, JournalGroup, JournalReading, Walk } from '@/lib/server/use-cases/journal';

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
    case 'portfolio.drafts-on':
      return `The scheduler may draft proposals for ${text(body.portfolio)}`;
    case 'portfolio.drafts-off':
      return `The scheduler drafts nothing for ${text(body.portfolio)}`;
    case 'journal.walked':
      return body.broken === null ? `Whole chain walked: ${text(body.rows)} rows hold` : `Whole chain walked: broken after row ${text(body.rows)}`;
    case 'sample.completed':
      return 'Sample desk filled';
    default:
      return kind;
  }
}

/** What the address of the room says: filters, page, and the row that is open. */
export interface JournalQuery {
  readonly portfolio?: string;
  readonly person?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
  readonly entry?: string;
}

const FILTERS = ['portfolio', 'person', 'kind', 'from', 'to'] as const;
const COUNTED = ['before', 'entry'] as const;

/** The input of the use case: an empty field of the form filters nothing, and numbers are numbers. */
export function inputOf(query: JournalQuery): Record<string, string | number> {
  const texts = FILTERS.flatMap((key) => (query[key] ? [[key, query[key]] as const] : []));
  const counts = COUNTED.flatMap((key) => (query[key] ? [[key, Number(query[key])] as const] : []));
  return Object.fromEntries<string | number>([...texts, ...counts]);
}

/** The same room asked something else; `undefined` takes a part away. */
export function addressOf(query: JournalQuery, change: Partial<JournalQuery> = {}, path = '/journal'): string {
  const wanted = { ...query, ...change };
  const parts = [...FILTERS, ...COUNTED].flatMap((key) => (wanted[key] ? [[key, wanted[key]]] : []));
  return parts.length === 0 ? path : `${path}?${new URLSearchParams(parts).toString()}`;
}

export const isFiltered = (query: JournalQuery): boolean => FILTERS.some((key) => query[key]);

const GROUP_LABELS: Readonly<Record<JournalGroup, string>> = {
  proposals: 'Proposals and decisions', recommendations: 'Recommendations', policies: 'Policies and portfolios', models: 'Models', runs: 'Runs', data: 'Data and sources', people: 'People and tokens', checks: 'Walks of the chain', archives: 'Archives', other: 'Anything else',
};

/** What the form offers: only what occurs. */
export function choicesOf({ portfolios, people, groups }: Pick<JournalReading, 'portfolios' | 'people' | 'groups'>) {
  const all = (label: string) => ({ value: '', label });
  return {
    portfolios: [all('All'), ...portfolios.map(({ slug, name }) => ({ value: slug, label: name }))],
    people: [all('Everybody'), ...people.map(({ id, name }) => ({ value: id, label: name })).sort((a, b) => a.label.localeCompare(b.label))],
    kinds: [all('All'), ...groups.map((group) => ({ value: group, label: GROUP_LABELS[group] }))],
  };
}

export interface EntryView {
  readonly sequence: number;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly reason: string;
  readonly hash: string;
  readonly fault: string | null;
}

/** One row of the journal for people. */
export const entryView = (row: Row): EntryView => ({
  sequence: row.sequence, at: row.at.toISOString(), what: `${row.sequence}. ${whatOf(row)}`, who: row.actorName, reason: text(row.body.reason), hash: row.hash.slice(0, 12), fault: row.fault,
});

function walkWords(walk: Walk | null): string {
  if (!walk) return 'The whole chain has not been walked yet: a row that is not shown here may have been changed.';
  const when = `${instant(walk.at.toISOString())} UTC by ${walk.actorName}`;
  return `The whole chain was last walked on ${when}, from its first row to row ${walk.rows}, each hashed again. That tells of then: walk it again to know of now.`;
}

/** What is known of the chain, worst first, and from what. A walk of the past is never told as of now. */
export function verdictView({ head, rows, walk, opened }: Pick<JournalReading, 'head' | 'rows' | 'walk' | 'opened'>): { readonly title: string; readonly lede: string; readonly tone: StatusTone; readonly word: string } {
  const faulty = [...rows, ...(opened ? [opened.row] : [])].find((row) => row.fault !== null);
  if (faulty) return { title: `Row ${faulty.sequence} does not hold`, lede: `Row ${faulty.sequence}: ${faulty.fault}. ${walkWords(walk)}`, tone: 'bad', word: 'Broken' };
  if (walk?.contradiction) return { title: 'The chain is not the one that was walked', lede: `Since the walk of ${instant(walk.at.toISOString())} UTC: ${walk.contradiction}.`, tone: 'bad', word: 'Broken' };
  if (walk?.broken) return { title: `The chain breaks at row ${walk.broken.sequence}`, lede: `Row ${walk.broken.sequence}: ${walk.broken.reason}. ${walkWords(walk)}`, tone: 'bad', word: 'Broken' };
  const seen = rows.length === 0 ? 'none of them shown' : rows.length === 1 ? 'the one shown holds' : `the ${rows.length} shown hold`;
  return {
    title: `${counted(head.sequence, 'row')}, ${seen}`,
    lede: `${rows.length === 0 ? '' : 'Each row shown was hashed again just now and compared with the rows before and after it. '}${walkWords(walk)}`,
    tone: walk ? 'ok' : 'attention', word: walk ? `Walked to row ${walk.rows}` : 'Not walked yet',
  };
}

export interface FactLine {
  readonly label: string;
  readonly value: string;
  readonly href?: string;
  /** Hashes and parameters: in figures of one width, broken anywhere. */
  readonly isCode?: boolean;
}

export interface FactsView {
  readonly inRow: readonly FactLine[];
  readonly restsOn: readonly FactLine[];
  readonly hashes: readonly FactLine[];
  readonly text: string;
  readonly standing: { readonly tone: StatusTone; readonly says: string };
}

const line = (label: string, value: unknown, more: Omit<FactLine, 'label' | 'value'> = {}): readonly FactLine[] => (text(value) === '' ? [] : [{ label, value: text(value), ...more }]);

/** What a proposal's row says was signed, and whether the proposal is still that. */
function contentLines({ row, proposal }: JournalFacts): readonly FactLine[] {
  const signed = text(row.body.contentHash);
  if (signed === '') return [];
  const now = proposal === null ? 'the proposal is not at the desk' : proposal.contentHash === signed ? 'the proposal at the desk has the same' : `the proposal at the desk has another: ${proposal.contentHash}`;
  return [{ label: 'Hash of what was decided on', value: `${signed} – ${now}`, isCode: true }];
}

function provenanceLines({ provenance }: JournalFacts): readonly FactLine[] {
  if (!provenance) return [];
  const { policy, model, asOf, recordedAt, inputHash, outputHash, engineVersion, portfolio } = provenance;
  return [
    { label: 'Policy', value: `version ${policy.version}, in force from ${dateLong(policy.effectiveFrom)}`, href: `/portfolios/${portfolio.slug}/policy` },
    { label: 'Model', value: `${model.slug} ${model.version}, engine ${engineVersion}` },
    { label: 'Parameters', value: `${Object.keys(model.params as object).length === 0 ? 'the model’s own: ' : ''}${JSON.stringify(model.params)}, hash ${model.paramsHash}`, isCode: true },
    { label: 'Data as of', value: `${dateLong(asOf)}, as recorded by ${instant(recordedAt.toISOString())} UTC`, href: `/portfolios/${portfolio.slug}?asOf=${asOf}` },
    { label: 'Input hash', value: inputHash, isCode: true },
    { label: 'Hash of the recommendation', value: outputHash, isCode: true },
  ];
}

function batchLines({ batch }: JournalFacts): readonly FactLine[] {
  if (!batch) return [];
  const undone = batch.undoneBy === null ? '' : `, taken back by import ${batch.undoneBy.id}`;
  return [
    { label: 'Import', value: `${batch.id}, ${batch.kind} from ${batch.fileName}${undone}`, href: '/data' },
    { label: 'Recorded', value: `${instant(batch.recordedAt.toISOString())} UTC: ${counted(batch.rowsRead, 'row')} read, ${batch.rowsStored} stored, ${counted(batch.warnings.length, 'warning')}` },
    { label: 'Hash of the file', value: batch.fileSha256, isCode: true },
  ];
}

/** An open row: what it says, what it rests on, and its place in the chain. */
export function factsView(facts: JournalFacts): FactsView {
  const { row, portfolio, proposal, recomputed } = facts;
  const matches = recomputed === row.hash;
  return {
    inRow: [
      { label: 'At', value: `${row.at.toISOString()} (UTC)` },
      { label: 'Who', value: row.actorName === row.actor ? row.actor : `${row.actorName} (${row.actor})` },
      { label: 'Kind', value: row.kind },
      ...line('Reason', row.body.reason),
      ...line('Before it', row.body.from),
      ...contentLines(facts),
    ],
    restsOn: [
      ...(portfolio ? [{ label: 'Portfolio', value: portfolio.name, href: `/portfolios/${portfolio.slug}` }] : []),
      ...(proposal ? [{ label: 'Proposal', value: `Proposal ${proposal.number} of ${proposal.portfolio}`, href: `/portfolios/${proposal.portfolio}/proposals/${proposal.number}` }] : []),
      ...provenanceLines(facts),
      ...batchLines(facts),
    ],
    hashes: [
      { label: 'Hash in the row', value: row.hash, isCode: true },
      { label: 'Hash taken again', value: recomputed, isCode: true },
      { label: 'Hash of the row before', value: row.sequence === 1 ? `${row.previousHash} ${MISSING} the first row holds zeros` : row.previousHash, isCode: true },
    ],
    text: facts.text,
    standing: row.fault === null ? { tone: 'ok', says: 'Recomputed hash matches, and so do both neighbours' } : { tone: 'bad', says: matches ? `Recomputed hash matches, but ${row.fault}` : 'Recomputed hash does not match: this row is not as it was written' },
  };
}
