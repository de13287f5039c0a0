'use client';

import { useState, type ChangeEvent } from 'react';
import { count } from '@/lib/format/count';

export interface FileDropProps {
  readonly name: string;
  readonly label: string;
  /** Format and limits, said before the choice: "CSV, up to 10 MB". */
  readonly hint: string;
  /** As the `accept` attribute: `.csv,text/csv`. */
  readonly accept: string;
  readonly required?: boolean;
}

const sizeText = (bytes: number): string => (bytes < 1024 ? `${count(bytes)} bytes` : `${count(Math.ceil(bytes / 1024))} KB`);

/** A file by dropping or choosing. The native input covers the field, so form, keyboard and reader see a plain file field. */
export function FileDrop({ name, label, hint, accept, required }: FileDropProps) {
  const [chosen, setChosen] = useState<{ name: string; size: number } | null>(null);
  const [over, setOver] = useState(false);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    setChosen(file ? { name: file.name, size: file.size } : null);
  };
  return (
    <label className="drop" data-over={over} onDragEnter={() => setOver(true)} onDragLeave={() => setOver(false)} onDrop={() => setOver(false)}>
      <b>{label}</b>
      <span className="sub block" aria-live="polite">
        {chosen ? `${chosen.name}, ${sizeText(chosen.size)}` : hint}
      </span>
      <input type="file" name={name} accept={accept} required={required} onChange={choose} />
    </label>
  );
}
