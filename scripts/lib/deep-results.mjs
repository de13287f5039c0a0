import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readJson, root } from './paths.mjs';

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

const cell = (value) => String(value ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;

/** One fragment: `{ title, text?, columns?, rows? }`. */
function section({ title, text, columns, rows }) {
  const parts = [`## ${title}`];
  if (text) parts.push(text);
  if (columns && rows) parts.push([line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n'));
  return parts.join('\n\n');
}

/**
 * Gathers what the deep tests wrote (one JSON file for each section, in the order of their names) into
 * docs/deep-results.md, with all it takes to run the same again. Returns the number of sections.
 */
export function writeDeepResults({ folder, seed, total }) {
  const fragments = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readJson(path.join(folder, name)) ?? { title: name, text: 'This file could not be read.' });
  const changed = git('status', '--porcelain', '--untracked-files=no') ? ', with uncommitted changes' : '';
  const head = [
    '# Results of the deep tests',
    'Written by `npm run test:deep`; not edited by hand.',
    [
      `- Date: ${new Date().toISOString().slice(0, 10)}`,
      `- Commit: ${git('rev-parse', 'HEAD') || 'none'}${changed}`,
      `- Seed: ${seed} (the same again: \`npm run test:deep -- --seed ${seed}\`)`,
      `- Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      `- ${total.passed} passed, ${total.failures.length} failed`,
    ].join('\n'),
  ];
  fs.mkdirSync(path.join(root, 'docs'), { recursive: true });
  fs.writeFileSync(path.join(root, 'docs', 'deep-results.md'), `${[...head, ...fragments.map(section)].join('\n\n')}\n`);
  return fragments.length;
}
