import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type APIRequestContext, type BrowserContext, type Page, type Request } from '@playwright/test';
import { seededRandom } from '../../lib/server/samples/random';
import { deepSeed, isDeep, writeFragment } from '../../lib/server/testing/deep';
import { ensureDataDirectory, root } from '../../scripts/lib/paths.mjs';
import { removeData } from '../../scripts/lib/remove.mjs';
import { importAddress } from '../support/imports';
import { signInWith } from '../support/people';
import { expect } from '../support/test';
import { DeskProcess, freePort, type Victim } from './desk-process';
import { CHECKER, furnish, journalHolds, lookInside, makeOrder, makeProposal, MAKER, PRICES, pricesCsv, rowCounts, type Inside } from './storm-desk';

/** Kills of each victim during each import. */
const ROUNDS = isDeep ? 25 : 1;
/** The same during each approval and each part of an order: six of them a round. */
const SIGNING_ROUNDS = isDeep ? 17 : 1;
const COLUMNS = 12;
const DAYS = 2_500;

/**
 * When to kill, as a share of the time that the deed takes when nobody kills: from the first moment to well after
 * the answer, most of it about the commit near the end. Each round has a stretch of its own and a random place in it.
 */
const SHARES = [0, 0.3, 0.7, 0.92, 1.06, 1.3];
function shareOf(place: number): number {
  const at = place * (SHARES.length - 1);
  const k = Math.min(Math.floor(at), SHARES.length - 2);
  return SHARES[k] + (at - k) * (SHARES[k + 1] - SHARES[k]);
}

interface Round {
  readonly deed: 'import' | 'approval' | 'part of an order' | 'rest of an order';
  readonly victim: Victim;
  readonly delay: number;
  readonly usual: number;
  readonly answered: boolean;
  readonly there: boolean;
}

const random = seededRandom(deepSeed);
const rounds: Round[] = [];
let desk: DeskProcess;
let context: BrowserContext;
let files = 0;
let funds = 0;

/** Runs `work` on the database of the running desk. */
async function inside<T>(work: (store: Inside) => Promise<T>): Promise<T> {
  const store = await lookInside(desk);
  try {
    return await work(store);
  } finally {
    await store.end();
  }
}

test.describe.configure({ mode: 'serial', timeout: isDeep ? 1_800_000 : 180_000 });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  desk = new DeskProcess(ensureDataDirectory(path.join(root, `.data-storm-${process.pid}`)), await freePort());
  await desk.start();
  await inside((store) => furnish(store, deepSeed));
  context = await browser.newContext({ baseURL: desk.origin });
});

test.afterAll(async () => {
  await context?.close();
  await desk?.stop();
  if (desk) removeData(desk.data);
  writeFragment('kill-storms', {
    title: 'Killed while writing',
    text: `kill -9 of the app (the server process) and of Postgres (every process of it) during an import of ${COLUMNS * DAYS} prices, during an approval and during both parts of an order, with fsync on. "Usual" is the time from request to answer when nobody kills. After the next start everything was wholly there or wholly absent, nothing that was answered was lost, the journal verified, and state and journal agreed.`,
    columns: ['deed', 'killed', 'after, ms', 'usual, ms', 'answered before', 'found at the next start'],
    rows: rounds.map(({ deed, victim, delay, usual, answered, there }) => [deed, victim, Math.round(delay), Math.round(usual), answered ? 'yes' : 'no', there ? 'wholly there' : 'wholly absent']),
  });
});

async function signedIn(person: typeof MAKER): Promise<APIRequestContext> {
  await context.clearCookies();
  const page = await context.newPage();
  await signInWith(page, person.email, person.password);
  await page.close();
  return context.request;
}

/** A new file of prices, and the request that brings it in. */
function nextImport(request: APIRequestContext) {
  files += 1;
  const prefix = `F${files}`;
  const codes = Array.from({ length: COLUMNS }, (_, k) => `${prefix}.${k}`);
  const text = pricesCsv(codes, DAYS, deepSeed + files);
  const fileName = `${prefix}.csv`;
  const send = async (): Promise<boolean> => {
    try {
      const answer = await request.post(importAddress({ fileName, request: PRICES }), { headers: { origin: desk.origin, 'content-type': 'application/octet-stream' }, data: Buffer.from(text), timeout: 60_000 });
      const body = (await answer.json()) as { ok: boolean };
      return answer.status() === 200 && body.ok;
    } catch {
      // The server went away in the middle: what a kill looks like from outside.
      return false;
    }
  };
  return { fileName, send };
}

