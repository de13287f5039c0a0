'use client';

import dynamic from 'next/dynamic';
import { Note } from '@/components/ui/text';
import type { WhatIfPanelProps } from './what-if-panel';

const Loaded = dynamic(() => import('./what-if-panel').then((module) => module.WhatIfPanel), { ssr: false, loading: () => <Note>The what-if is being fetched…</Note> });

/** The what-if, fetched only where somebody opens it: who reads the mix pays nothing for it. */
export function LazyWhatIf(props: WhatIfPanelProps) {
  return <Loaded {...props} />;
}
