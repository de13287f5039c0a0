import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** Whether the numbers are wanted that issues state, and not the small storms of every day. */
export const isDeep = process.env.MAINSHEET_DEEP === '1';

export const deepSeed = Number(process.env.MAINSHEET_DEEP_SEED || '1');

export interface Fragment {
  readonly title: string;
  readonly text?: string;
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly (string | number)[])[];
}

/** Leaves one section for the results of the deep tests; nothing where none are gathered. */
export function writeFragment(name: string, fragment: Fragment): void {
  const folder = process.env.MAINSHEET_DEEP_OUT;
  if (isDeep && folder) writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(fragment));
}
