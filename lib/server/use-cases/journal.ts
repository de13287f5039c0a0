import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import type { Database, Transaction } from '../db/client';
import { findBatchById, type ImportBatch } from '../db/import-store';
import {
  appendJournal, filterJournal, GENESIS, journalLinks, journalPage, journalRow, journalText, journalValues, readJournal as readRows, type JournalFilter, type JournalLink, type JournalRow,
} from '../db/journal-store';
import { userNames } from '../db/people-store';
import { listPortfolios, type Portfolio } from '../db/portfolio-store';
import { proposalById } from '../db/proposal-store';
import { findProvenance, type Provenance } from '../db/recommendation-store';
import { unknownPortfolio } from '../desk/open-desk';
import { toCsv } from '../exports/csv';
import { canonicalJson, sha256 } from '../hash';
import { anchorLine, faultOf, headerLine, rowLine, type JournalVerdict } from '../journal-file';
import { countSchema, dateSchema, plainText, slugSchema } from './inputs';
import type { NamedJournalRow } from './read-proposals';
import { defineUseCase, type Context } from './use-case';

const PAGE = 2_000;

/** Walks a workspace's chain from its first row and names the first that is changed, missing, moved or added. */
export async function verifyJournal(db: Database | Transaction, workspaceId: string): Promise<JournalVerdict> {
  let [previousHash, sequence] = [GENESIS, 0];
  for (;;) {
    const page = await journalPage(db, workspaceId, sequence, PAGE);
    for (const row of page) {
      const reason = faultOf(workspaceId, row, { sequence, hash: previousHash });
      if (reason) return { intact: false, rows: sequence, head: previousHash, broken: { sequence: row.sequence, reason } };
      [previousHash, sequence] = [row.hash, row.sequence];
    }
    if (page.length < PAGE) return { intact: true, rows: sequence, head: previousHash, broken: null };
  }
}

/** What the rows are about, in the order in which it is offered, and the topics of each. What is about nothing else is `other`. */
const GROUPS = {
  proposals: ['proposal'], recommendations: ['recommendation'], policies: ['policy', 'portfolio'], models: ['model'], runs: ['run', 'trial'], data: ['data', 'template', 'source'], people: ['person', 'token'], checks: ['journal'], archives: ['desk'],
} as const satisfies Record<string, readonly string[]>;

const GROUP_NAMES = [...(Object.keys(GROUPS) as (keyof typeof GROUPS)[]), 'other'] as const;
export type JournalGroup = (typeof GROUP_NAMES)[number];

const isGrouped = (topic: string): boolean => Object.values<readonly string[]>(GROUPS).some((topics) => topics.includes(topic));
const topicsOf = (group: JournalGroup, occurring: readonly string[]): readonly string[] => (group === 'other' ? occurring.filter((topic) => !isGrouped(topic)) : GROUPS[group]);

const DAY_MS = 86_400_000;
const midnight = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** Days are of UTC, the last one included. */
const filterShape = {
  portfolio: slugSchema.optional(), person: plainText.min(1).max(100).optional(), kind: z.enum(GROUP_NAMES, `is one of: ${GROUP_NAMES.join(', ')}`).optional(), from: dateSchema.optional(), to: dateSchema.optional(),
};

type Filters = z.output<z.ZodObject<typeof filterShape>>;

interface Asked {
  readonly filter: Omit<JournalFilter, 'limit' | 'before'>;
  readonly portfolios: readonly Portfolio[];
  readonly values: Awaited<ReturnType<typeof journalValues>>;
}

async function asked({ db, actor: { workspaceId } }: Context, { portfolio: slug, person, kind, from, to }: Filters): Promise<Result<Asked>> {
  if (from !== undefined && to !== undefined && from > to) return refuse('invalid-input', `from: ${from} is later than ${to}, the last day asked for`);
  const [portfolios, values] = await Promise.all([listPortfolios(db, workspaceId), journalValues(db, workspaceId)]);
  const portfolio = portfolios.find((one) => one.slug === slug);
  if (slug !== undefined && !portfolio) return unknownPortfolio(slug);
  return ok({
    filter: {
      portfolio, actor: person, topics: kind && topicsOf(kind, values.topics),
      from: from && midnight(from), until: to && new Date(midnight(to).getTime() + DAY_MS),
    },
    portfolios, values,
  });
}

