import { Argument } from 'commander';
import { ok, type Result } from '../../core/base/result';
import type { CommandOutput, RegisterCommand } from '../program';
import { withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly workspace?: string;
}

async function verify({ workspace }: Options): Promise<Result<CommandOutput>> {
  const { verifyJournal } = await import('../../server/use-cases/journal');
  return withDesk({ workspace }, async ({ db, actor }) => {
    const verdict = await verifyJournal(db, actor.workspaceId);
    const { intact, rows, head, broken } = verdict;
    const text = broken ? `broken at row ${broken.sequence}: ${broken.reason} (${rows} rows before it hold)` : `intact: ${rows} rows, head ${head}`;
    return ok({ document: { workspace: actor.workspaceSlug, ...verdict }, text, isRefusal: !intact });
  });
}

/** `journal verify`: walks the hash chain of a workspace and names the first broken row; exit code 1 when there is one. */
export const registerJournal: RegisterCommand = (program, act) => {
  program
    .command('journal')
    .description('verify: walk the hash chain of a journal')
    .addArgument(new Argument('<action>').choices(['verify']))
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--json', 'print one JSON document')
    .action((_action: string, options: Options) => act(options, () => verify(options)));
};
