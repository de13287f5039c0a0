/** What a shortcut does: goes to a room of the rail by its key, or opens something. */
export type ShortcutDeed = { readonly room: string } | { readonly open: 'search' | 'keys' };

export interface Shortcut {
  /** Keys one after another, as `event.key` names them; `Mod` is Ctrl, or Cmd on a Mac, held with the key that follows after `+`. */
  readonly keys: readonly string[];
  readonly says: string;
  readonly deed: ShortcutDeed;
}

const go = (letter: string, room: string, label: string): Shortcut => ({ keys: ['g', letter], says: `Go to ${label}`, deed: { room } });

/** Every shortcut there is: what is listened for, shown on the keyboard map and written in the documentation. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['/'], says: 'Search', deed: { open: 'search' } },
  { keys: ['Mod+k'], says: 'Search', deed: { open: 'search' } },
  { keys: ['?'], says: 'Show this keyboard map', deed: { open: 'keys' } },
  go('b', 'book', 'the book'),
  go('i', 'inbox', 'the inbox'),
  go('m', 'mix', 'the mix'),
  go('s', 'signals', 'signals'),
  go('p', 'proposals', 'proposals'),
  go('d', 'drawdowns', 'drawdowns'),
  go('k', 'backtest', 'the backtest'),
  go('t', 'timing', 'timing'),
  go('c', 'conformance', 'conformance'),
  go('y', 'policy', 'the policy'),
  go('j', 'journal', 'the journal'),
  go('n', 'indicators', 'indicators'),
  go('r', 'revisions', 'revisions'),
  go('a', 'data', 'data'),
  go(',', 'settings', 'settings'),
];

/** A key going down, as far as shortcuts care. */
export interface Stroke {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** The third level of a keyboard, which browsers also report as Ctrl and Alt: on some layouts `/` needs it. */
  readonly altGraph: boolean;
}

const LETTER = /^\p{Letter}$/u;
const HELD_ALONE = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);

/** The name of a stroke as the table writes it, or null when modifiers make it something else. */
function nameOf({ key, ctrl, meta, alt, shift, altGraph }: Stroke): string | null {
  const isLetter = LETTER.test(key);
  // Signs stand on different levels of different keyboards, so that Shift says nothing about them; Caps Lock is no Shift.
  const name = isLetter ? key.toLowerCase() : key;
  if (altGraph && !isLetter) return name;
  if (alt || (isLetter && shift)) return null;
  if (ctrl || meta) return ctrl !== meta ? `Mod+${name}` : null;
  return name;
}

/** What a stroke comes to after those before it: a deed, or more keys to wait for. */
export interface Pressed {
  readonly deed: ShortcutDeed | null;
  readonly waiting: readonly string[];
}

/** A stroke that goes on with no shortcut begins anew. */
export function press(waiting: readonly string[], stroke: Stroke): Pressed {
  if (HELD_ALONE.has(stroke.key)) return { deed: null, waiting };
  const name = nameOf(stroke);
  if (name === null) return { deed: null, waiting: [] };
  for (const keys of waiting.length > 0 ? [[...waiting, name], [name]] : [[name]]) {
    const fitting = SHORTCUTS.filter((one) => keys.every((key, k) => one.keys[k] === key));
    const whole = fitting.find((one) => one.keys.length === keys.length);
    if (whole) return { deed: whole.deed, waiting: [] };
    if (fitting.length > 0) return { deed: null, waiting: keys };
  }
  return { deed: null, waiting: [] };
}

/** The keys for people: `Mod+k` is `Ctrl K`, or `⌘ K` on a Mac; keys one after another stay apart. */
export function keysShown(keys: readonly string[], mac = false): readonly string[] {
  return keys.map((key) => (key.startsWith('Mod+') ? `${mac ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}` : key));
}
