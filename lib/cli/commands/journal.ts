import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Argument } from 'commander';
import { ok, refuse, type Result } from '../../core/base/result';
import type { CommandOutput, RegisterCommand } from '../program';
import { withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly workspace?: string;
  readonly file?: string;
  readonly anchor?: string;
}

const HASH = /^[0-9a-f]{64}$/;

const ANCHORED = {
  head: 'the anchor is its head',
  earlier: 'the anchor is further up: the chain has grown since',
  missing: 'the anchor is not in it: a tail was cut off, or it is another chain',
} as const;

async function verifyFile(file: string, anchor: string | undefined): Promise<Result<CommandOutput>> {
  if (anchor !== undefined && !HASH.test(anchor)) return refuse('bad-anchor', `"${anchor}" is no hash: an anchor is 64 hexadecimal digits.`);
  try {
    await access(file);
  } catch {
    return refuse('missing-file', `cannot read ${file}`, { path: file });
  }
  const { verifyJournalFile } = await import('../../server/journal-file');
  const result = await verifyJournalFile(createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity }), anchor);
  if (!result.ok) return result;
  const { intact, rows, head, broken, anchor: found } = result.value;
  const chain = broken ? `broken at row ${broken.sequence}: ${broken.reason} (${rows} rows before it hold)` : `intact: ${rows} rows, head ${head}`;
  return ok({ document: result.value, text: found === null ? chain : `${chain}; ${ANCHORED[found]}`, isRefusal: !intact || found === 'missing' });
}

async function verify({ workspace, file, anchor }: Options): Promise<Result<CommandOutput>> {
  if (file !== undefined) return verifyFile(file, anchor);
  if (anchor !== undefined) return refuse('anchor-needs-file', 'An anchor is looked for in an exported file: say which with --file.');
  const { verifyJournal } = await import('../../server/use-cases/journal');
  return withDesk({ workspace }, async ({ db, actor }) => {
    const verdict = await verifyJournal(db, actor.workspaceId);
    const { intact, rows, head, broken } = verdict;
    const text = broken ? `broken at row ${broken.sequence}: ${broken.reason} (${rows} rows before it hold)` : `intact: ${rows} rows, head ${head}`;
    return ok({ document: { workspace: actor.workspaceSlug, ...verdict }, text, isRefusal: !intact });
  });
}

/** `journal verify`: walks the hash chain of a workspace or of an exported file and names the first broken row; exit code 1 when there is one. */
export const registerJournal: RegisterCommand = (program, act) => {
  program
    .command('journal')
    .description('verify: walk the hash chain of a journal, in the database or in an exported file')
    .addArgument(new Argument('<action>').choices(['verify']))
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--file <export.jsonl>', 'an exported journal; needs no database')
    .option('--anchor <hash>', 'a head kept elsewhere: says whether a tail of the file was cut off')
    .option('--json', 'print one JSON document')
    .action((_action: string, options: Options) => act(options, () => verify(options)));
};
