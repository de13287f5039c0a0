import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ok, refuse, type Result } from '../../core/base/result';
import type { CommandOutput, RegisterCommand } from '../program';
import { onDatabase, withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly workspace?: string;
}

const total = (rows: Readonly<Record<string, number>>): number => Object.values(rows).reduce((sum, count) => sum + count, 0);

async function save(file: string, { workspace }: Options): Promise<Result<CommandOutput>> {
  const { archiveDesk } = await import('../../server/use-cases/archive-desk');
  return withDesk({ workspace }, async (context) => {
    // Never over a file that is there: it may be the only copy.
    const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => error);
    if (handle instanceof Error) return refuse('cannot-write', handle.code === 'EEXIST' ? `${file} is there already; name a new file.` : `${file} cannot be written: ${handle.message}`);
    try {
      const archive = await archiveDesk(context, {});
      if (!archive.ok) return archive;
      const lines = new PassThrough();
      const written = pipeline(lines, createGzip(), handle.createWriteStream());
      const write = async (line: string) => {
        if (!lines.write(line)) await Promise.race([once(lines, 'drain'), written]);
      };
      const [{ rows, sha256 }] = await Promise.all([archive.value.write(write).finally(() => lines.end()), written]);
      return ok({ document: { workspace: context.actor.workspaceSlug, file, rows, sha256 }, text: `${file}: ${total(rows)} rows of ${context.actor.workspaceName}` });
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  });
}

/** The lines of a gzipped file. Throws where it is none, or is cut off. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const [source, unpacked] = [createReadStream(file), createGunzip()];
  source.once('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked).setEncoding('utf8');
  let rest = '';
  for await (const text of unpacked as AsyncIterable<string>) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function restore(file: string): Promise<Result<CommandOutput>> {
  const { restoreArchive } = await import('../../server/archive/restore-archive');
  const { makeOperatorsResetLinks } = await import('../../server/use-cases/access-links');
  const { systemClock } = await import('../../server/clock');
  const { publicUrl } = await import('../../server/env');
  return onDatabase(async (db) => {
    const restored = await restoreArchive(db, linesOf(file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return refuse('no-file', `There is no file ${file}.`);
      if (error.code?.startsWith('Z_')) return refuse('damaged-archive', `${file} is no gzip file, or is cut off: ${error.message}. Nothing was written.`);
      throw error;
    });
    if (!restored.ok) return restored;
    const { workspace, rows, journal, moved } = restored.value;
    const links = (await makeOperatorsResetLinks(db, systemClock, workspace.id)).map(({ email, token }) => ({ email, url: `${publicUrl()}/set-up?token=${token}` }));
    const text = [
      `${workspace.name}: ${total(rows)} rows restored; its journal verifies: ${journal.rows} rows, head ${journal.head}`,
      ...(moved.imports > 0 ? [`Imports are numbered ${moved.imports} higher than in the journal, series ${moved.series} higher: those numbers were taken here.`] : []),
      'Passwords are not in an archive. Links for a new one, each works once:',
      ...links.map(({ email, url }) => `  ${email}  ${url}`),
    ].join('\n');
    return ok({ document: { ...restored.value, links }, text });
  }, 'owner');
}

/** `archive save FILE` and `archive restore FILE`: everything of a desk in one file, and back into an installation that has no such desk. */
export const registerArchive: RegisterCommand = (program, act) => {
  const archive = program.command('archive').description('save or restore everything of a desk');
  archive
    .command('save <file>')
    .description('write everything of a desk to a new file')
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--json', 'print one JSON document')
    .action((file: string, options: Options) => act(options, () => save(file, options)));
  archive
    .command('restore <file>')
    .description('put an archived desk into this installation, all or nothing')
    .option('--json', 'print one JSON document')
    .action((file: string, options: Options) => act(options, () => restore(file)));
};
