'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Find } from './finds';
import type { NavigationGroup } from './navigation';
import { press, type ShortcutDeed } from './shortcuts';

// Most visits never open them: their code comes when they are.
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false });
const KeyMap = dynamic(() => import('./key-map').then((module) => module.KeyMap), { ssr: false });

/** What is open, and what the search begins with. */
interface Opened {
  readonly what: 'search' | 'keys';
  readonly query: string;
}

export interface DeskKeysProps {
  readonly groups: readonly NavigationGroup[];
  /** The portfolio one is in; the search puts it first. */
  readonly portfolio: string | null;
  /** Pages and deeds that stand in no rail: the glossary, an import, the tour. */
  readonly links: readonly Find[];
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
}

/** A row of keys is forgotten after this long, so that an old `g` lends no letter a meaning. */
const FORGOTTEN_AFTER_MS = 1_500;

const OpenContext = createContext<(what: Opened['what']) => void>(() => undefined);

/** Opens the search or the keyboard map of the desk around. */
const useDeskKeys = () => useContext(OpenContext);

const TYPES_NOTHING = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);

/** Whether keys belong to what has the focus: a field that is typed in, a choice, or anything in a dialog. */
function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="listbox"], select, textarea')) return true;
  return target instanceof HTMLInputElement && !TYPES_NOTHING.has(target.type);
}

/** Listens for the shortcuts of the desk and opens its search and its keyboard map. */
export function DeskKeys({ groups, portfolio, links, signOut, children }: DeskKeysProps) {
  const router = useRouter();
  const [opened, setOpened] = useState<Opened | null>(null);
  // A dialog stays once it was open: it gives the focus back only if it is still there when it closes.
  const [ever, setEver] = useState<ReadonlySet<Opened['what']>>(new Set());
  const row = useRef<{ readonly waiting: readonly string[]; readonly at: number }>({ waiting: [], at: 0 });

  const before = useRef<Element | null>(null);

  const open = (what: Opened['what'], query = '') => {
    if (!opened) before.current = document.activeElement;
    setEver((those) => new Set([...those, what]));
    setOpened({ what, query });
  };

  const act = (deed: ShortcutDeed) => {
    if ('open' in deed) return open(deed.open);
    const room = groups.flatMap((group) => group.items).find((item) => item.key === deed.room);
    if (room?.href) router.push(`${room.href}${room.query ?? ''}`);
    // On a desk without portfolios their rooms have no address: the search says what there is instead.
    else if (room) open('search', room.label);
  };

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (opened || event.defaultPrevented || event.isComposing || event.repeat || takesKeys(event.target)) return;
      const waiting = event.timeStamp - row.current.at > FORGOTTEN_AFTER_MS ? [] : row.current.waiting;
      const pressed = press(waiting, { key: event.key, ctrl: event.ctrlKey, meta: event.metaKey, alt: event.altKey, shift: event.shiftKey, altGraph: event.getModifierState('AltGraph') });
      row.current = { waiting: pressed.waiting, at: event.timeStamp };
      if (!pressed.deed) return;
      event.preventDefault();
      act(pressed.deed);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });

  // Where nothing had the focus, nothing gets it: a first field that took it would take the next keys, too.
  const finalFocus = () => before.current instanceof HTMLElement && before.current.isConnected && before.current !== document.body && before.current;
  const onOpenChange = (next: boolean) => {
    if (!next) setOpened(null);
  };
  return (
    <OpenContext value={open}>
      {children}
      {ever.has('search') ? (
        <Palette
          open={opened?.what === 'search'}
          onOpenChange={onOpenChange}
          finalFocus={finalFocus}
          begin={opened?.query ?? ''}
          groups={groups}
          portfolio={portfolio}
          links={links}
          signOut={signOut}
          showKeys={() => open('keys')}
        />
      ) : null}
      {ever.has('keys') ? <KeyMap open={opened?.what === 'keys'} onOpenChange={onOpenChange} finalFocus={finalFocus} /> : null}
    </OpenContext>
  );
}

/** The visible way into the search. */
export function SearchButton() {
  const open = useDeskKeys();
  return (
    <button type="button" className="search-button" aria-keyshortcuts="/ Control+K Meta+K" onClick={() => open('search')}>
      Search <kbd>/</kbd>
    </button>
  );
}

/** The visible way to the keyboard map. */
export function KeyMapButton() {
  const open = useDeskKeys();
  return (
    <button type="button" className="link" aria-keyshortcuts="?" onClick={() => open('keys')}>
      Keyboard map
    </button>
  );
}
