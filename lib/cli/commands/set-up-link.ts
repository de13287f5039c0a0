import { ok, type Result } from '../../core/base/result';
import { publicUrl } from '../../server/env';
import type { CommandOutput, RegisterCommand } from '../program';
import { onDatabase } from '../with-desk';

async function work(): Promise<Result<CommandOutput>> {
  const { createSetUpLink } = await import('../../server/use-cases/access-links');
  const { systemClock } = await import('../../server/clock');
  return onDatabase(async (db) => {
    const { token } = await createSetUpLink(db, systemClock);
    const url = `${publicUrl()}/set-up?token=${token}`;
    return ok({ document: { url }, text: url });
  });
}

/** `set-up-link`: a one-time link that makes a workspace; whoever opens it becomes its administrator. */
export const registerSetUpLink: RegisterCommand = (program, act) => {
  program
    .command('set-up-link')
    .description('a one-time link to set up a new workspace')
    .option('--json', 'print one JSON document')
    .action((options: { readonly json?: boolean }) => act(options, work));
};
