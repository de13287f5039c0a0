import { ok, type Result } from '../../core/base/result';
import type { CommandOutput, RegisterCommand } from '../program';
import { textTable } from '../table';
import { withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly workspace?: string;
}

async function work(portfolio: string, { workspace }: Options): Promise<Result<CommandOutput>> {
  const { replayRecommendations } = await import('../../server/use-cases/replay-recommendations');
  return withDesk({ workspace, portfolio }, async (context) => {
    const replays = await replayRecommendations(context, { portfolio });
    if (!replays.ok) return replays;
    const different = replays.value.filter(({ isSame }) => !isSame).length;
    const rows = replays.value.map(({ decisionDate, asOf, engineVersion, difference }) => [decisionDate, asOf, engineVersion, difference ?? 'the same bytes']);
    const text = [textTable(['decided on', 'as of', 'engine', 'computed again'], rows), `${replays.value.length - different} of ${replays.value.length} give the same bytes`].join('\n');
    return ok({ document: { workspace: context.actor.workspaceSlug, portfolio, replays: replays.value, different }, text, isRefusal: different > 0 });
  });
}

/** `replay PORTFOLIO`: computes its stored recommendations again, each at its own moment; exit code 1 when one differs. */
export const registerReplay: RegisterCommand = (program, act) => {
  program
    .command('replay')
    .description('compute stored recommendations again from what was known and recorded then, and compare byte by byte')
    .argument('<PORTFOLIO>', 'its slug')
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--json', 'print one JSON document')
    .action((portfolio: string, options: Options) => act(options, () => work(portfolio, options)));
};