/** A walk over the whole chain, as the journal itself keeps it: what was found then, and nothing of now. */
export interface Walk {
  readonly sequence: number;
  readonly at: Date;
  readonly actorName: string;
  readonly rows: number;
  readonly broken: JournalVerdict['broken'];
  /** Why the journal of today is not the one that was walked: something at its end is gone or another. Null where that much is as it was. */
  readonly contradiction: string | null;
}

const WALKED = 'journal.walked';
const walkSchema = z.object({ rows: z.number().int(), head: z.string(), broken: z.object({ sequence: z.number().int(), reason: z.string() }).nullable() });

async function lastWalk(db: Database, workspaceId: string): Promise<Walk | null> {
  const [row] = await filterJournal(db, workspaceId, { topics: GROUPS.checks, limit: 1 });
  if (!row) return null;
  const said = walkSchema.safeParse(row.body).data;
  const [links, people] = await Promise.all([journalLinks(db, workspaceId, said ? [said.rows] : []), userNames(db, [row.actor])]);
  const kept = { sequence: row.sequence, at: row.at, actorName: people.get(row.actor) ?? row.actor, rows: said?.rows ?? 0, broken: said?.broken ?? null };
  if (!said || row.hash !== sha256(journalText(workspaceId, row))) return { ...kept, contradiction: `row ${row.sequence}, which tells of the walk, does not match its hash` };
  const then = said.rows === 0 ? GENESIS : links.get(said.rows)?.hash;
  return { ...kept, contradiction: then === said.head ? null : then === undefined ? `row ${said.rows}, up to which it was walked, is missing` : `row ${said.rows} has another hash than when it was walked` };
}

export interface CheckedJournalRow extends NamedJournalRow {
  /** Why the row does not stand: hashed again just now and compared with both neighbours. Null when it does. */
  readonly fault: string | null;
}

const around = (rows: readonly JournalRow[]): readonly number[] => [...new Set(rows.flatMap(({ sequence }) => [sequence - 1, sequence + 1]))];

function faultBetween(workspaceId: string, row: JournalRow, links: ReadonlyMap<number, JournalLink>, last: number): string | null {
  const { sequence } = row;
  const before = sequence === 1 ? GENESIS : links.get(sequence - 1)?.hash;
  if (before === undefined) return `row ${sequence - 1} is missing`;
  const fault = faultOf(workspaceId, row, { sequence: sequence - 1, hash: before });
  if (fault !== null || sequence === last) return fault;
  const after = links.get(sequence + 1);
  if (!after) return `row ${sequence + 1} is missing`;
  return after.previousHash === row.hash ? null : `row ${sequence + 1} does not hold its hash`;
}

async function checked(db: Database, workspaceId: string, rows: readonly JournalRow[], last: number): Promise<readonly CheckedJournalRow[]> {
  const [links, people] = await Promise.all([journalLinks(db, workspaceId, around(rows)), userNames(db, rows.map((row) => row.actor))]);
  return rows.map((row) => ({ ...row, actorName: people.get(row.actor) ?? row.actor, fault: faultBetween(workspaceId, row, links, last) }));
}

