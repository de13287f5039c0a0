'use client';

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface TermNoteProps {
  readonly name: string;
  readonly says: string;
  readonly children: ReactNode;
}

interface Place {
  readonly left: number;
  readonly top: number;
}

const WIDTH = 280;
const MARGIN = 8;

/** A word with a dotted line below; its meaning appears beside it while it is pointed at, focused or tapped, and moves nothing. */
export function TermNote({ name, says, children }: TermNoteProps) {
  const [place, setPlace] = useState<Place | null>(null);
  const word = useRef<HTMLButtonElement>(null);
  const id = useId();
  const show = () => {
    const box = word.current?.getBoundingClientRect();
    if (box) setPlace({ left: Math.max(MARGIN, Math.min(box.left, document.documentElement.clientWidth - WIDTH - MARGIN)), top: box.bottom });
  };
  const hide = () => setPlace(null);
  useEffect(() => {
    if (!place) return;
    // It stands where the word stood: once anything scrolls, that is no longer beside it.
    window.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', hide, { capture: true });
  }, [place]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !place) return;
    event.stopPropagation();
    hide();
  };
  return (
    <span className="term-place" onMouseEnter={show} onMouseLeave={hide}>
      <button ref={word} type="button" className="term" aria-describedby={place ? id : undefined} onFocus={show} onBlur={hide} onClick={show} onKeyDown={onKeyDown}>
        {children}
      </button>
      {place ? (
        <span role="tooltip" id={id} className="term-note" style={{ ...place, width: WIDTH }}>
          <b>{name}</b> {says}
        </span>
      ) : null}
    </span>
  );
}
