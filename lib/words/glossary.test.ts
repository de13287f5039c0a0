import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOSSARY, termEntries, termOfLabel, type TermKey } from './glossary';

/** The source of everything that is shown, without tests. */
const shown = ['app', 'components', 'lib/core/indicators'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8')),
);

/** Words that a text explains: by name, or by a label that means one. */
function explained(source: string): readonly string[] {
  const named = [...source.matchAll(/<Term of="([^"]+)"|\bterm: '([^']+)'/g)].map((match) => match[1] ?? match[2]);
  const labelled = [...source.matchAll(/\blabel: '([^']+)'|\['([^']+)', '\w+', \w+\]|'([A-Z][^']*)',$/gm)].flatMap((match) => termOfLabel(match[1] ?? match[2] ?? match[3]) ?? []);
  return [...named, ...labelled];
}

describe('the glossary', () => {
  const used = new Set(shown.flatMap(explained));

  it('explains every word that a screen explains', () => expect([...used].filter((key) => !(key in GLOSSARY))).toEqual([]));

  it('has no word that stands on no screen', () => expect((Object.keys(GLOSSARY) as TermKey[]).filter((key) => !used.has(key))).toEqual([]));

  it('would find an orphan and a stranger', () => {
    expect(explained('<Term of="nonsense">x</Term>')).toEqual(['nonsense']);
    expect(explained("{ label: 'Weather, mild' }")).toEqual([]);
    expect(explained("{ label: 'Turnover, one-way' }")).toEqual(['turnover']);
  });

  it('gives one sentence to each, and one word to each name and label', () => {
    for (const { name, says } of termEntries()) {
      expect(says, name).toMatch(/^[A-Z].*\.$/);
      expect(says.length, name).toBeLessThanOrEqual(170);
      expect(says.split(/\. [A-Z]/), name).toHaveLength(1);
    }
    const names = termEntries().flatMap(({ name, labels = [] }) => [name, ...labels]);
    expect(new Set(names.map((one) => one.toLowerCase())).size).toBe(names.length);
  });

  it('names chapters that are there', () => {
    for (const { chapter } of termEntries()) if (chapter) expect(existsSync(`docs/methodology/${chapter}.md`), chapter).toBe(true);
  });

  it('reads a label up to its first comma, in any capitals', () => {
    expect(termOfLabel('Maximum drawdown, %')).toBe('max-drawdown');
    expect(termOfLabel('tracking error, ex ante')).toBe('tracking-error');
    expect(termOfLabel('Turnover cap')).toBeNull();
  });
});