/** Opens the first proposal of a portfolio, and gives a click on a button of it: begun when the request has left, ended with its answer. */
async function nextClick(slug: string, name: string, prepare: (page: Page) => Promise<void> = () => Promise.resolve()) {
  const page = await context.newPage();
  await page.goto(`/portfolios/${slug}/proposals/1`);
  const button = page.getByRole('button', { name });
  await expect(button).toBeEnabled();
  await prepare(page);
  const click = async () => {
    const isAction = (request: Request) => request.method() === 'POST';
    const left = page.waitForEvent('request', isAction);
    // Its answer, or the end of the connection: whichever comes.
    const answered = new Promise<boolean>((resolve) => {
      page.on('response', (response) => isAction(response.request()) && resolve(response.status() === 200));
      page.on('requestfailed', (request) => isAction(request) && resolve(false));
    });
    await button.click({ noWaitAfter: true });
    await left;
    return answered;
  };
  return { click, close: () => page.close() };
}

const nextApproval = (slug: string) => nextClick(slug, 'Approve and sign');

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Kills, waits until everything of the desk is gone, and starts it again. */
async function killAfter(delay: number, deed: Promise<boolean>, kill: () => void): Promise<boolean> {
  let answered = false;
  void deed.then((answer) => (answered = answer));
  await sleep(delay);
  const before = answered;
  kill();
  await deed;
  await desk.waitForEnd();
  await desk.start();
  return before;
}

const expectSame = (after: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>) =>
  expect(after).toEqual({ ...before, ...Object.fromEntries(Object.entries(more).map(([table, count]) => [table, before[table] + count])) });

