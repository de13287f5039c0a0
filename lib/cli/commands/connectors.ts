import { setTimeout as sleep } from 'node:timers/promises';
import { Argument } from 'commander';
import { dataDirectory } from '../../../scripts/lib/paths.mjs';
import { readSecrets } from '../../../scripts/lib/secrets.mjs';
import { ok, refuse, type Result } from '../../core/base/result';
import type { Context } from '../../server/use-cases/use-case';
import type { Io } from '../io';
import type { CommandOutput, RegisterCommand } from '../program';
import { textTable } from '../table';
import { withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly workspace?: string;
}

const ACTIONS = ['list', 'check', 'refresh'] as const;
type Action = (typeof ACTIONS)[number];

async function list(options: Options): Promise<Result<CommandOutput>> {
  const { listConnectors } = await import('../../server/use-cases/list-connectors');
  return withDesk(options, async (context) => {
    const reading = await listConnectors(context, {});
    if (!reading.ok) return reading;
    const { connectors, workers } = reading.value;
    const rows = connectors.map((one) => [one.slug, one.key ? 'stored' : one.needsKey, String(one.subscriptions.length), one.state?.lastSuccessAt?.toISOString() ?? '–', one.state?.lastErrorKind ?? '–', one.state?.openUntil?.toISOString() ?? '–']);
    const text = `${textTable(['source', 'key', 'series', 'last success', 'last error', 'left alone until'], rows)}\n${workers} ${workers === 1 ? 'worker' : 'workers'}`;
    return ok({ document: { workspace: context.actor.workspaceSlug, ...reading.value }, text });
  });
}

/** The keys of this desk, opened with the secret of the environment or of the data directory. */
async function keysOf({ db, actor }: Context): Promise<(connector: string) => Promise<string | null>> {
  const { sealedKey } = await import('../../server/db/source-store');
  const { keyPlace, sealingKey, unseal } = await import('../../server/secret-box');
  const secret = sealingKey() ?? sealingKey({ MAINSHEET_SECRET_KEY: readSecrets(dataDirectory()).sealing });
  return async (connector) => {
    const sealed = await sealedKey(db, actor.workspaceId, connector);
    return sealed !== null && secret ? unseal(secret, sealed, keyPlace(actor.workspaceId, connector)) : null;
  };
}

async function check(only: string | undefined, options: Options, io: Io): Promise<Result<CommandOutput>> {
  const [{ connectors }, { checkConnector }, { systemClock }, { sourceOrigins }] = await Promise.all([
    import('../../server/connectors/registry'), import('../../server/connectors/check'), import('../../server/clock'), import('../../server/env'),
  ]);
  const chosen = connectors.filter((one) => only === undefined || one.slug === only);
  if (chosen.length === 0) return refuse('not-found', `There is no source called "${only}"; there is ${connectors.map((one) => one.slug).join(', ')}.`);
  return withDesk(options, async (context) => {
    const keyOf = await keysOf(context);
    const checks = [];
    for (const connector of chosen) {
      io.err(`asking ${connector.name} for ${connector.sample.externalId} …`);
      const outcome = await checkConnector(connector, await keyOf(connector.slug), { fetch, clock: systemClock, origins: sourceOrigins(), sleep: (ms) => sleep(ms) });
      const state = outcome.ok ? 'ok' : outcome.error.kind === 'key-missing' ? 'not-checked' : 'failed';
      checks.push({ source: connector.slug, asked: connector.sample.externalId, state, ...(outcome.ok ? outcome.value : { error: { kind: outcome.error.kind, message: outcome.error.message } }) });
    }
    const rows = checks.map((one) => [one.source, one.asked, one.state, 'error' in one ? one.error.message : `${one.rows} rows, ${one.first} to ${one.last}`]);
    return ok({ document: { checkedAt: new Date().toISOString(), checks }, text: textTable(['source', 'asked for', 'outcome', ''], rows), isRefusal: checks.some((one) => one.state === 'failed') });
  });
}

async function refresh(only: string | undefined, options: Options): Promise<Result<CommandOutput>> {
  const { refreshSource } = await import('../../server/use-cases/jobs');
  return withDesk(options, async (context) => {
    const outcome = await refreshSource(context, only === undefined ? {} : { connector: only });
    if (!outcome.ok) return outcome;
    const { jobs } = outcome.value;
    return ok({ document: { workspace: context.actor.workspaceSlug, jobs }, text: textTable(['series', 'job', ''], jobs.map((job) => [job.series, job.id, job.isNew ? 'queued' : 'under way already'])) });
  });
}

/** `connectors list|check|refresh [SOURCE]`: what is connected, whether sources answer, and a refresh of what they feed. */
export const registerConnectors: RegisterCommand = (program, act, io) => {
  program
    .command('connectors')
    .description('list: what feeds this desk; check: ask each source for its sample, live, storing nothing; refresh: queue a refresh')
    .addArgument(new Argument('<action>').choices(ACTIONS))
    .argument('[SOURCE]', 'one source alone, by its name here')
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--json', 'print one JSON document')
    .action((action: Action, source: string | undefined, options: Options) => act(options, () => (action === 'list' ? list(options) : action === 'check' ? check(source, options, io) : refresh(source, options))));
};