/** One row with all it rests on. What stands beside `row` is looked up at the desk by what the row names, and is not under its hash. */
export interface JournalFacts {
  readonly row: CheckedJournalRow;
  /** What the hash is taken of, byte for byte, and the hash taken again. */
  readonly text: string;
  readonly recomputed: string;
  readonly portfolio: { readonly slug: string; readonly name: string } | null;
  readonly proposal: { readonly number: number; readonly portfolio: string; readonly contentHash: string } | null;
  readonly provenance: Provenance | null;
  readonly batch: ImportBatch | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function factsOf(db: Database, workspaceId: string, row: CheckedJournalRow, portfolios: readonly Portfolio[]): Promise<JournalFacts> {
  const { subject, subjectId, body } = row;
  const proposal = subject === 'proposal' && UUID.test(subjectId) ? await proposalById(db, workspaceId, subjectId) : null;
  const recommendation = proposal?.recommendationId ?? (typeof body.recommendation === 'string' && UUID.test(body.recommendation) ? body.recommendation : null);
  const [provenance, batch] = await Promise.all([
    recommendation === null ? null : findProvenance(db, workspaceId, recommendation),
    typeof body.batch === 'number' && Number.isSafeInteger(body.batch) ? findBatchById(db, workspaceId, body.batch) : null,
  ]);
  const portfolio = portfolios.find((one) => (subject === 'portfolio' && one.id === subjectId) || one.slug === body.portfolio || one.slug === provenance?.portfolio.slug) ?? null;
  const text = journalText(workspaceId, row);
  return {
    row, text, recomputed: sha256(text), portfolio, provenance, batch,
    proposal: proposal && portfolio && { number: proposal.number, portfolio: portfolio.slug, contentHash: proposal.contentHash },
  };
}

export interface JournalReading {
  readonly head: { readonly sequence: number; readonly hash: string };
  readonly rows: readonly CheckedJournalRow[];
  /** What the next older page comes before; null when this was the last. */
  readonly older: number | null;
  readonly walk: Walk | null;
  readonly opened: JournalFacts | null;
  /** What can be filtered by: what occurs. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly groups: readonly JournalGroup[];
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
}

/**
 * A page of the journal, newest first, each of its rows hashed again and compared with its neighbours; and when the
 * whole chain was last walked. `entry` opens a row, on the page or not.
 */
export const readJournal = defineUseCase({
  name: 'read-journal',
  permission: 'read-desk',
  input: z.strictObject({ ...filterShape, before: countSchema.optional(), entry: countSchema.optional(), limit: z.number().int().min(1).max(200).default(50) }),
  run: async (context, { before, entry, limit, ...filters }): Promise<Result<JournalReading>> => {
    const { db, actor: { workspaceId } } = context;
    const question = await asked(context, filters);
    if (!question.ok) return question;
    const { filter, portfolios, values } = question.value;
    const [[newest], found, walk, named, single] = await Promise.all([
      readRows(db, workspaceId, { limit: 1 }), filterJournal(db, workspaceId, { ...filter, before, limit: limit + 1 }), lastWalk(db, workspaceId), userNames(db, values.actors), entry === undefined ? null : journalRow(db, workspaceId, entry),
    ]);
    if (entry !== undefined && !single) return refuse('not-found', `The journal has no row ${entry}; its last one is ${newest?.sequence ?? 0}.`);
    const shown = found.slice(0, limit);
    // Others append meanwhile: what one of these reads saw last, another may not.
    const head = [newest, ...found, single].reduce<Pick<JournalRow, 'sequence' | 'hash'>>((last, row) => (row && row.sequence > last.sequence ? row : last), { sequence: 0, hash: GENESIS });
    const rows = await checked(db, workspaceId, single ? [...shown, single] : shown, head.sequence);
    return ok({
      head: { sequence: head.sequence, hash: head.hash },
      rows: rows.slice(0, shown.length),
      older: found.length > limit ? shown[shown.length - 1].sequence : null,
      walk,
      opened: single ? await factsOf(db, workspaceId, rows[shown.length], portfolios) : null,
      people: values.actors.map((id) => ({ id, name: named.get(id) ?? id })),
      groups: GROUP_NAMES.filter((group) => values.topics.some((topic) => topicsOf(group, values.topics).includes(topic))),
      portfolios: portfolios.map(({ slug, name }) => ({ slug, name })),
    });
  },
});

/**
 * Walks the whole chain, always from its first row, and writes what was found into the journal itself: whoever would
 * hide a walk has to break the chain. An earlier walk never shortens this one.
 */
export const walkJournal = defineUseCase({
  name: 'walk-journal',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor: { workspaceId, userId }, clock }): Promise<Result<JournalVerdict>> => {
    const verdict = await verifyJournal(db, workspaceId);
    const { rows, head, broken } = verdict;
    await db.$transaction((tx) => appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: WALKED, subject: 'workspace', subjectId: workspaceId, body: { rows, head, broken } }));
    return ok(verdict);
  },
});