for (const victim of ['app', 'postgres'] as const) {
  test(`an import is wholly there or wholly absent when ${victim} is killed`, async () => {
    const request = await signedIn(MAKER);
    // Once to warm up, once to measure.
    expect(await nextImport(request).send()).toBe(true);
    const usual = await timed(async () => expect(await nextImport(request).send()).toBe(true));

    for (let k = 0; k < ROUNDS; k += 1) {
      const { fileName, send } = nextImport(request);
      const before = await inside(({ sql }) => rowCounts(sql));
      const delay = usual * shareOf((k + random.next()) / ROUNDS);
      const kill = desk.aim(victim);
      const answered = await killAfter(delay, send(), kill);

      const there = await inside(async (store) => {
        const batches = await store.sql.query<{ id: number; rows_stored: number }>('select id, rows_stored from import_batch where file_name = $1', [fileName]);
        const isThere = batches.length === 1;
        expectSame(await rowCounts(store.sql), before, isThere ? { import_batch: 1, series: COLUMNS, batch_series: COLUMNS, price: COLUMNS * DAYS, journal_entry: 1 } : {});
        const told = await store.sql.query("select body->>'batch' as batch, body->>'stored' as stored from journal_entry where kind = 'data.imported' and body->>'file' = $1", [fileName]);
        expect(told).toEqual(batches.map(({ id, rows_stored }) => ({ batch: String(id), stored: String(rows_stored) })));
        expect(await journalHolds(store)).toBe(true);
        return isThere;
      });
      if (answered) expect(there, 'what was answered may not be lost').toBe(true);
      rounds.push({ deed: 'import', victim, delay, usual, answered, there });
      // The same file again is safe either way.
      expect(await send()).toBe(true);
      expect(await inside(({ sql }) => sql.query('select count(*)::int as batches from import_batch where file_name = $1', [fileName]))).toEqual([{ batches: 1 }]);
    }
  });

  test(`an approval is wholly there or wholly absent when ${victim} is killed`, async () => {
    await signedIn(CHECKER);
    const proposeNext = async () => {
      funds += 1;
      const slug = `storm-${funds}`;
      await inside((store) => makeProposal(store, slug));
      return slug;
    };
    const approve = async (slug: string) => {
      const { click, close } = await nextApproval(slug);
      const took = await timed(async () => expect(await click()).toBe(true));
      await close();
      return took;
    };
    await approve(await proposeNext());
    const usual = await approve(await proposeNext());

    for (let k = 0; k < SIGNING_ROUNDS; k += 1) {
      const slug = await proposeNext();
      const { click, close } = await nextApproval(slug);
      const before = await inside(({ sql }) => rowCounts(sql));
      const delay = usual * shareOf((k + random.next()) / SIGNING_ROUNDS);
      const kill = desk.aim(victim);
      const answered = await killAfter(delay, click(), kill);
      await close();

      const there = await inside(async (store) => {
        const [proposal] = await store.sql.query<{ id: string; state: string; version: number }>('select p.id, p.state, p.version from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1', [slug]);
        const isThere = proposal.state === 'approved';
        expect(proposal).toMatchObject(isThere ? { state: 'approved', version: 2 } : { state: 'proposed', version: 1 });
        expectSame(await rowCounts(store.sql), before, isThere ? { proposal_decision: 1, proposal_action: 1, journal_entry: 1 } : {});
        const decisions = await store.sql.query('select kind from proposal_decision where proposal_id = $1', [proposal.id]);
        const told = await store.sql.query("select kind from journal_entry where subject = 'proposal' and subject_id = $1 order by sequence", [proposal.id]);
        expect(decisions).toEqual(isThere ? [{ kind: 'approve' }] : []);
        const notices = await store.sql.query("select kind from notice where kind = 'proposal-decided' and href like $1", [`/portfolios/${slug}/%`]);
        expect(notices).toHaveLength(isThere ? 1 : 0);
        expect(told).toEqual([{ kind: 'proposal.proposed' }, ...(isThere ? [{ kind: 'proposal.approved' }] : [])]);
        expect(await journalHolds(store)).toBe(true);
        return isThere;
      });
      if (answered) expect(there, 'what was answered may not be lost').toBe(true);
      rounds.push({ deed: 'approval', victim, delay, usual, answered, there });
      // What was not signed can be signed now.
      if (!there) await approve(slug);
    }
  });

  test(`fills are wholly booked or not at all when ${victim} is killed, in part and to the end`, async () => {
    await signedIn(CHECKER);
    const PARTS = [
      // All but one unit of the last trade, a buy: something is left, and there is money for the others.
      { deed: 'part of an order', from: 'approved', to: 'partly-executed', prepare: async (page: Page) => {
        const last = page.getByLabel(/^Quantity of/).last();
        await last.fill(String(Number(await last.inputValue()) - 1));
      } },
      { deed: 'rest of an order', from: 'partly-executed', to: 'executed', prepare: () => Promise.resolve() },
    ] as const;
    const nextOrder = async () => {
      funds += 1;
      await inside((store) => makeOrder(store, `storm-${funds}`));
      return `storm-${funds}`;
    };
    const book = async (slug: string, part: (typeof PARTS)[number]) => {
      const { click, close } = await nextClick(slug, 'Book these fills', part.prepare);
      const took = await timed(async () => expect(await click()).toBe(true));
      await close();
      expect(await inside(({ sql }) => sql.query('select p.state from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1', [slug]))).toEqual([{ state: part.to }]);
      return took;
    };
    const warm = await nextOrder();
    const usual = [await book(warm, PARTS[0]), await book(warm, PARTS[1])];

    for (let k = 0; k < SIGNING_ROUNDS; k += 1) {
      const slug = await nextOrder();
      for (const [j, part] of PARTS.entries()) {
        const { click, close } = await nextClick(slug, 'Book these fills', part.prepare);
        const before = await inside(({ sql }) => rowCounts(sql));
        const delay = usual[j] * shareOf((k + random.next()) / SIGNING_ROUNDS);
        const kill = desk.aim(victim);
        const answered = await killAfter(delay, click(), kill);
        await close();

        const there = await inside(async (store) => {
          const [proposal] = await store.sql.query<{ id: string; state: string }>('select p.id, p.state from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1', [slug]);
          const isThere = proposal.state === part.to;
          expect(proposal.state).toBe(isThere ? part.to : part.from);
          const [told] = await store.sql.query<{ rows: number; fills: number }>("select count(*)::int as rows, coalesce(sum(jsonb_array_length(body->'fills')), 0)::int as fills from journal_entry where subject_id = $1 and kind in ('proposal.partly-executed', 'proposal.executed')", [proposal.id]);
          const [booked] = await store.sql.query<{ fills: number }>('select count(*)::int as fills from transaction where proposal_id = $1', [proposal.id]);
          expect(booked.fills).toBe(told.fills);
          expect(told.rows).toBe(j + (isThere ? 1 : 0));
          const now = await rowCounts(store.sql);
          expectSame(now, before, isThere ? { proposal_action: 1, journal_entry: 1, transaction: now.transaction - before.transaction } : {});
          expect(now.transaction > before.transaction).toBe(isThere);
          expect(await journalHolds(store)).toBe(true);
          return isThere;
        });
        if (answered) expect(there, 'what was answered may not be lost').toBe(true);
        rounds.push({ deed: part.deed, victim, delay, usual: usual[j], answered, there });
        // What was not booked can be booked now.
        if (!there) await book(slug, part);
      }
    }
  });
}
