import { withDatabase } from '../../scripts/lib/postgres.mjs';
import { ok, refuse, type Result } from '../core/base/result';
import type { Database } from '../server/db/client';
import type { Workspace } from '../server/db/workspace-store';
import type { Context } from '../server/use-cases/use-case';

/** Who acts when nobody is signed in: the operator of this machine, who could read the database anyway. */
export const COMMAND_LINE_USER = 'command-line';

/** Runs work on the desk's database: the one that runs, else the built-in one, started and stopped for it. As the role of the app, or as the owner of the tables. */
export async function onDatabase<T>(work: (db: Database) => Promise<Result<T>>, role: 'app' | 'owner' = 'app'): Promise<Result<T>> {
  let isOpen = false;
  try {
    return await withDatabase(async ({ databaseUrl, migrationUrl }) => {
      isOpen = true;
      // Loaded here, so that commands without a database start without its client.
      const { connect } = await import('../server/db/client');
      const db = connect(role === 'owner' ? migrationUrl : databaseUrl, 2);
      try {
        return await work(db);
      } finally {
        await db.$disconnect();
      }
    });
  } catch (error) {
    if (isOpen) throw error;
    return refuse('no-database', (error as Error).message);
  }
}

const named = (workspaces: readonly Workspace[]): string => workspaces.map(({ slug }) => slug).join(', ');

async function chooseWorkspace(db: Database, wanted: string | undefined, portfolio: string | undefined): Promise<Result<Workspace>> {
  const { listWorkspaces } = await import('../server/db/workspace-store');
  const all = await listWorkspaces(db);
  if (all.length === 0) return refuse('no-workspace', 'There is no desk in this database yet. Start the app and open its set-up link.');
  const found = wanted === undefined ? undefined : all.find(({ slug }) => slug === wanted);
  if (wanted !== undefined) return found ? ok(found) : refuse('unknown-workspace', `There is no workspace called "${wanted}"; there is ${named(all)}.`, { workspaces: all.map(({ slug }) => slug) });
  if (all.length === 1) return ok(all[0]);
  const { findPortfolio } = await import('../server/db/portfolio-store');
  const owners = portfolio === undefined ? all : await withPortfolio(all, async ({ id }) => (await findPortfolio(db, id, portfolio)) !== null);
  if (owners.length === 1) return ok(owners[0]);
  if (owners.length === 0) return refuse('not-found', `There is no portfolio called "${portfolio}" in any of ${named(all)}.`);
  return refuse('workspace-needed', `Several workspaces fit: ${named(owners)}. Say which with --workspace.`, { workspaces: owners.map(({ slug }) => slug) });
}

async function withPortfolio(all: readonly Workspace[], has: (workspace: Workspace) => Promise<boolean>): Promise<readonly Workspace[]> {
  const known = await Promise.all(all.map(has));
  return all.filter((_, k) => known[k]);
}

/**
 * Runs work as an administrator of one workspace, named "command line" in the journal. Without `workspace` it is the
 * only one there is, or the only one that has the portfolio; else refuses `workspace-needed`.
 */
export function withDesk<T>(choice: { readonly workspace?: string; readonly portfolio?: string }, work: (context: Context) => Promise<Result<T>>): Promise<Result<T>> {
  return onDatabase(async (db) => {
    const chosen = await chooseWorkspace(db, choice.workspace, choice.portfolio);
    if (!chosen.ok) return chosen;
    const { systemClock } = await import('../server/clock');
    const { id, slug, name, kind } = chosen.value;
    const actor = { userId: COMMAND_LINE_USER, name: 'command line', email: '', role: 'administrator', workspaceId: id, workspaceSlug: slug, workspaceName: name, workspaceKind: kind } as const;
    return work({ db, actor, clock: systemClock });
  });
}
