import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keysShown, press, SHORTCUTS, type Stroke } from './shortcuts';

const stroke = (key: string, held: Partial<Stroke> = {}): Stroke => ({ key, ctrl: false, meta: false, alt: false, shift: false, altGraph: false, ...held });

/** The last deed after strokes one after another. */
const after = (...strokes: readonly Stroke[]) => strokes.reduce((state, one) => press(state.waiting, one), { deed: null, waiting: [] } as ReturnType<typeof press>);

describe('press', () => {
  it('knows a sign on every level of a keyboard', () => {
    const search = { open: 'search' };
    expect(after(stroke('/')).deed).toEqual(search);
    expect(after(stroke('/', { shift: true })).deed).toEqual(search);
    expect(after(stroke('/', { altGraph: true, ctrl: true, alt: true })).deed).toEqual(search);
    expect(after(stroke('?', { shift: true })).deed).toEqual({ open: 'keys' });
  });

  it('opens the search by Ctrl or Cmd with K, and by no other modifiers', () => {
    expect(after(stroke('k', { ctrl: true })).deed).toEqual({ open: 'search' });
    expect(after(stroke('k', { meta: true })).deed).toEqual({ open: 'search' });
    for (const held of [{}, { ctrl: true, shift: true }, { ctrl: true, meta: true }, { alt: true }, { ctrl: true, alt: true }]) expect(after(stroke('k', held)).deed).toBeNull();
  });

  it('goes to a room by two keys, also with Caps Lock on, and after Shift alone', () => {
    expect(after(stroke('g'), stroke('m')).deed).toEqual({ room: 'mix' });
    expect(after(stroke('G'), stroke('M')).deed).toEqual({ room: 'mix' });
    expect(after(stroke('g'), stroke('Shift', { shift: true }), stroke('p')).deed).toEqual({ room: 'proposals' });
  });

  it('leaves the browser its own: a held modifier breaks the row off', () => {
    expect(after(stroke('g'), stroke('m', { ctrl: true })).deed).toBeNull();
    expect(after(stroke('g'), stroke('s', { ctrl: true }), stroke('m')).deed).toBeNull();
    expect(after(stroke('m')).deed).toBeNull();
  });

  it('begins anew with a key that goes on with nothing', () => {
    expect(after(stroke('g'), stroke('x'), stroke('m')).deed).toBeNull();
    expect(after(stroke('g'), stroke('g'), stroke('b')).deed).toEqual({ room: 'book' });
    expect(after(stroke('g'), stroke('/')).deed).toEqual({ open: 'search' });
  });
});

describe('the table', () => {
  it('is reachable: no shortcut is the beginning of another, and none is there twice', () => {
    const rows = SHORTCUTS.map((one) => one.keys.join(' '));
    for (const row of rows) expect(rows.filter((other) => other === row || other.startsWith(`${row} `))).toEqual([row]);
  });

  it('is what the documentation says', () => {
    const written = readFileSync('docs/keyboard.md', 'utf8').split('\n').filter((line) => line.startsWith('| `'));
    expect(written).toEqual(SHORTCUTS.map(({ keys, says }) => `| ${keysShown(keys).map((key) => `\`${key}\``).join(' then ')} | ${says} |`));
  });
});
