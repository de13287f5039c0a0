import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option } from 'commander';
import * as z from 'zod';
import { parseAs } from '../../core/base/parsing';
import { ok, refuse, type Result } from '../../core/base/result';
import { systemClock, today } from '../../server/clock';
import { importKinds, importRequestSchema, type ImportRecord } from '../../server/imports/kinds/registry';
import { parseImport } from '../../server/imports/parse-import';
import type { ImportReport } from '../../server/imports/report';
import type { Io } from '../io';
import type { CommandOutput, RegisterCommand } from '../program';
import { readText } from '../read-file';
import { withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly kind: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly workspace?: string;
  readonly portfolio?: string;
  readonly basis?: string;
  readonly sampling?: string;
  readonly currency?: string;
  readonly asOf?: string;
  readonly effectiveFrom?: string;
  readonly pointInTime?: boolean;
  readonly unit?: string;
}

type Request = Readonly<Record<string, unknown>>;
type Report = ImportReport<ImportRecord>;

const mappingSchema = z.record(z.string(), z.unknown());

/** What a mapping file states about the import: any field of the request, as JSON. */
async function readMapping(path: string | undefined): Promise<Result<Request>> {
  if (path === undefined) return ok({});
  const text = await readText(path);
  if (!text.ok) return text;
  try {
    const parsed = mappingSchema.safeParse(JSON.parse(text.value));
    return parsed.success ? ok(parsed.data) : refuse('bad-mapping', `${path}: is not a JSON object`);
  } catch (error) {
    return refuse('bad-mapping', `${path} is not JSON: ${(error as Error).message}`);
  }
}

const ASSUMED_IN_DRY_RUN: Readonly<Record<string, Request>> = {
  prices: { basis: 'total-return', currency: 'USD' },
  returns: { currency: 'USD' },
  holdings: { asOf: today(systemClock) },
};

/** Options win over the mapping file. A dry run writes nothing, so it may take for granted what a person must state. */
function requestOf(options: Options, mapping: Request, io: Io): Request {
  const { kind, basis, sampling, currency, asOf, pointInTime, unit } = options;
  const stated = { ...mapping, ...Object.fromEntries(Object.entries({ kind, basis, sampling, currency, asOf, pointInTime, unit }).filter(([, value]) => value !== undefined)) };
  const defaults: Request = { ...(kind === 'prices' ? { sampling: 'end' } : {}), ...(options.dryRun ? ASSUMED_IN_DRY_RUN[kind] : {}) };
  const assumed = Object.entries(defaults).filter(([key]) => !(key in stated));
  if (assumed.length > 0) io.err(`taken for granted: ${assumed.map(([key, value]) => `${key} ${String(value)}`).join(', ')}`);
  return { ...defaults, ...stated, ...(assumed.some(([key]) => key === 'basis') ? { basisAssumed: true } : {}) };
}

/** Says how far the file is read, a tenth at a time. */
function progressOf(io: Io, bytes: number): (read: number) => void {
  let said = 0;
  return (read) => {
    const tenth = Math.floor((10 * read) / Math.max(1, bytes));
    if (tenth > said && bytes > 1_000_000) io.err(`${tenth * 10} % read`);
    said = Math.max(said, tenth);
  };
}

function textOf(report: Report, outcome: string): string {
  const lines = [`${report.decision}: ${report.rows} rows, ${report.accepted} accepted, ${report.rejectedRows} rejected, ${report.warnings.length + report.warningsNotListed} warnings`];
  const place = (line: number | undefined) => (line === undefined || line === 0 ? '' : `line ${line}: `);
  lines.push(...report.rejected.slice(0, 20).map(({ line, reason }) => `  rejected  ${place(line)}${reason}`));
  lines.push(...report.warnings.slice(0, 20).map(({ line, reason }) => `  warning   ${place(line)}${reason}`));
  lines.push(...report.notes.map((note) => `  note      ${note}`));
  return [...lines, outcome].join('\n');
}

const outputOf = (report: Report, outcome: string, more: object = {}): CommandOutput => ({
  document: { ...report, ...more }, text: textOf(report, outcome), isRefusal: report.decision === 'reject',
});

async function dryRun(path: string, request: Request, progress: (read: number) => void): Promise<Result<CommandOutput>> {
  const parsed = parseAs(importRequestSchema, { ...request, today: today(systemClock) }, 'invalid-input');
  if (!parsed.ok) return parsed;
  const report = (await parseImport(createReadStream(path), parsed.value, async () => undefined, progress)) as Report;
  return ok(outputOf(report, 'dry run: nothing was written'));
}

async function write(path: string, request: Request, options: Options, progress: (read: number) => void): Promise<Result<CommandOutput>> {
  const { importFile } = await import('../../server/use-cases/import-file');
  const { workspace, portfolio, effectiveFrom } = options;
  const outcome = await withDesk({ workspace, portfolio }, (context) => importFile(context, { path, fileName: basename(path), request: { ...request }, portfolio, effectiveFrom, onProgress: progress }));
  if (outcome.ok) {
    const { report, batchId, stored, alreadyImported } = outcome.value;
    return ok(outputOf(report, alreadyImported ? `imported before as batch ${batchId}; nothing was written` : `batch ${batchId}: ${stored} rows written`, { batch: batchId, stored, alreadyImported }));
  }
  const report = outcome.error.kind === 'rejected' ? (outcome.error.details?.report as Report | undefined) : undefined;
  return report ? ok(outputOf(report, 'nothing was written')) : outcome;
}

async function work(path: string, options: Options, io: Io): Promise<Result<CommandOutput>> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return refuse('missing-file', `cannot read ${path}: there is no such file`, { path });
  const mapping = await readMapping(options.mapping);
  if (!mapping.ok) return mapping;
  const request = requestOf(options, mapping.value, io);
  const progress = progressOf(io, facts.size);
  return options.dryRun ? dryRun(path, request, progress) : write(path, request, options, progress);
}

/** `import FILE --kind …`: reads a file as the import room does, all or nothing; twice is the same as once. */
export const registerImport: RegisterCommand = (program, act, io) => {
  program
    .command('import')
    .description('read a file of prices, returns, observations, holdings, weights or transactions into the database')
    .argument('<FILE>')
    .addOption(new Option('--kind <kind>', 'what the file holds').choices(Object.keys(importKinds)).makeOptionMandatory())
    .option('--mapping <FILE>', 'JSON with what is to be stated about the file: fields, columns, codes, dialect, unit, headerLine, typicalLagDays, periods …')
    .option('--dry-run', 'report only; needs no database')
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--portfolio <slug>', 'whose holdings, weights or transactions they are')
    .addOption(new Option('--basis <basis>', 'of prices').choices(['price', 'total-return']))
    .addOption(new Option('--sampling <sampling>', 'of prices, end by default').choices(['end', 'average']))
    .option('--currency <code>', 'of prices and returns, an ISO code')
    .addOption(new Option('--unit <unit>', 'of returns, where the file does not say it').choices(['fraction', 'percent', 'bp']))
    .option('--as-of <date>', 'the day of a holdings statement')
    .option('--effective-from <date>', 'the day from which weights count')
    .option('--point-in-time', 'observations keep what was known when')
    .option('--json', 'print one JSON document')
    .action((path: string, options: Options) => act(options, () => work(path, options, io)));
};
