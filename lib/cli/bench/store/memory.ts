import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../../scripts/lib/paths.mjs';
import { writeObservations } from './files';
import { emptyTables } from './import-case';
import type { Throwaway } from './throwaway';

const MEGABYTE = 2 ** 20;
/** Bytes of one line of the file, about. */
const LINE = 44.5;
/** Memory that a file two hundred times as large may take on top. */
export const MEMORY_AT_MOST = 150;

/** Resident memory at its highest, of a process that does nothing but this. */
export interface MemoryRun {
  readonly mode: 'look' | 'store';
  readonly smallFileMegabytes: number;
  readonly largeFileMegabytes: number;
  readonly smallPeakMegabytes: number;
  readonly largePeakMegabytes: number;
  readonly growthMegabytes: number;
  readonly met: boolean;
}

const rounded = (bytes: number): number => Math.round((bytes / MEGABYTE) * 10) / 10;

/** Peak resident bytes of a process that imports this file. */
function peakOf({ databaseUrl }: Throwaway, path: string, slug: string, mode: MemoryRun['mode']): Promise<number> {
  const script = join(root, 'lib', 'cli', 'bench', 'store', 'memory-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, slug, mode], { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve((JSON.parse(out.join('')) as { peakBytes: number }).peakBytes) : reject(new Error(err.join('')))));
  });
}

/** Imports a small and a large file in processes of their own, once without writing and once for good. */
export async function measureMemory(store: Throwaway, megabytes: readonly [small: number, large: number], say: (text: string) => void): Promise<readonly MemoryRun[]> {
  const paths = megabytes.map((size) => join(store.folder, `memory-${size}.csv`));
  const sizes: number[] = [];
  for (const [k, path] of paths.entries()) sizes.push(await writeObservations(path, Math.round((megabytes[k] * MEGABYTE) / LINE)));
  const runs: MemoryRun[] = [];
  for (const mode of ['look', 'store'] as const) {
    say(`memory: ${mode === 'look' ? 'a dry run' : 'an import'} of ${megabytes.join(' and ')} MB`);
    const [small, large] = [await peakOf(store, paths[0], `memory-${mode}-small`, mode), await peakOf(store, paths[1], `memory-${mode}-large`, mode)];
    await emptyTables(store);
    const growth = rounded(large - small);
    say(`  ${rounded(small)} and ${rounded(large)} MB`);
    runs.push({ mode, smallFileMegabytes: rounded(sizes[0]), largeFileMegabytes: rounded(sizes[1]), smallPeakMegabytes: rounded(small), largePeakMegabytes: rounded(large), growthMegabytes: growth, met: growth <= MEMORY_AT_MOST });
  }
  for (const path of paths) await rm(path);
  return runs;
}
