'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { bestOf } from '@/lib/words/match';
import type { Find, FindGroup } from './finds';
import type { NavigationGroup } from './navigation';

export interface PaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** What gets the focus when it closes. */
  readonly finalFocus: () => HTMLElement | false;
  /** What stands in the field when it opens. */
  readonly begin: string;
  readonly groups: readonly NavigationGroup[];
  readonly portfolio: string | null;
  readonly links: readonly Find[];
  readonly signOut: () => Promise<void>;
  readonly showKeys: () => void;
}

/** A row of the list: it goes to an address or does something here. */
interface Row {
  readonly label: string;
  readonly detail: string;
  readonly run: () => void;
}

interface RowGroup {
  readonly label: string;
  readonly rows: readonly Row[];
}

interface Answer {
  readonly query: string;
  readonly groups: readonly FindGroup[];
  readonly problem: string | null;
}

const NO_ANSWER: Answer = { query: '', groups: [], problem: null };
const UNREACHABLE = 'The desk did not answer. What stands below is known without it.';

/** Long enough that a typist asks once, short enough that nobody waits. */
const PAUSE_MS = 120;
const MANY = 30;

async function ask(query: string, portfolio: string | null, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(`/api/search?${new URLSearchParams({ query, ...(portfolio ? { portfolio } : {}) }).toString()}`, { signal });
  const body = (await response.json()) as { readonly ok: true; readonly value: readonly FindGroup[] } | { readonly ok: false; readonly error: { readonly message: string } };
  return body.ok ? { query, groups: body.value, problem: null } : { query, groups: [], problem: body.error.message };
}

/** The desk's answer to what is typed, after a pause; a question that is no longer asked is given up. */
function useAnswer(query: string, portfolio: string | null): Answer {
  const [answer, setAnswer] = useState(NO_ANSWER);
  useEffect(() => {
    if (query === '') return;
    const stale = new AbortController();
    const timer = setTimeout(() => {
      ask(query, portfolio, stale.signal).then(setAnswer, () => {
        if (!stale.signal.aborted) setAnswer({ query, groups: [], problem: UNREACHABLE });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stale.abort();
    };
  }, [query, portfolio]);
  return query === '' ? NO_ANSWER : answer;
}

/** What is found without asking: the rooms of the rail, pages beside them, and deeds. */
function useKnown({ groups, links, signOut, showKeys, onOpenChange }: PaletteProps): { readonly rooms: readonly (Row & { readonly href: string })[]; readonly deeds: readonly Row[]; readonly goTo: (href: string) => () => void } {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const goTo = (href: string) => () => {
    onOpenChange(false);
    router.push(href);
  };
  const closing = (deed: () => void) => () => {
    onOpenChange(false);
    deed();
  };
  const rooms = groups.flatMap((group) => group.items).flatMap(({ label, href, query = '' }) => (href === null ? [] : [{ label, detail: '', href, run: goTo(`${href}${query}`) }]));
  const other = resolvedTheme === 'dark' ? 'light' : 'dark';
  const deeds = [
    ...links.map(({ label, detail, href }) => ({ label, detail, run: goTo(href) })),
    { label: `Change the theme to ${other}`, detail: 'in this browser', run: closing(() => setTheme(other)) },
    // The page is printed without the dialog: it must be gone first.
    { label: 'Print this page', detail: 'or save it as PDF', run: closing(() => setTimeout(() => window.print())) },
    { label: 'Keyboard map', detail: 'every shortcut', run: showKeys },
    { label: 'Sign out', detail: '', run: closing(() => startTransition(signOut)) },
  ];
  return { rooms, deeds, goTo };
}

/** Where to? One field over everything the desk has, for hands that stay on the keyboard. */
export function Palette(props: PaletteProps) {
  const { open, onOpenChange, finalFocus } = props;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog palette" finalFocus={finalFocus}>
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <PaletteBody {...props} />
          <p className="palette-foot">
            <Dialog.Close className="link">Close</Dialog.Close>
            <span aria-hidden="true" className="wide-only">
              arrows choose, Enter goes
            </span>
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody(props: PaletteProps) {
  const [text, setText] = useState(props.begin);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const query = text.trim();
  const answer = useAnswer(query, props.portfolio);
  const known = useKnown(props);
  const chosen = <T extends Row>(rows: readonly T[]) => (query === '' ? rows : bestOf(query, rows, ({ label }) => label, MANY));
  const rooms = chosen(known.rooms);
  // Shown once: by the short name where that answers, else by the long one with its portfolio.
  const here = new Set(rooms.map(({ href }) => href));
  const groups: readonly RowGroup[] = [
    { label: 'Rooms', rows: rooms },
    ...answer.groups.map(({ label, finds }) => ({ label, rows: finds.filter(({ href }) => !here.has(href)).map(({ href, ...find }) => ({ ...find, run: known.goTo(href) })) })),
    { label: 'Actions', rows: chosen(known.deeds) },
  ].filter(({ rows }) => rows.length > 0);
  const rows = groups.flatMap((group) => group.rows);
  const current = Math.min(at, rows.length - 1);
  const optionId = (index: number) => `${id}-option-${index}`;
  const waits = query !== '' && answer.query !== query;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, rows.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      setAt((current + step + rows.length) % rows.length);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && current >= 0) {
      event.preventDefault();
      rows[current].run();
    }
  };

  const said = waits ? 'Searching' : rows.length === 0 ? 'Nothing found' : `${rows.length} ${rows.length === 1 ? 'result' : 'results'}`;
  let index = -1;
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-label="Search rooms, portfolios, proposals, series and words"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current >= 0 ? optionId(current) : undefined}
        placeholder="A room, a portfolio, a proposal’s number, a word"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="sr-only" role="status">
        {said}
      </p>
      {answer.problem ? <p className="field-error">{answer.problem}</p> : null}
      {rows.length === 0 && !waits ? <p className="palette-none">Nothing here is called “{query}”. Try a part of the name, or a proposal’s number.</p> : null}
      <div className="palette-list" role="listbox" id={`${id}-list`} aria-label="Results" ref={list}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <p aria-hidden="true">{group.label}</p>
            {group.rows.map((row) => {
              index += 1;
              const own = index;
              return (
                <div key={`${row.label} ${own}`} role="option" id={optionId(own)} aria-selected={own === current} onPointerMove={() => setAt(own)} onClick={row.run}>
                  <span>{row.label}</span>
                  {row.detail ? <span className="detail">{row.detail}</span> : null}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}