export interface JournalExport {
  readonly fileName: string;
  /** JSON lines, page by page: a long journal is never in memory as a whole. */
  readonly lines: AsyncIterable<string>;
}

async function* exported(db: Database, workspaceId: string, workspace: string, last: { readonly rows: number; readonly head: string }): AsyncGenerator<string> {
  yield headerLine({ workspace, workspaceId, ...last });
  for (let sequence = 0; sequence < last.rows; ) {
    const page = (await journalPage(db, workspaceId, sequence, PAGE)).filter((row) => row.sequence <= last.rows);
    if (page.length === 0) break;
    yield page.map(rowLine).join('');
    sequence = page[page.length - 1].sequence;
  }
  yield anchorLine(last);
}

/** The whole chain as a file that can be verified without this desk: header, every row as it is stored, anchor. */
export const exportJournal = defineUseCase({
  name: 'export-journal',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor: { workspaceId, workspaceSlug } }): Promise<Result<JournalExport>> => {
    const [newest] = await readRows(db, workspaceId, { limit: 1 });
    const last = { rows: newest?.sequence ?? 0, head: newest?.hash ?? GENESIS };
    return ok({ fileName: `${workspaceSlug}-journal-${last.rows}.jsonl`, lines: exported(db, workspaceId, workspaceSlug, last) });
  },
});

const TABLE = ['row', 'at', 'person', 'actor', 'kind', 'subject', 'subject_id', 'body', 'previous_hash', 'hash'];

async function* tabled(db: Database, workspaceId: string, filter: Asked['filter']): AsyncGenerator<string> {
  yield toCsv(TABLE, []);
  for (let before: number | undefined; ; ) {
    const page = await filterJournal(db, workspaceId, { ...filter, before, limit: PAGE });
    const people = await userNames(db, page.map((row) => row.actor));
    const lines = toCsv(TABLE, page.map((row) => [row.sequence, row.at.toISOString(), people.get(row.actor) ?? row.actor, row.actor, row.kind, row.subject, row.subjectId, canonicalJson(row.body), row.previousHash, row.hash]));
    if (page.length > 0) yield lines.slice(lines.indexOf('\n') + 1);
    if (page.length < PAGE) return;
    before = page[page.length - 1].sequence;
  }
}

/** The rows that a filter lets through as a table, newest first. It is for reading: only the whole chain can be verified. */
export const exportJournalTable = defineUseCase({
  name: 'export-journal-table',
  permission: 'read-desk',
  input: z.strictObject(filterShape),
  run: async (context, filters): Promise<Result<JournalExport>> => {
    const question = await asked(context, filters);
    if (!question.ok) return question;
    const { workspaceId, workspaceSlug } = context.actor;
    return ok({ fileName: `${workspaceSlug}-journal.csv`, lines: tabled(context.db, workspaceId, question.value.filter) });
  },
});

export interface JournalPage {
  readonly rows: readonly NamedJournalRow[];
  /** What the next page comes after; null when this was the last. */
  readonly next: number | null;
}

/** Rows of the chain in order, from after a sequence number, for whoever keeps a copy and walks the hashes. */
export const readJournalPage = defineUseCase({
  name: 'read-journal-page',
  permission: 'read-desk',
  input: z.strictObject({ after: z.number().int('is a whole number').min(0, 'is 0 or more').max(2_147_483_647).default(0), limit: z.number().int('is a whole number').min(1, 'is 1 or more').max(500, 'is 500 at the most').default(100) }),
  run: async ({ db, actor }, { after, limit }): Promise<Result<JournalPage>> => {
    const found = await journalPage(db, actor.workspaceId, after, limit + 1);
    const rows = found.slice(0, limit);
    const people = await userNames(db, rows.map((row) => row.actor));
    return ok({ rows: rows.map((row) => ({ ...row, actorName: people.get(row.actor) ?? row.actor })), next: found.length > limit ? (rows.at(-1)?.sequence ?? null) : null });
  },
});
