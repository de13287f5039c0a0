/**
 * docs/mutation.md from the report of the last `npm run test:mutation` and the reasons of scripts/mutation/reasons.json.
 * A survivor without a reason, or a reason without a survivor, is an error: both are printed, nothing is written.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const at = (path) => new URL(`../${path}`, import.meta.url);
const json = (path) => JSON.parse(fs.readFileSync(at(path), 'utf8'));
const REPORT = '.mutation/report.json';
const CORE = 'lib/core/';

const { files } = json(REPORT);
const { kinds, reasons } = json('scripts/mutation/reasons.json');
const version = (name) => `${name} ${json(`node_modules/${name}/package.json`).version}`;

const count = (mutants, ...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
const caught = (mutants) => count(mutants, 'Killed', 'Timeout');
const alive = (mutants) => count(mutants, 'Survived', 'NoCoverage');
const percent = (mutants) => (caught(mutants) + alive(mutants) === 0 ? '–' : ((100 * caught(mutants)) / (caught(mutants) + alive(mutants))).toFixed(1));
const row = (name, mutants) => `| ${name} | ${percent(mutants)} | ${count(mutants, 'Killed')} | ${count(mutants, 'Timeout')} | ${alive(mutants)} | ${count(mutants, 'Ignored')} |`;

function survivorsOf(path, { source, mutants }) {
  const lines = source.split('\n');
  return mutants.filter((mutant) => alive([mutant]) > 0).map(({ location: { start, end }, replacement }) => {
    const before = start.line === end.line ? lines[start.line - 1].slice(start.column - 1, end.column - 1) : `${lines[start.line - 1].slice(start.column - 1)} …`;
    return { file: path.slice(CORE.length), line: start.line, code: lines[start.line - 1].trim(), before, after: replacement.replaceAll(/\s+/g, ' ') };
  });
}

const survivors = Object.entries(files).flatMap(([path, file]) => survivorsOf(path, file));
const used = new Set();
for (const survivor of survivors) {
  const fits = ({ file, code, after }) => file === survivor.file && survivor.code.includes(code) && (after === undefined || after.includes(survivor.after));
  survivor.reason = reasons.find(fits);
  used.add(survivor.reason);
}
const unexplained = survivors.filter(({ reason }) => reason === undefined);
const stale = reasons.filter((reason) => !used.has(reason));
for (const { file, line, code, before, after } of unexplained) console.error(`no reason: ${file}:${line}  ${code}\n    ${before}  →  ${after}`);
for (const { file, code, after } of stale) console.error(`no survivor: ${file}  ${code}  ${JSON.stringify(after ?? [])}`);
if (unexplained.length + stale.length > 0) process.exit(1);

const mutantsUnder = (prefix) => Object.entries(files).flatMap(([path, { mutants }]) => (path.startsWith(prefix) ? mutants : []));
const folders = [...new Set(Object.keys(files).map((path) => path.slice(CORE.length).split('/')[0]))].sort();
const cell = (text) => `\`${text.replaceAll('|', '\\|').replaceAll('`', '´')}\``;
const head = ['| | score, % | killed | timed out | survived | not asked |', '| --- | ---: | ---: | ---: | ---: | ---: |'];

const page = [
  '# Mutation testing',
  '',
  'Written by `node scripts/mutation-report.mjs` after `npm run test:mutation`; not edited by hand.',
  '',
  'Stryker changes one operator, condition, text or call at a time and runs the tests beside it. A change that no test notices survives. The score is the share that was noticed; a change after which the code never ends counts as noticed.',
  '',
  `- Date: ${fs.statSync(at(REPORT)).mtime.toISOString().slice(0, 10)}`,
  `- Commit: ${execFileSync('git', ['rev-parse', 'HEAD'], { cwd: at('.'), encoding: 'utf8' }).trim()}`,
  `- ${['@stryker-mutator/core', '@stryker-mutator/vitest-runner', 'vitest'].map(version).join(', ')}, Node ${process.versions.node}`,
  `- Mutated: every file of ${folders.map((folder) => `\`${CORE}${folder}\``).join(', ')} that is no test. No kind of mutation is excluded.`,
  '- Not asked: mutants of what is computed once when a module loads (the schema, the list of episodes, lists of names), for each of them needs the whole suite; with `ignoreStatic` off in `stryker.config.mjs` they are asked too.',
  '- Asked: the tests of those folders only. Left out are the golden tests of the house model and of timing, which need market data from beside the checkout; single tests that need them skip themselves.',
  '- It stays outside `npm test`: a full run takes about half an hour on one core. Later runs reuse what has not changed (`.mutation/incremental.json`); `npm run test:mutation -- --force` asks everything again.',
  '',
  '## Scores',
  '',
  ...head,
  ...folders.map((folder) => row(`**${folder}**`, mutantsUnder(`${CORE}${folder}/`))),
  ...Object.keys(files).filter((path) => files[path].mutants.length > 0).sort().map((path) => row(path.slice(CORE.length), files[path].mutants)),
  '',
  `## Survivors: ${survivors.length}`,
  ...Object.entries(kinds).flatMap(([kind, meaning]) => {
    const own = survivors.filter(({ reason }) => reason.kind === kind);
    if (own.length === 0) return [];
    const rows = own.map(({ file, line, before, after, reason }) => `| ${file}:${line} | ${cell(before)} | ${cell(after)} | ${reason.why} |`);
    return ['', `### ${meaning} (${own.length})`, '', '| where | code | changed to | why no test notices |', '| --- | --- | --- | --- |', ...rows];
  }),
  '',
];
fs.writeFileSync(at('docs/mutation.md'), page.join('\n'));
